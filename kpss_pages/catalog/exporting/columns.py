"""The columns of a table of services: each fact in words, and beside it the codes where there are some.

Telephones stand in the groups of their country and begin with 00 instead of a plus, which programs take for a sum.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.access import access_code
from kpss_pages.catalog.choices import Kind, Origin, Price, Register
from kpss_pages.catalog.exporting.labels import label_of
from kpss_pages.catalog.exporting.terms import attributions_of, terms_of
from kpss_pages.catalog.models import Facility
from kpss_pages.catalog.shown import ShownForm, ShownService
from kpss_pages.catalog.vocabulary import Term
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.tables.ways_in_cells import SEPARATOR, emails_in_a_cell, phones_in_a_cell

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A column with its header and what it says of a service."""

    header: str
    value: Callable[[ShownService], Cell]


def columns(catalogue: str, country: str) -> list[Column]:
    """Return the columns in their order, in the active language; ``country`` is whose numbers need no country code."""
    return [Column(header, value) for header, value in _columns(catalogue, country)]


def _columns(catalogue: str, country: str) -> Iterator[tuple[str, Callable[[ShownService], Cell]]]:
    phones = partial(phones_in_a_cell, country=country)
    yield _("ID"), lambda shown: shown.pk
    yield _("Address of the page"), lambda shown: f"{catalogue}{shown.address_below}"
    yield _("Name"), lambda shown: shown.name
    yield _("Kind"), lambda shown: label_of(Kind, shown.row.kind)
    yield _("Kind (code)"), lambda shown: shown.row.kind
    yield _("Type of service"), lambda shown: shown.type_name
    yield _("Type of service (code)"), lambda shown: shown.row.type_code
    yield _("Paragraph"), lambda shown: shown.type.paragraph if shown.type else ""
    yield _("For whom"), lambda shown: _words(shown.target_groups)
    yield _("For whom (codes)"), lambda shown: _codes(shown.target_groups)
    yield _("Ages"), lambda shown: _words(shown.age_groups)
    yield _("Ages (codes)"), lambda shown: _codes(shown.age_groups)
    yield _("Note on ages"), lambda shown: shown.row.ages_note
    yield _("What it is for"), lambda shown: shown.row.mission
    yield _("What is done"), lambda shown: SEPARATOR.join(shown.activities)
    yield _("Forms"), lambda shown: SEPARATOR.join(form.name for form in shown.forms)
    yield _("Forms (codes)"), lambda shown: SEPARATOR.join(form.row.form for form in shown.forms)
    yield _("Capacity"), lambda shown: _of_forms(shown, capacity_of)
    yield _("Hours"), lambda shown: _of_forms(shown, hours_of)
    yield _("Free places"), lambda shown: shown.free_places
    yield _("Free places as of"), _free_places_on
    yield _("Price"), lambda shown: label_of(Price, shown.row.price)
    yield _("Price (code)"), lambda shown: shown.row.price
    yield _("How much it costs"), lambda shown: shown.row.price_note
    yield _("Places"), lambda shown: SEPARATOR.join(map(place_in_a_cell, shown.facilities))
    yield _("Municipalities"), lambda shown: SEPARATOR.join(_distinct(_open_places(shown), "municipality"))
    yield _("Codes of addresses"), lambda shown: SEPARATOR.join(_distinct(_open_places(shown), "address_code"))
    yield _("Positions"), lambda shown: SEPARATOR.join(filter(None, map(position_of, _open_places(shown))))
    yield (
        _("For people in a wheelchair"),
        lambda shown: SEPARATOR.join(filter(None, (label_of(Access, code) for code in _accesses(shown)))),
    )
    yield (
        _("For people in a wheelchair (codes)"),
        lambda shown: SEPARATOR.join(_accesses(shown)),
    )
    yield _("How to get in"), lambda shown: SEPARATOR.join(_distinct(_open_places(shown), "access_note"))
    yield _("Area served"), lambda shown: SEPARATOR.join(shown.area)
    yield _("How to apply"), lambda shown: shown.row.how_to_apply
    yield _("What to bring"), lambda shown: SEPARATOR.join(shown.documents_to_bring)
    yield _("How long one waits"), lambda shown: shown.row.waiting
    yield _("Without giving a name"), lambda shown: _yes_or_no(shown.row.is_anonymous)
    yield (
        _("Languages"),
        lambda shown: SEPARATOR.join(filter(None, (label_of(SpokenLanguage, code) for code in shown.row.languages))),
    )
    yield _("Languages (codes)"), lambda shown: SEPARATOR.join(shown.row.languages)
    yield _("Telephone"), lambda shown: phones(shown.row.phones)
    yield _("E-mail"), lambda shown: emails_in_a_cell(shown.row.emails)
    yield _("Website"), lambda shown: shown.row.website
    yield _("Provider"), lambda shown: shown.provider.name
    yield _("Company number"), lambda shown: shown.provider.company_id
    yield _("Legal form"), lambda shown: shown.provider.legal_form
    yield _("Address of the provider"), lambda shown: _address(shown.provider)
    yield _("Telephone of the provider"), lambda shown: phones(shown.provider.phones)
    yield _("E-mail of the provider"), lambda shown: emails_in_a_cell(shown.provider.emails)
    yield _("Website of the provider"), lambda shown: shown.provider.website
    yield _("Register"), lambda shown: label_of(Register, shown.row.register)
    yield _("Register (code)"), lambda shown: shown.row.register
    yield _("Number in the register"), lambda shown: shown.row.register_number
    yield _("Registered from"), lambda shown: shown.row.registered_from
    yield _("Registered until"), lambda shown: shown.row.registered_until
    yield _("Last confirmed on"), lambda shown: shown.row.confirmed_on
    yield _("Confirmed by"), lambda shown: label_of(Origin, shown.row.confirmed_by)
    yield _("Confirmed by (code)"), lambda shown: shown.row.confirmed_by
    yield _("Too old to be relied on"), lambda shown: _yes_or_no(shown.is_stale)
    yield _("Origin of the facts"), _origins
    yield _("Licence"), _licence
    yield _("Source"), _source
    yield _("Example"), lambda shown: _yes_or_no(shown.is_example)


def capacity_of(form: ShownForm) -> str:
    """Return the registered capacity of a form in one line: "počet klientů: 45 – ihned"."""
    return ", ".join(form.capacity_words)


def hours_of(form: ShownForm) -> str:
    """Return the hours of a form in the grammar of OpenStreetMap, with the note on them."""
    hours = "24/7" if form.row.is_nonstop else to_osm(form.row.hours)
    return ", ".join(filter(None, (hours, form.row.hours_note)))


def place_in_a_cell(place: Facility) -> str:
    if place.is_secret:
        return _("secret address")
    return ", ".join(filter(None, (place.name, _address(place))))


def position_of(place: Facility) -> str:
    """Return latitude and longitude in degrees, "" when nobody knows them."""
    return f"{place.latitude},{place.longitude}" if place.latitude is not None and place.longitude is not None else ""


def _address(row: Any) -> str:
    return ", ".join(filter(None, (row.street, f"{row.postal_code} {row.municipality}".strip())))


def _open_places(shown: ShownService) -> list[Facility]:
    return [place for place in shown.facilities if not place.is_secret]


def _accesses(shown: ShownService) -> list[str]:
    return list(dict.fromkeys(filter(None, map(access_code, _open_places(shown)))))


def _distinct(places: Iterable[Facility], field: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (getattr(place, field) for place in places))))


def _words(terms: Iterable[Term]) -> str:
    return SEPARATOR.join(map(str, terms))


def _codes(terms: Iterable[Term]) -> str:
    return SEPARATOR.join(term.code for term in terms)


def _of_forms(shown: ShownService, said_of: Callable[[ShownForm], str]) -> str:
    """Say something of each form, with its name where there are several."""
    said = [(form.name, words) for form in shown.forms if (words := said_of(form))]
    return SEPARATOR.join(words if len(shown.forms) == 1 else f"{name}: {words}" for name, words in said)


def _free_places_on(shown: ShownService) -> date | None:
    """Return the day of the oldest count of free places that is believed."""
    days = [form.row.free_places_on for form in shown.forms if form.free_places is not None]
    return min(filter(None, days), default=None)


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")


def _origins(shown: ShownService) -> str:
    """Say which fields come from whom: "register: name, type_code; provider: price"."""
    by_origin: dict[Origin, list[str]] = {}
    for field, fact in shown.row.facts.by_field.items():
        by_origin.setdefault(fact.origin, []).append(field)
    return SEPARATOR.join(f"{origin.value}: {', '.join(fields)}" for origin, fields in by_origin.items())


def _licence(shown: ShownService) -> str:
    terms = terms_of([shown.row.register])
    return terms.address if terms else ""


def _source(shown: ShownService) -> str:
    """Name the register of which an entry was made: the terms of some want it wherever the data go."""
    return " ".join(attributions_of([shown.row.register]))
