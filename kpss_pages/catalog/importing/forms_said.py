"""Which forms of a service its rows are about, and what they say of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.catalog.importing.alone import faults_in
from kpss_pages.catalog.importing.cells import codes_in, hours_with, value_of
from kpss_pages.catalog.importing.columns import FORM, HOURS
from kpss_pages.catalog.importing.known import Refuse
from kpss_pages.catalog.importing.rows import Cells, form_cells
from kpss_pages.catalog.importing.said import Said
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.values import values_of
from kpss_pages.core.tables.reading import Line

_BLANK: dict[str, Any] = {"capacities": [], "is_nonstop": False, "hours": {}, "hours_note": ""}
_NAMES = tuple(column.name for column in FORM)


class FormsSaid:
    """The forms of a service with what its rows say of them; forms that no row names stay as they are."""

    def __init__(self, service: Service, country: str, refuse: Refuse) -> None:
        self.country, self.refuse = country, refuse
        self.before: list[dict[str, Any]] = values_of(service, ["forms"])["forms"]
        self.cells: dict[str, Cells] = {form.form: form_cells(form) for form in service.forms.all()}
        """What is said of each form so far."""
        self.said: dict[str, Said] = {}
        self.of_line: dict[int, list[str]] = {}
        """The codes of the forms that a line is about, by its number."""

    def read(self, line: Line) -> None:
        """Take what a row says of forms."""
        codes = self._codes(line)
        if codes is None:
            for name, sentence in faults_in(line, FORM, self.country):
                self.refuse(line, name, sentence)
            codes = []
        if len(codes) > 1 and line.text("capacities"):
            sentence = _("Write the capacity of each form in a row of its own.")
            self.refuse(line, "capacities", sentence)
        for code in codes:
            self.said.setdefault(code, Said(self.refuse)).add(line, _NAMES)
        self.of_line[line.number] = codes

    def values(self) -> list[dict[str, Any]]:
        """Return the forms as plain values: those that were there in their order, then the new ones."""
        known = {form["form"]: form for form in self.before}
        return [self._with(code, known.get(code, {"form": code} | _BLANK)) for code in {**known, **self.said}]

    def _codes(self, line: Line) -> list[str] | None:
        """Return the forms that a row is about; None when that cannot be told."""
        if line.text("forms"):
            try:
                return codes_in("forms", line.text("forms"), self.cells)
            except ValidationError as error:
                self.refuse(line, "forms", error.messages[0])
                return None
        first = next((name for name in _NAMES if line.text(name)), "")
        if not first:
            return []
        known = list({**self.cells, **self.said})
        if len(known) != 1:
            sentence = _("Fill in the forms too: hours and capacity are those of a form.")
            self.refuse(line, first, sentence)
            return None
        return known

    def _with(self, code: str, form: dict[str, Any]) -> dict[str, Any]:
        said = self.said.get(code)
        if said is None:
            return form
        found: dict[str, Any] = {}
        differing = said.differing(self.cells.get(code, {}))
        for name, text in differing.items():
            if name not in HOURS:
                try:
                    found |= value_of(name, text, self.country)
                except ValidationError as error:
                    for sentence in error.messages:
                        self.refuse(said.lines[name], name, sentence)
        hours = {name: text for name, text in differing.items() if name in HOURS}
        if hours:
            found["hours"], faults = hours_with(form["hours"], hours)
            for name, sentence in faults:
                self.refuse(said.lines.get(name) or said.lines[next(iter(hours))], name, sentence)
        return form | found
