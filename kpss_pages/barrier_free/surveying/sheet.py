"""A survey as the desk sees it: every question with what was said, what holds now, and how the two differ, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kpss_pages.barrier_free.choices import Category, Profile, Surveyor, Verdict
from kpss_pages.barrier_free.measures import PARTS, Measure, Values, parts_of
from kpss_pages.barrier_free.measures.cleaning import value_of
from kpss_pages.barrier_free.measures.wording import item_words, words_of
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.asking import Asked, AskedItem, AskedPart, asked_parts
from kpss_pages.barrier_free.surveying.deciding import place_values_of
from kpss_pages.barrier_free.surveying.reading import PLACE_FIELDS, raw_measures
from kpss_pages.barrier_free.verdicts import suggest
from kpss_pages.barrier_free.verdicts.limits import applies
from kpss_pages.barrier_free.verdicts.wording import sentence_of

MOST_REASONS = 4


@dataclass(frozen=True)
class Row:
    """A question with what was said, what holds now in words ("" for nothing), and how the two differ ("" for not)."""

    asked: Asked
    words: str
    """What was said in words; "not surveyed" for nothing."""
    now: str
    difference: str


@dataclass(frozen=True)
class SheetItem:
    """One of the items of a part; ``is_open`` where there is something to be seen, or to be begun with."""

    item: AskedItem
    label: str
    rows: list[Row]
    is_open: bool


@dataclass(frozen=True)
class SheetPart:
    """A part; ``is_open`` where there is something to be seen."""

    asked: AskedPart
    items: list[SheetItem]
    is_open: bool


@dataclass(frozen=True)
class PlaceRow:
    """A field of the place itself."""

    name: str
    label: str
    value: str
    errors: list[str]
    now: str
    difference: str


@dataclass(frozen=True)
class VerdictRow:
    """What the measures suggest for somebody and why, what holds now, and what is held instead, if something is."""

    profile: Profile
    suggested: Verdict
    reasons: list[str]
    now: str
    chosen: str
    reason: str
    choice_errors: list[str]
    reason_errors: list[str]

    @property
    def name(self) -> str:
        return f"verdict-{self.profile.value}"

    @property
    def reason_name(self) -> str:
        return f"reason-{self.profile.value}"


def fields_of(survey: Survey, place: Place | None) -> dict[str, str]:
    """Return the fields of a form that say what a survey says."""
    fields = dict.fromkeys(PLACE_FIELDS, "") | (place_values_of(place) if place is not None else {})
    fields |= {name: str(value) for name, value in survey.place_values.items()}
    fields |= fields_of_measures(survey.measures)
    for profile in Profile:
        said = survey.verdicts.get(profile.value) or {}
        if said and said.get("verdict") != said.get("suggested"):
            fields |= {f"verdict-{profile.value}": said["verdict"], f"reason-{profile.value}": said["reason"]}
    return fields | {
        "surveyed_on": survey.surveyed_on.isoformat(),
        "next_survey_on": survey.next_survey_on.isoformat() if survey.next_survey_on else "",
        "surveyor_kind": survey.surveyor_kind,
        "surveyor": survey.surveyor,
        "note": survey.note,
    }


def fields_of_measures(measures: Values) -> dict[str, str]:
    """Return the fields of a form that say some measures."""
    parts = asked_parts(PARTS, measures, {})
    return {asked.field: asked.value for part in parts for item in part.items for asked in item.asked if asked.value}


def with_what_holds(fields: Mapping[str, str], holding: Values) -> dict[str, str]:
    """Return the fields with what holds now where nothing was measured this time."""
    return {**fields_of_measures(holding), **{name: value for name, value in fields.items() if value}}


@dataclass(frozen=True)
class Sheet:
    """A survey in the fields of a form. ``place`` is None for a new one; ``errors`` are sentences by field."""

    fields: Mapping[str, str]
    errors: Mapping[str, list[str]]
    place: Place | None
    edition: str
    measures: Values
    """What was read of the fields, by which verdicts are suggested."""
    more: str = ""

    @property
    def category(self) -> str:
        said = self.fields.get("category", "")
        if said in Category.values:
            return said
        return self.place.category if self.place is not None else ""

    @property
    def holding(self) -> Values:
        return self.place.measures if self.place is not None else {}

    @property
    def is_compared(self) -> bool:
        return self.place is not None and self.place.survey is not None

    def parts(self) -> list[SheetPart]:
        """Return the parts that such a place can have."""
        parts = parts_of(self.category) if self.category else []
        said = raw_measures(self.fields)
        # The one more that is asked for is the blank one, where there is one already.
        asked_for = said.get(self.more, [])
        while asked_for and not any(asked_for[-1].values()):
            asked_for.pop()
        return [self._part(one) for one in asked_parts(parts, said, self.errors, self.more)]

    def kept_beside(self) -> list[tuple[str, str]]:
        """Return what was said of parts that such a place cannot have: it comes back with another kind of place."""
        shown = {part.key for part in parts_of(self.category)} if self.category else set()
        known = {part.key for part in PARTS} - shown
        return [(name, value) for name, value in self.fields.items() if value and name.partition("-")[0] in known]

    def place_rows(self) -> list[PlaceRow]:
        """Return the place's own fields."""
        now = place_values_of(self.place) if self.place is not None else {}
        return [self._place_row(name, now.get(name, "")) for name in PLACE_FIELDS]

    def verdicts(self) -> list[VerdictRow]:
        """Return what is suggested for those to whom something matters at such a place."""
        if not self.category:
            return []
        suggested = suggest(self.category, self.measures, self.edition)
        return [
            VerdictRow(
                profile,
                suggested[profile].verdict,
                [sentence_of(one, self.measures) for one in suggested[profile].deciding[:MOST_REASONS]],
                str(Verdict(getattr(self.place, profile.value)).label) if self.is_compared else "",
                self.fields.get(f"verdict-{profile.value}", ""),
                self.fields.get(f"reason-{profile.value}", ""),
                self.errors.get(f"verdict-{profile.value}", []),
                self.errors.get(f"reason-{profile.value}", []),
            )
            for profile in Profile
            if applies(self.category, profile)
        ]

    def _part(self, asked: AskedPart) -> SheetPart:
        items = [self._item(asked, item, len(asked.items)) for item in asked.items]
        is_open = not asked.is_empty or asked.has_errors or any(row.now for item in items for row in item.rows)
        return SheetPart(asked, items, is_open or asked.part.key == self.more)

    def _item(self, part: AskedPart, item: AskedItem, count: int) -> SheetItem:
        number = int(item.number)
        holding = self.holding.get(part.part.key, [])
        now = holding[number] if number < len(holding) else {}
        said = {asked.measure.key: asked.value for asked in item.asked}
        rows = [self._row(asked, now.get(asked.measure.key)) for asked in item.asked]
        is_asked_for = number == 0 or (part.part.key == self.more and number == count - 1)
        is_open = is_asked_for or not item.is_empty or any(row.now or row.asked.errors for row in rows)
        return SheetItem(item, item_words(part.part, said, number, count), rows, is_open)

    def _row(self, asked: Asked, now: Any) -> Row:
        said = _read(asked.measure, asked.value)
        words = words_of(asked.measure, said)
        if not self.is_compared:
            return Row(asked, words, "", "")
        return Row(asked, words, words_of(asked.measure, now) if now is not None else "", difference_words(said, now))

    def _place_row(self, name: str, now: str) -> PlaceRow:
        value = self.fields.get(name, "")
        label = str(capfirst(str(Place._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]
        is_other = self.place is not None and value != now
        shown = str(Category(now).label) if name == "category" and now else now
        return PlaceRow(name, label, value, self.errors.get(name, []), shown, _("differs") if is_other else "")


def _read(measure: Measure, text: str) -> Any:
    if not text:
        return None
    try:
        return value_of(measure, text)
    except ValueError:
        return text


def difference_words(said: Any, now: Any) -> str:
    """Say how what was measured differs from what holds; "" where it does not, or nobody knows either."""
    if said == now:
        return ""
    if now is None:
        return pgettext("measure", "new")
    if said is None:
        return _("not measured this time")
    return _("differs")


def surveyor_choices() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Surveyor.choices]
