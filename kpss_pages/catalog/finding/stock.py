"""All published services of a town as slim rows: what they can be filtered, counted and ordered by, in three queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from kpss_pages.barrier_free.access import measured_code
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import Facility, Service, ServiceForm
from kpss_pages.catalog.vocabulary import forms
from kpss_pages.contacts.choices import Access
from kpss_pages.core import collation
from sites.text import fold_word, without_diacritics
from sites.text import words as words_of

COLUMNS = (
    "pk",
    "groups_text",
    "ages_text",
    "name",
    "sorts_as",
    "kind",
    "type_code",
    "related_type",
    "price",
    "area",
    "confirmed_on",
    "search_words",
)
FORM_COLUMNS = ("service_id", "form", "is_nonstop", "hours_text", "free_places", "free_places_on")
MEASURED = ("mapped_place__is_published", "mapped_place__wheelchair")
PLACE_COLUMNS = ("service_id", "municipality", "latitude", "longitude", "access", *MEASURED)

sort_text = lru_cache(maxsize=20_000)(collation.sort_text)


@dataclass(slots=True)
class Entry:
    """A service as it is looked for.

    ``words`` are its own ones and where and in what form it is given, as ``index_words`` has them; ``positions`` are
    degrees; ``hours`` are those of its forms as JSON texts.
    """

    pk: int
    groups: tuple[str, ...]
    ages: tuple[str, ...]
    name: str
    sorts_as: str
    kind: str
    type_code: str
    related_type: str
    price: str
    area: str
    confirmed_on: date | None
    words: str
    is_stale: bool = False
    forms: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    is_nonstop: bool = False
    has_free_places: bool = False
    municipalities: set[str] = field(default_factory=set)
    positions: list[tuple[float, float]] = field(default_factory=list)
    is_accessible: bool = False


@dataclass(frozen=True)
class Stock:
    """The services of a town, and the municipalities where they are given with a position in the middle of theirs."""

    entries: list[Entry]
    municipalities: dict[str, tuple[float, float] | None]


def stock_of(site_id: int, freshness: Freshness) -> Stock:
    """Read the published services of a town, in three queries whatever their number."""
    rows = Service.objects.in_town(site_id).published().order_by()
    # Read as texts: services have few lists of codes that differ.
    rows = rows.annotate(groups_text=Cast("target_groups", TextField()), ages_text=Cast("age_groups", TextField()))
    entries = {
        pk: Entry(pk, _codes(groups), _codes(ages), *values) for pk, groups, ages, *values in rows.values_list(*COLUMNS)
    }
    if not entries:
        return Stock([], {})
    for entry in entries.values():
        entry.is_stale = _is_stale(entry.confirmed_on, freshness)
    of_town = {"service__site": site_id, "service__is_published": True}
    form_rows = ServiceForm.objects.filter(**of_town).order_by()
    for pk, *values in form_rows.annotate(hours_text=Cast("hours", TextField())).values_list(*FORM_COLUMNS):
        if of_form := entries.get(pk):
            _add_form(of_form, freshness, *values)
    positions: dict[str, list[tuple[float, float]]] = {}
    place_rows = Facility.objects.filter(**of_town).exclude(ended_on__lt=freshness.today).order_by()
    for pk, municipality, latitude, longitude, access, is_shown, verdict in place_rows.values_list(*PLACE_COLUMNS):
        if of_place := entries.get(pk):
            if municipality:
                of_place.municipalities.add(municipality)
                positions.setdefault(municipality, [])
            if latitude is not None:
                of_place.positions.append(position := (float(latitude), float(longitude)))
                if municipality:
                    positions[municipality].append(position)
            of_place.is_accessible = of_place.is_accessible or _is_accessible(access, is_shown, verdict)
    _add_areas(entries.values(), positions)
    for entry in entries.values():
        entry.words += "".join(map(index_words, _further_words(entry)))
    return Stock(list(entries.values()), {name: _middle(found) for name, found in positions.items()})


@lru_cache(maxsize=20_000)
def index_words(text: str) -> str:
    """Return words and stems of a text as ``search_words`` has them."""
    words = [match.group() for match in words_of(without_diacritics(text))]
    return f" {' '.join(dict.fromkeys([*words, *map(fold_word, words)]))} "


@lru_cache(maxsize=5000)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=5000)
def _is_stale(confirmed_on: date | None, freshness: Freshness) -> bool:
    return freshness.is_stale(Service(confirmed_on=confirmed_on))


def _add_form(
    entry: Entry,
    freshness: Freshness,
    form: str,
    is_nonstop: bool,
    hours: str | None,
    free_places: int | None,
    free_places_on: date | None,
) -> None:
    entry.forms.append(form)
    entry.is_nonstop = entry.is_nonstop or is_nonstop
    if hours and len(hours) > 2:
        entry.hours.append(hours)
    if free_places and not entry.is_stale and freshness.is_believed(free_places_on):
        entry.has_free_places = True


def _is_accessible(access: str, is_shown: bool | None, verdict: str | None) -> bool:
    """Tell whether somebody in a wheelchair gets in: as it was measured, else as it is said."""
    return (measured_code(is_shown, verdict) or access) == Access.ACCESSIBLE


def _add_areas(entries: Iterable[Entry], known: Iterable[str]) -> None:
    """Add the municipalities that a service comes to, as far as something is given there."""
    names = {without_diacritics(name): name for name in known}
    for entry in entries:
        for line in entry.area.splitlines():
            if name := names.get(without_diacritics(line.strip())):
                entry.municipalities.add(name)


def _further_words(entry: Entry) -> Iterable[str]:
    """Yield where and in what form a service is given, in both languages."""
    yield from entry.municipalities
    for form in filter(None, map(forms().get, entry.forms)):
        yield from (form.name_cs, form.name_sk)


def _middle(positions: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not positions:
        return None
    return sum(each[0] for each in positions) / len(positions), sum(each[1] for each in positions) / len(positions)
