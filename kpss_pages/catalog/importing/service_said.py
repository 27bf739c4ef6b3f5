"""A service with what its rows say of it, its forms and its places: put into it in memory, and told row by row."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.importing.cells import SETS, codes_in, value_of
from kpss_pages.catalog.importing.columns import COLUMNS, LINES, SERVICE
from kpss_pages.catalog.importing.forms_said import FormsSaid
from kpss_pages.catalog.importing.known import Refuse
from kpss_pages.catalog.importing.places_said import PlacesSaid
from kpss_pages.catalog.importing.rows import Cells, form_cells, forms_in_a_cell, place_cells, service_cells
from kpss_pages.catalog.importing.said import Said
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.shown import lines_of
from kpss_pages.catalog.values import put
from kpss_pages.core.tables.reading import Line

Difference = tuple[str, str, str]
"""A column with what stood there and what stands there now."""

_NAMES = tuple(column.name for column in SERVICE)
_PARTS = ("forms", "facilities")


class ServiceSaid:
    """``service`` as its ``lines`` say it; what they say is read first and put into it afterwards."""

    def __init__(self, service: Service, lines: list[Line], country: str, refuse: Refuse) -> None:
        self.service, self.lines, self.country, self.refuse = service, lines, country, refuse
        self.is_new = service.pk is None
        self.before: Cells = {} if self.is_new else service_cells(service, country)
        self.said = Said(refuse)
        self.forms, self.places = FormsSaid(service, country, refuse), PlacesSaid(service, country, refuse)
        for line in lines:
            self.said.add(line, _NAMES)
            self.forms.read(line)
        self.places.read(lines)

    def _values(self) -> dict[str, Any]:
        """Return what the rows say other than is there, as plain values by field."""
        values: dict[str, Any] = {"name": self.lines[0].text("name")} if self.is_new else {}
        for name, text in self.said.differing(self.before).items():
            try:
                values |= self._value_of(name, text)
            except ValidationError as error:
                for sentence in error.messages:
                    self.refuse(self.said.lines[name], name, sentence)
        if self.is_new and not values.get("kind") and "type" not in self.said.cells:
            sentence = _("Fill in what sort of help it is, or the type by the act in the other column.")
            self.refuse(self.lines[0], "related_type", sentence)
        for name, now, before in (
            ("forms", self.forms.values(), self.forms.before),
            ("facilities", self.places.now, self.places.before),
        ):
            if now != before:
                values[name] = now
        return values

    def _value_of(self, name: str, text: str) -> dict[str, Any]:
        """Return what a cell says; the same things in another order, or on other lines, are no change."""
        now = getattr(self.service, name, None)
        if name in SETS:
            codes = codes_in(name, text, now or ())
            return {name: codes} if sorted(codes) != sorted(now or ()) else {}
        found = value_of(name, text, self.country)
        return {} if name in LINES and lines_of(found[name]) == lines_of(now or "") else found

    def fill_in(self, today: date) -> list[str]:
        """Put everything into the service; return the names of its fields that are others than before."""
        service, values = self.service, self._values()
        is_published = values.pop("is_published", service.is_published)
        numbers = {name: [part.pk for part in getattr(service, name).all()] for name in _PARTS if name in values}
        changed = put(service, values, Origin.TOWN, today)
        for name, those in numbers.items():
            for part, number in zip(getattr(service, name).all(), those, strict=False):
                part.pk = number  # the same row still; new ones come behind
        if is_published != service.is_published:
            service.is_published = is_published
            changed.append("is_published")
        if self.is_new:
            service.facts = service.facts.confirmed(today)
            service.confirmed_on, service.confirmed_by = today, Origin.TOWN
        return changed

    def told(self) -> Iterator[tuple[Line, list[Difference]]]:
        """Yield what each row makes another; what several rows say is told at the first of them."""
        forms = {form.form: form_cells(form) for form in self.service.forms.all()}
        places = dict(enumerate(place_cells(place) for place in self.service.facilities.all()))
        former = dict(enumerate(self.places.cells))
        for line in self.lines:
            found = list(self._of_the_service()) if line is self.lines[0] else []
            codes = [code for code in self.forms.of_line.get(line.number, ()) if code in forms]
            found += _between(_names(codes, self.forms.cells), _names(codes, forms))
            for code in codes:
                found += _between(self.forms.cells.get(code, {}), forms.pop(code))
            place = self.places.of_line.get(line.number, -1)
            if place in places:
                found += _between(former.get(place, {}), self.places.told(place, places.pop(place)))
            yield line, list(dict.fromkeys(found))

    def _of_the_service(self) -> Iterator[Difference]:
        provider = self.service.provider
        if self.is_new:
            whose = {"provider": provider.name, "company_id": provider.company_id, "name": self.service.name}
            yield from _between({}, whose)
        yield from _between(self.before, service_cells(self.service, self.country))


def _names(codes: list[str], known: Mapping[str, Cells]) -> Cells:
    return {"forms": forms_in_a_cell(code for code in codes if code in known)}


def _between(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    names = [column.name for column in COLUMNS if column.name in was or column.name in now]
    pairs = ((name, was.get(name, ""), now.get(name, "")) for name in names)
    yield from ((name, before, after) for name, before, after in pairs if before != after)
