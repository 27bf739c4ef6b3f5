"""Which services a request asks for: those of the list at the same address, in its order, read in parts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from kpss_pages.catalog.finding import Filters, Found, find
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.catalog.shown import ShownService
from kpss_pages.core.below import town_of_page
from sites.models import TownSettings
from sites.page_cache.showing import show_for

TOGETHER = 200
"""Services that are read at once."""
KEPT_SECONDS = 60
"""What is asked for is without end, and may depend on the hour."""


@dataclass(frozen=True)
class Chosen:
    """What was asked for and what was found; ``services`` reads them whole, three queries for each part of them."""

    town: TownSettings
    found: Found
    ids: list[int]

    def services(self, ids: list[int] | None = None) -> Iterator[ShownService]:
        """Read services whole, in the order of their ids: all that were found unless some are named."""
        ids = self.ids if ids is None else ids
        for first in range(0, len(ids), TOGETHER):
            yield from self.found.shown(ids[first : first + TOGETHER])

    def narrowed(self, ids: list[int]) -> "Chosen":
        return replace(self, ids=ids)


def chosen_by(page: CatalogIndexPage, request: HttpRequest, asked: QueryDict | None = None) -> Chosen:
    """Find what a request asks for, or other parameters; a request that asks for something is kept for a short time."""
    town = town_of_page(page, request)
    found = find(town, page.language, Filters.of(request.GET if asked is None else asked, town))
    if found.filters:
        show_for(request, KEPT_SECONDS)
    return Chosen(town, found, found.ids)
