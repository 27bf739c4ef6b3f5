"""The catalogue's list: life situations to begin with, words to look for, facets, and the services one page at a time."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.choices import Kind, Price
from kpss_pages.catalog.finding import Filters, Found, find
from kpss_pages.catalog.finding.facets import form_words
from kpss_pages.catalog.finding.filters import BY_DISTANCE, BY_NAME, KILOMETRES
from kpss_pages.catalog.finding.missed import count_missed
from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.catalog.public.shortlist import asked_for
from kpss_pages.catalog.registers.attribution import attributions_among
from kpss_pages.catalog.shown import ShownService
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.listing import names_page, understand
from sites.limits import count
from sites.page_cache.showing import show_for, withhold

KEPT_SECONDS = 60
"""Questions are without end, as in the search of the whole site; and what is open changes."""
KEPT_SECONDS_WHOLE = 300


@dataclass(frozen=True)
class Mark:
    """Something good to know at a glance: a symbol, always with its words."""

    name: str
    words: str


@dataclass(frozen=True)
class Card:
    """A service in the list; ``kilometres`` is None when no distance is asked for or its position is not known."""

    service: ShownService
    entry: Entry
    is_open: bool
    kilometres: float | None

    @property
    def is_related(self) -> bool:
        return self.entry.kind == Kind.RELATED

    @property
    def municipalities(self) -> list[str]:
        return sorted({place.municipality for place in self.service.facilities if place.municipality})

    @property
    def where(self) -> list[str]:
        """The address of its only place, otherwise the municipalities."""
        places = [place for place in self.service.places if not place.is_secret]
        if len(places) == 1:
            return [", ".join(filter(None, (places[0].row.street, places[0].row.municipality)))]
        return self.municipalities

    @property
    def forms(self) -> list[str]:
        return [form_words(form.row.form) for form in self.service.forms]

    @property
    def distance(self) -> str:
        if self.kilometres is None:
            return ""
        if self.kilometres < 1:
            return _("less than 1 km")
        return _("%(km)d km") % {"km": round(self.kilometres)}

    @property
    def marks(self) -> list[Mark]:
        found = []
        if self.entry.is_nonstop:
            found.append(Mark("open", _("Open around the clock")))
        elif self.is_open:
            found.append(Mark("open", _("Open now")))
        free = self.service.free_places
        if free:
            words = ngettext("%(count)d free place", "%(count)d free places", free) % {"count": free}
            found.append(Mark("places", words))
        if self.entry.price == Price.FREE:
            found.append(Mark("free", _("Free of charge")))
        elif self.service.price:
            found.append(Mark("price", self.service.price[:1].upper() + self.service.price[1:]))
        if self.entry.is_accessible:
            found.append(Mark("access", _("Accessible by wheelchair")))
        return found


@catalog.register("list")
def listing(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    town = town_of_page(page, request)
    number = request.GET.get("page")
    asked = Filters.of(request.GET, town)
    if asked.q:
        count(request, "search")
    found = find(town, page.language, asked)
    pages = found.page(number)
    show_for(request, KEPT_SECONDS if asked else KEPT_SECONDS_WHOLE)
    is_missed = bool(asked) and not found.count
    if is_missed or not names_page(pages, number) or _is_invented(request, found):
        # A search without a result is counted each time, so nobody may be answered without us.
        withhold(request)
    if is_missed and found.filters.q and pages.number == 1 and _finds_nothing_alone(found):
        count_missed(request, town.site_id, found.filters.q)
    understand(request, [*found.filters.pairs(), ("services", str(asked_for(request)))], pages)
    services = list(pages.object_list)
    context: dict[str, Any] = {
        "catalog_url": page.get_url(request),
        "found": found,
        "pages": pages,
        "cards": _cards(found, services),
        "attributions": attributions_among(service.row.register for service in services),
        "letters": found.letters(),
        "is_begin": not asked and pages.number == 1,
        "kilometres": KILOMETRES,
        "orders": _orders(found),
        "town_country": town.country,
    }
    return page.render(request, context_overrides=context)


def _cards(found: Found, services: list[ShownService]) -> list[Card]:
    entries = {entry.pk: entry for entry in found.entries}
    return [
        Card(
            service=service,
            entry=(entry := entries[service.pk]),
            is_open=found.around.is_open(entry),
            kilometres=found.kilometres.get(service.pk),
        )
        for service in services
    ]


def _orders(found: Found) -> list[tuple[str, str, bool]]:
    """Return the orders that a list can be put in: their words, their addresses, and whether it is in that order."""
    orders = []
    if found.filters.q:
        orders.append((_("Best first"), "", found.sort == ""))
    orders.append((_("From A to Z"), BY_NAME if found.filters.q or found.place else "", found.sort == BY_NAME))
    if found.place:
        orders.append((_("Nearest first"), BY_DISTANCE, found.sort == BY_DISTANCE))
    if len(orders) == 1:
        return []
    return [(words, found.filters.changed(sort=sort).querystring(), is_current) for words, sort, is_current in orders]


def _is_invented(request: HttpRequest, found: Found) -> bool:
    """Whether an address asks for something that is not there."""
    asked = {(name, value) for name, values in request.GET.lists() for value in values if value and name != "page"}
    return asked != set(found.filters.pairs())


def _finds_nothing_alone(found: Found) -> bool:
    """Whether the words of a search find nothing, whatever else was asked for with them."""
    return not found.around.answer(Filters(q=found.filters.q), {}).entries
