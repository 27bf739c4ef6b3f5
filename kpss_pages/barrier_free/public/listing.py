"""The list of a town's places: what to look for, facets, and the places one page at a time, with the same on a map."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import Profile
from kpss_pages.barrier_free.finding import Filters, Found, find
from kpss_pages.barrier_free.finding.filters import KILOMETRES
from kpss_pages.barrier_free.finding.narrowing import BY_DISTANCE, BY_NAME, BY_NEWEST
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.barrier_free.public.cards import Card, cards_of
from kpss_pages.barrier_free.public.frame import lang_of_rows
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.listing import names_page, understand
from kpss_pages.core.maps import allow_tiles
from sites.limits import count
from sites.page_cache.showing import show_for, withhold

PAGE_SIZE = 20
KEPT_SECONDS = 60
"""Questions are without end, as in the search of the whole site; and what is open changes."""
KEPT_SECONDS_WHOLE = 3600
"""Surveys grow old from one day to the next."""


class CountedPaginator(Paginator[Any]):
    """Pages of a list whose length is known already."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.rows, PAGE_SIZE)
        self.known = found.count

    @cached_property
    def count(self) -> int:
        return self.known


@dataclass(frozen=True)
class Order:
    """An order that the list can be put in: its words, and the filters with it."""

    words: str
    filters: Filters
    is_current: bool


@dataclass(frozen=True)
class Other:
    """Something else that was perhaps meant by where distances count from, and the filters with it."""

    name: str
    filters: Filters


@barrier_free.register("list")
def show_list(page: BarrierFreeIndexPage, request: HttpRequest) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    town = town_of_page(page, request)
    number = request.GET.get("page")
    filters = Filters.of(request.GET)
    if filters.q or filters.near:
        count(request, "search")
    found = find(filters, page.places().published(), town.in_language("site_name", page.language))
    pages = CountedPaginator(found).get_page(number)
    show_for(request, KEPT_SECONDS if filters.querystring else KEPT_SECONDS_WHOLE)
    if not found.count or found.is_lost or not names_page(pages, number) or _is_invented(request, filters):
        withhold(request)
    understand(request, filters.pairs(), pages)
    today = timezone.localdate(timezone=town.zone)
    context: dict[str, Any] = {
        "map_url": page.get_url(request),
        "found": found,
        "filters": filters,
        "pages": pages,
        "cards": _cards(found, cast(PlaceQuerySet, pages.object_list), today),
        "profiles": Profile.choices,
        "profile": Profile(filters.profile).label,
        "kilometres": KILOMETRES,
        "orders": _orders(found),
        "others": [Other(name, filters.changed(near=name)) for name in (found.origin.others if found.origin else ())],
        "same": _same(found.count),
        "address": f"{page.get_full_url(request)}?{filters.querystring}" if filters.querystring else "",
        "lang": lang_of_rows(page, town),
    }
    return allow_tiles(page.render(request, context_overrides=context))


def _cards(found: Found, part: PlaceQuerySet, today: date) -> list[Card]:
    return cards_of(found.rows, part, found.filters.profile, today) if found.count else []


def _same(number: int) -> str:
    return ngettext(
        "The list and the map show the same %(count)d place.",
        "The list and the map show the same %(count)d places.",
        number,
    ) % {"count": number}


def _orders(found: Found) -> list[Order]:
    filters = found.filters
    words = {BY_NAME: _("From A to Z"), BY_NEWEST: _("Newest survey first")}
    if found.origin:
        words = {BY_DISTANCE: _("Nearest first")} | words
    usual = BY_DISTANCE if found.origin else BY_NAME
    current = filters.sort if filters.sort in words else usual
    return [
        Order(label, filters.changed(sort="" if sort == usual else sort), sort == current)
        for sort, label in words.items()
    ]


def _is_invented(request: HttpRequest, filters: Filters) -> bool:
    """Whether an address asks for something that is not there."""
    asked = {(name, value) for name, values in request.GET.lists() for value in values if value and name != "page"}
    return not asked <= {*filters.pairs(), ("profile", Profile.WHEELCHAIR.value)}
