"""Addresses below a page of a town, where rows are shown that are no pages of their own."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page

from kpss_pages.core.chrome import Chrome, LanguageLink
from sites.models import TownSettings
from sites.page_cache.showing import withhold
from sites.tenancy.scope import town_of
from sites.towns import current_town


def town_of_page(page: Page, request: HttpRequest) -> TownSettings:
    """Return the town whose rows are shown below a page; 404 for a page that stands in no town."""
    town: TownSettings | None = current_town(request) or town_of(page)
    if town is None:
        raise Http404
    return town


def languages_below(page: Page, request: HttpRequest, address: str) -> list[LanguageLink]:
    """Return the links to what lies at ``address`` below a page, the same in all languages of the town."""
    town = current_town(request)
    if town is None:
        return []
    request.page = page  # type: ignore[attr-defined]
    return [
        link if link.url is None else replace(link, url=f"{link.url}{address}", full_url=f"{link.full_url}{address}")
        for link in Chrome(request, town).languages()
    ]


def frame_below(page: Page, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of what lies at ``address`` below a page, the same in all languages of the town."""
    town = town_of_page(page, request)
    return {
        "below": address,
        "languages": languages_below(page, request, address),
        "town_country": town.country,
        "town_zone": town.zone,
    }


def refused(request: HttpRequest, *methods: str) -> HttpResponse | None:
    """Return the answer to a request by another method, None when there is nothing to refuse."""
    return None if request.method in methods else HttpResponseNotAllowed(methods)


def for_nobody_else(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let nobody keep a page: neither we, nor a cache in front, nor a search engine."""
    withhold(request)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
