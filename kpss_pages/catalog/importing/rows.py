"""Services as rows of cells: the first says what the service is, each further one adds a form or a place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst

from kpss_pages.catalog.capacities import text_of_capacities
from kpss_pages.catalog.importing.cells import hours_in_a_cell
from kpss_pages.catalog.importing.columns import COLUMNS, HOURS, LINES
from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm
from kpss_pages.catalog.shown import lines_of
from kpss_pages.catalog.vocabulary import age_groups, forms, service_type, target_groups
from kpss_pages.contacts.choices import SpokenLanguage
from kpss_pages.core.hours.widgets import written
from kpss_pages.core.tables.columns import NO, YES
from kpss_pages.core.tables.ways_in_cells import SEPARATOR, emails_in_a_cell, phones_in_a_cell

Cells = dict[str, str]
"""Filled-in and blank cells by the names of their columns."""
Rows = list[list[str]]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no spreadsheet takes; a table with it could not be read again."""
_AS_THEY_ARE = ("related_type", "mission", "ages_note", "price_note", "how_to_apply", "waiting", "website")


def rows_of(services: Iterable[Service], country: str) -> Rows:
    """Return the header, and rows of texts for each service; what is said of a provider stands in its first row."""
    rows = [[str(column.header) for column in COLUMNS]]
    told: set[int] = set()
    for service in services:
        for cells in cells_of(service, country):
            if service.provider_id not in told:
                told.add(service.provider_id)
                cells |= provider_cells(service.provider)
            rows.append([_CONTROL.sub("", cells.get(column.name, "")) for column in COLUMNS])
    return rows


def cells_of(service: Service, country: str) -> Iterator[Cells]:
    """Yield the cells of a service's rows, by the names of the columns.

    Forms share a row where the same is said of them. Of a service with a secret place no place is shown.
    """
    provider = service.provider
    whose = {"provider": provider.name, "company_id": provider.company_id, "name": service.name}
    whose["number"] = str(service.pk)
    of_forms = list(_rows_of_forms(service.forms.all()))
    of_places = [cells for place in places_of(service) if any((cells := place_cells(place)).values())]
    first = whose | service_cells(service, country)
    for cells in (*of_forms[:1], *of_places[:1]):
        first |= cells
    yield first
    yield from (whose | cells for cells in (*of_forms[1:], *of_places[1:]))


def provider_cells(provider: Provider) -> Cells:
    """Return what is said of a provider besides who it is: its own address."""
    return {
        "provider_street": provider.street,
        "provider_postal_code": provider.postal_code,
        "provider_municipality": provider.municipality,
    }


def service_cells(service: Service, country: str) -> Cells:
    """Return what is said of a service itself."""
    found = service_type(service.type_code)
    cells = {
        "type": capfirst(str(found)) if found else "",
        "target_groups": named(service.target_groups, target_groups()),
        "age_groups": named(service.age_groups, age_groups()),
        "price": str(service.get_price_display() or ""),
        "languages": named(service.languages, dict(SpokenLanguage.choices)),
        "is_anonymous": _answer(service.is_anonymous),
        "phones": phones_in_a_cell(service.phones, country),
        "emails": emails_in_a_cell(service.emails),
        "ended_on": _day(service.ended_on),
        "is_published": _answer(service.is_published),
    }
    cells |= {name: SEPARATOR.join(lines_of(getattr(service, name))) for name in LINES}
    cells |= {name: getattr(service, name) for name in _AS_THEY_ARE}
    return cells | {"related_type": ""} if found else cells


def form_cells(form: ServiceForm) -> Cells:
    """Return what is said of a form."""
    cells = {
        "capacities": SEPARATOR.join(text_of_capacities(form.capacities).splitlines()),
        "is_nonstop": str(YES) if form.is_nonstop else "",
        "hours_note": form.hours_note,
    }
    if form.hours:
        said = written(form.hours)
        # A week that nobody has written down has no days.
        cells |= {name: hours_in_a_cell(part, said) for name, part in HOURS.items() if part in said}
    return cells


def place_cells(place: Facility) -> Cells:
    """Return what is said of a place that is not secret."""
    return {
        "place": place.name,
        "street": place.street,
        "postal_code": place.postal_code,
        "municipality": place.municipality,
        "latitude": _degrees(place.latitude),
        "longitude": _degrees(place.longitude),
        "access": str(place.get_access_display() or ""),
        "access_note": place.access_note,
        "place_ended_on": _day(place.ended_on),
    }


def places_of(service: Service) -> list[Facility]:
    """Return the places of a service that a table may show: none where one of them is secret."""
    places = list(service.facilities.all())
    return [] if any(place.is_secret for place in places) else places


def named(codes: Iterable[str], terms: Mapping[str, Any]) -> str:
    return SEPARATOR.join(str(terms.get(code, code)) for code in codes)


def forms_in_a_cell(codes: Iterable[str]) -> str:
    return named(codes, forms())


def _rows_of_forms(found: Iterable[ServiceForm]) -> Iterator[Cells]:
    together: list[tuple[list[str], Cells]] = []
    for form in found:
        cells = form_cells(form)
        alike = next((codes for codes, others in together if others == cells and not cells["capacities"]), None)
        if alike is None:
            together.append(([form.form], cells))
        else:
            alike.append(form.form)
    yield from ({"forms": forms_in_a_cell(codes)} | cells for codes, cells in together)


def _answer(value: bool | None) -> str:
    return "" if value is None else str(YES if value else NO)


def _day(value: Any) -> str:
    return date_format(value, "Y-m-d") if value else ""


def _degrees(value: Any) -> str:
    return "" if value is None else f"{value:.6f}"
