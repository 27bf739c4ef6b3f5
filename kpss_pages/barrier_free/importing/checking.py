"""What a file would make of a town's places, row by row; nothing is saved here."""

import copy
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.importing.cells import place_cells, survey_cells
from kpss_pages.barrier_free.importing.columns import COLUMNS, PLACE
from kpss_pages.barrier_free.importing.known import Known, Wanted
from kpss_pages.barrier_free.importing.locating import locate, position_in, put_position
from kpss_pages.barrier_free.importing.outcomes import PlaceOutcome, PlacesChecked
from kpss_pages.barrier_free.importing.surveys import OPENSTREETMAP, SurveyReader
from kpss_pages.barrier_free.importing.values import code_in
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying.holding import let_hold
from kpss_pages.core.addresses.filling import from_the_list
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.hours.reading import hours_in
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.tables.columns import answers, folded
from kpss_pages.core.tables.outcomes import Change, Fate
from kpss_pages.core.tables.reading import Line, Reading, Trouble

_TEXTS = ("source_key", "name", "street", "postal_code", "municipality", "about", "website")
_ADDRESS = ("street", "postal_code", "municipality")
_FOUND_BY = ("name", "street")
"""Where capital letters and spaces are no difference."""


def check(site_id: int, country: str, reading: Reading) -> PlacesChecked:
    """Say what was read would do to a town's places, whose positions are in ``country``."""
    return _Checker(site_id, country, reading).checked()


class _Checker:
    def __init__(self, site_id: int, country: str, reading: Reading) -> None:
        self.site_id, self.country, self.reading = site_id, country, reading
        self.settings = settings_of(site_id)
        self.language = language_of(site_id)
        self.surveys = SurveyReader(self.settings, timezone.localdate())
        self.known = Known(site_id)
        self.headers = {column.name: str(column.header) for column in COLUMNS}  # each is put together of translations
        self.troubles: list[Trouble] = list(reading.troubles)
        self.wrong = {trouble.line for trouble in reading.troubles}
        self.seen: dict[int, int] = {}
        """The line that has filled in a place, by its ``id`` in memory."""
        self.before: dict[int, Place] = {}
        self.new: list[Place] = []
        self.changed: list[Place] = []
        self.made: list[Survey] = []

    def checked(self) -> PlacesChecked:
        rows = [_Row(self, line) for line in self.reading.lines]
        fates = [row.read() for row in rows]
        located = locate([*self.new, *self.changed], self.settings, self.country)
        outcomes = tuple(self._outcome(row, fate, located) for row, fate in zip(rows, fates, strict=True))
        order = {header: place for place, (_letter, header) in enumerate(self.reading.columns.values())}
        troubles = tuple(sorted(self.troubles, key=lambda found: (found.line, order.get(found.header, -1))))
        return PlacesChecked(
            self.reading, outcomes, troubles, tuple(self.new), tuple(self.changed), tuple(self.made), self.before
        )

    def _outcome(self, row: "_Row", fate: Fate, located: Collection[int]) -> PlaceOutcome:
        if row.place is not None and id(row.place) in located:
            row.tell_of_position(row.place)
        return PlaceOutcome(
            row.line.number,
            row.title,
            Fate.WRONG if row.line.number in self.wrong else fate,
            (*row.changes, *row.surveyed),
            tuple(row.notes),
        )


class _Row:
    """One row on its way to its place."""

    def __init__(self, checker: _Checker, line: Line) -> None:
        self.checker, self.line = checker, line
        self.title = line.text("name")
        self.place: Place | None = None
        self.changes: list[Change] = []
        self.surveyed: list[Change] = []
        """What a survey makes another; it stands behind the changes of the place itself."""
        self.notes: list[str] = []
        self.from_osm = ""
        """Words of OpenStreetMap about the place; those of the town are not replaced by them."""
        if line.text("unused"):
            self.notes.append(_("Not used: %(what)s.") % {"what": line.text("unused")})

    def refuse(self, name: str, sentence: str) -> None:
        reading = self.checker.reading
        if name not in reading.columns:
            sentence = f"{self.checker.headers[name]}: {sentence}"
        self.checker.troubles.append(reading.trouble(self.line, name, sentence))
        self.checker.wrong.add(self.line.number)

    def read(self) -> Fate:
        cells = self._cells()
        place = self.place = self._place(cells)
        if place is None:
            return Fate.WRONG
        is_new = place.pk is None
        if not is_new and self.line.text("address") == place.address:
            cells = {name: text for name, text in cells.items() if name not in _ADDRESS}
        before = copy.copy(place)
        self._fill_in(place, cells)
        put_position(place, cells, self.checker.settings, self.checker.country, self.refuse)
        self._look_over(place, cells)
        if is_new:
            self.checker.known.add(place)
        elif place.source_key != before.source_key:
            self.checker.known.by_key[place.source_key] = place
        self._tell(before, place, is_new)
        survey = self._survey(place)
        if not is_new and (self.changes or survey is not None):
            self.checker.before[place.pk] = before
            self.checker.changed.append(place)
        elif is_new:
            self.checker.new.append(place)
        if is_new:
            return Fate.CREATED
        return Fate.CHANGED if self.changes or survey is not None else Fate.UNCHANGED

    def _cells(self) -> dict[str, str]:
        """Return the cells of the place's own fields; what is written in the town's language goes before others."""
        cells = {column.name: self.line.text(column.name) for column in PLACE if self.line.text(column.name)}
        about = self.line.text(f"about:{self.checker.language}")
        if about:
            cells["about"] = about
        if "about" in cells and self.line.text("source") == OPENSTREETMAP:
            self.from_osm = cells.pop("about")
        if "name" not in cells and self.line.text("source") and "category" in cells:
            with override(self.checker.language):
                cells["name"] = str(capfirst(Category(cells["category"]).label))
            self.title = cells["name"]
        return cells

    def _place(self, cells: Mapping[str, str]) -> Place | None:
        """Return the place that the row is about, a new one when it is not there; None when that cannot be told."""
        if "name" not in cells:
            if self.line.text("source") and self.line.number not in self.checker.wrong:
                self.refuse("name", _("It has no name, and nothing says what it is. Leave it out."))
            return None
        number = self.line.text("place_id")
        wanted = Wanted(
            cells["name"],
            cells.get("street", ""),
            cells.get("source_key", ""),
            int(number) if number else None,
            position_in(cells),
            bool(self.line.text("name")),
        )
        place, trouble = self.checker.known.find(wanted)
        if trouble:
            self.refuse("name", trouble)
            return None
        if place is None:
            place = Place(site_id=self.checker.site_id, name=cells["name"], photos=[])  # type: ignore[misc]
        if id(place) in self.checker.seen:
            sentence = _("Row %(line)d is about the same place. Keep one of the two.")
            self.refuse("name", sentence % {"line": self.checker.seen[id(place)]})
            return None
        self.checker.seen[id(place)] = self.line.number
        if place.pk is None and wanted.key and self.checker.known.namesake(wanted, place):
            self.notes.append(_("Another place has the same name and street. Check that it is not the same one."))
        return place

    def _fill_in(self, place: Place, cells: Mapping[str, str]) -> None:
        is_new = place.pk is None
        if self.from_osm and not place.about:
            place.about = self.from_osm
        for name in _TEXTS:
            text, now = cells.get(name, ""), _plain(getattr(place, name))
            is_same = folded(text) == folded(now) if name in _FOUND_BY else text == now
            if text and not is_same:
                setattr(place, name, text)
        if cells.get("category"):
            try:
                place.category = code_in("category", cells["category"])
            except ValidationError as error:
                self.refuse("category", error.messages[0])
        elif is_new:
            self.refuse("category", _("Fill in the category: the place is new."))
        self._fill_in_hours(place, cells)
        if folded(cells.get("is_published", "")) in answers():
            place.is_published = answers()[folded(cells["is_published"])]

    def _fill_in_hours(self, place: Place, cells: Mapping[str, str]) -> None:
        """Take opening hours; those that the town has written down are not replaced by OpenStreetMap's."""
        text, now = cells.get("hours", ""), to_osm(place.hours)
        if not text or text == now or (now and self.line.text("source") == OPENSTREETMAP):
            return
        try:
            hours = hours_in(text, place.hours)
        except ValidationError as error:
            self.refuse("hours", error.messages[0])
        else:
            place.hours = place.hours if to_osm(hours) == now else hours

    def _look_over(self, place: Place, cells: Mapping[str, str]) -> None:
        """Refuse what the form would refuse."""
        left = [field.name for field in Place._meta.fields if field.name not in _TEXTS]
        try:
            place.clean_fields(exclude=left)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                if name in cells:
                    self.refuse(name, messages[0])

    def _tell(self, before: Place, place: Place, is_new: bool) -> None:
        was = {} if is_new else place_cells(before)
        now = place_cells(place)
        self.changes += [
            Change(self.checker.headers[column.name], was.get(column.name, ""), now[column.name])
            for column in PLACE
            if now[column.name] != was.get(column.name, "")
        ]

    def tell_of_position(self, place: Place) -> None:
        """Tell that the position, which nobody had written, is that of the address."""
        degrees = {name: text for name, text in place_cells(place).items() if name in ("latitude", "longitude")}
        self.changes += [Change(self.checker.headers[name], "", from_the_list(text)) for name, text in degrees.items()]

    def _survey(self, place: Place) -> Survey | None:
        """Return the new survey that the row tells of, and let it hold unless a newer one does."""
        checker, held = self.checker, place.survey
        known = checker.known.surveys.get(place.pk, ()) if place.pk else ()
        survey = checker.surveys.survey_of(self.line, place, known, self.refuse, self.notes.append)
        if survey is None:
            if self.changes and held is not None:
                let_hold(place, held)
            return None
        checker.made.append(survey)
        was, now = survey_cells(held), survey_cells(survey)
        self.surveyed = [
            Change(self.checker.headers[name], was[name], text)
            for name, text in now.items()
            if text and text != was[name]
        ]
        if held is None or survey.surveyed_on >= held.surveyed_on:
            let_hold(place, survey)
        else:
            self.notes.append(_("A newer survey holds; this one goes into the history."))
        return survey


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
