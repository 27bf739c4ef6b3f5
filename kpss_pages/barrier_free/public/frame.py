"""What all pages below the map's page have in common."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.core.below import languages_below, town_of_page
from sites.models import TownSettings
from sites.page_cache.showing import withhold


def frame_of(page: BarrierFreeIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the map, the same in all languages."""
    town = town_of_page(page, request)
    return {
        "below": address,
        "map_url": page.get_url(request),
        "languages": languages_below(page, request, address),
        "lang": lang_of_rows(page, town),
        "town_country": town.country,
        "town_zone": town.zone,
    }


def lang_of_rows(page: BarrierFreeIndexPage, town: TownSettings) -> SafeString:
    """Return the ``lang`` attribute of what the town has written in its own language; "" on pages in that language."""
    if page.language == town.default_language:
        return SafeString()
    return format_html(' lang="{}"', town.default_language)


def refused(request: HttpRequest, *methods: str) -> HttpResponse | None:
    """Return the answer to a request by another method, None when there is nothing to refuse."""
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def for_nobody_else(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let nobody keep a page: neither we, nor a cache in front, nor a search engine."""
    withhold(request)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
