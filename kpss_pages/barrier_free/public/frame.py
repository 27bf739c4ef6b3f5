"""What all pages below the map's page have in common."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.core.below import frame_below, town_of_page
from sites.models import TownSettings


def frame_of(page: BarrierFreeIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the map, the same in all languages."""
    lang = lang_of_rows(page, town_of_page(page, request))
    return {**frame_below(page, request, address), "map_url": page.get_url(request), "lang": lang}


def lang_of_rows(page: BarrierFreeIndexPage, town: TownSettings) -> SafeString:
    """Return the ``lang`` attribute of what the town has written in its own language; "" on pages in that language."""
    if page.language == town.default_language:
        return SafeString()
    return format_html(' lang="{}"', town.default_language)
