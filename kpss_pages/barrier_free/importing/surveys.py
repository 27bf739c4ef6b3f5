"""The survey that a row tells of: one that the town has already, or a new one with its verdicts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Profile, Surveyor, SurveyOrigin, SurveyState, Verdict
from kpss_pages.barrier_free.importing.columns import MEASURE_OF
from kpss_pages.barrier_free.importing.values import code_in, measure_in
from kpss_pages.barrier_free.measures import cleaned, parts_of
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, Survey
from kpss_pages.barrier_free.surveying.holding import verdicts_of
from kpss_pages.barrier_free.surveying.reading import EARLIEST, raw_measures
from kpss_pages.core.tables.columns import folded
from kpss_pages.core.tables.days import day_in
from kpss_pages.core.tables.reading import Line

OPENSTREETMAP = "OpenStreetMap"
"""Who says it, of what is from there."""

Refuses = Callable[[str, str], None]
"""Takes the name of a column and a sentence."""


@dataclass
class Said:
    """What a row says of a survey; None and "" where it says nothing."""

    day: date | None = None
    values: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    verdicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Verdict and reason by profile."""
    codes: dict[str, str] = field(default_factory=dict)
    """By the names of the survey's own fields."""

    @property
    def is_anything(self) -> bool:
        return bool(self.values) or any(verdict != Verdict.UNKNOWN for verdict, _reason in self.verdicts.values())


@dataclass(frozen=True)
class SurveyReader:
    """Reads the surveys of a town's rows; ``today`` is the last day on which anything can have been measured."""

    settings: BarrierFreeSettings
    today: date

    def survey_of(
        self, line: Line, place: Place, known: Iterable[Survey], refuse: Refuses, note: Callable[[str], None]
    ) -> Survey | None:
        """Return the new survey that a line tells of, unsaved; None when there is none or the town has it."""
        said = self._said(line, place, refuse, note)
        if said.day is None and (line.text("surveyed_on") or not said.is_anything):
            return None
        is_osm = line.text("source") == OPENSTREETMAP
        accepted = list(known)
        if said.day is None and not is_osm:
            accepted = [survey for survey in accepted if survey == place.survey]
        same_day = [survey for survey in accepted if said.day in (None, survey.surveyed_on)]
        if any(_says(survey, said) for survey in same_day):
            return None
        if is_osm and place.survey is not None and place.survey.surveyor != OPENSTREETMAP:
            sentence = _("A survey of %(day)s holds; what OpenStreetMap says of the place was left out.")
            note(sentence % {"day": formats.date_format(place.survey.surveyed_on, "DATE_FORMAT")})
            return None
        if said.day is None and not is_osm:
            refuse("surveyed_on", _("Fill in the day on which it was surveyed."))
            return None
        day = said.day or self.today
        if not said.is_anything:
            refuse("surveyed_on", _("Nothing was measured on this day. Fill in a measure, or leave the day blank."))
            return None
        return self._made(line, place, day, said, _of_the_day(accepted, day, said), refuse)

    def _said(self, line: Line, place: Place, refuse: Refuses, note: Callable[[str], None]) -> Said:
        said = Said()
        if line.text("surveyed_on"):
            said.day = self._day(line.text("surveyed_on"), refuse)
        for name in ("surveyor_kind", "edition"):
            if line.text(name):
                said.codes[name] = _code(name, line, refuse)
        if line.text("surveyor"):
            said.codes["surveyor"] = line.text("surveyor")
        if said.codes.get("surveyor_kind") == Surveyor.CITIZEN and line.text("surveyor"):
            refuse("surveyor", _("The name of a citizen is not kept. Leave this blank."))
        for profile in Profile:
            name = f"verdict-{profile.value}"
            if line.text(name) and (verdict := _code(name, line, refuse)):
                said.verdicts[profile.value] = (verdict, line.text(f"reason-{profile.value}"))
        fields = {name: measure_in(name, text) for name, text in line.cells.items() if name in MEASURE_OF}
        if fields:
            raw = raw_measures(fields)
            kept, troubles = cleaned(place.category, raw)
            said.values = {part: _in_their_places(raw[part], items) for part, items in kept.items()}
            for trouble in troubles:
                refuse(trouble.field, trouble.sentence)
            _tell_of_foreign(place.category, fields, note)
        return said

    def _day(self, text: str, refuse: Refuses) -> date | None:
        try:
            day = day_in(text)
        except ValidationError as error:
            refuse("surveyed_on", error.messages[0])
            return None
        if day > self.today:
            sentence = _("The day of the survey is still to come. It is %(day)s today; check the day.")
            refuse("surveyed_on", sentence % {"day": formats.date_format(self.today, "DATE_FORMAT")})
        elif day < EARLIEST:
            refuse("surveyed_on", _("The day of the survey is too long ago. Check the year."))
        return day

    def _made(self, line: Line, place: Place, day: date, said: Said, before: Survey | None, refuse: Refuses) -> Survey:
        """Return a new survey; what one of the same day says besides stays said."""
        values = _laid_over(before.measures if before else {}, said.values)
        survey = Survey(
            site_id=place.site_id,
            place=place,
            state=SurveyState.ACCEPTED,
            origin=SurveyOrigin.IMPORT,
            surveyed_on=day,
            measures=values,
            edition=said.codes.get("edition") or (before.edition if before else self.settings.edition),
            surveyor_kind=said.codes.get("surveyor_kind")
            or (before.surveyor_kind if before else Surveyor.ORGANISATION),
            surveyor=said.codes.get("surveyor") or (before.surveyor if before else ""),
            note=before.note if before else "",
        )
        survey.next_survey_on = day + relativedelta(months=self.settings.survey_every_months)
        survey.verdicts = self._verdicts(line, place, survey, said, before, refuse)
        return survey

    def _verdicts(
        self, line: Line, place: Place, survey: Survey, said: Said, before: Survey | None, refuse: Refuses
    ) -> dict[str, dict[str, str]]:
        held = {
            profile: (kept["verdict"], kept["reason"])
            for profile, kept in (before.verdicts if before else {}).items()
            if kept.get("reason")
        }
        held |= {
            profile: (verdict, reason or held.get(profile, ("", ""))[1] or _reason_of(line))
            for profile, (verdict, reason) in said.verdicts.items()
        }
        verdicts = verdicts_of(place.category, survey.measures, survey.edition, held)
        for profile, kept in verdicts.items():
            if kept["verdict"] == kept["suggested"]:
                kept["reason"] = ""
            elif not kept["reason"]:
                sentence = _(
                    "The measures suggest “%(verdict)s”. Write that, or say in the next column why it differs."
                )
                refuse(f"verdict-{profile}", sentence % {"verdict": Verdict(kept["suggested"]).label})
        return verdicts


def _code(name: str, line: Line, refuse: Refuses) -> str:
    try:
        return code_in(name, line.text(name))
    except ValidationError as error:
        refuse(name, error.messages[0])
        return ""


def _reason_of(line: Line) -> str:
    """Return the reason of a verdict that a map says without measures; "" for a table, which has a column for it."""
    return _("The imported file says so, without measures.") if line.text("source") else ""


def _says(survey: Survey, said: Said) -> bool:
    """Whether a survey says all that a row says."""
    if any(folded(str(getattr(survey, name))) != folded(code) for name, code in said.codes.items()):
        return False
    for profile, (verdict, reason) in said.verdicts.items():
        kept = survey.verdicts.get(profile, {})
        if kept.get("verdict", Verdict.UNKNOWN) != verdict or (reason and reason != kept.get("reason")):
            return False
    return all(
        _has(survey.measures.get(key, []), items)
        or _has(survey.measures.get(key, []), [item for item in items if item])
        for key, items in said.values.items()
    )


def _has(known: list[dict[str, Any]], items: list[dict[str, Any]]) -> bool:
    """Whether each item has what is said of the one in its place; numbers that were left out are not kept."""
    return len(known) >= len(items) and all(kept | item == kept for kept, item in zip(known, items, strict=False))


def _of_the_day(known: Iterable[Survey], day: date, said: Said) -> Survey | None:
    """Return the survey of a day that a row adds to or corrects: of whoever it names, if it names anybody."""
    who = folded(said.codes.get("surveyor", ""))
    rows = (survey for survey in known if survey.surveyed_on == day)
    return next((survey for survey in rows if not who or folded(survey.surveyor) == who), None)


def _in_their_places(raw: Iterable[Mapping[str, Any]], items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items at the places of their numbers, with blank ones for those of which a row says nothing."""
    left = iter(items)
    return [next(left, {}) if item else {} for item in raw]


def _laid_over(
    before: Mapping[str, list[dict[str, Any]]], now: Mapping[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    values = {key: [dict(item) for item in items] for key, items in before.items()}
    for key, items in now.items():
        kept = values.setdefault(key, [])
        for place, item in enumerate(items):
            if place < len(kept):
                kept[place] |= item
            else:
                kept.append(dict(item))
    return {key: [item for item in items if item] for key, items in values.items()}


def _tell_of_foreign(category: str, names: Iterable[str], note: Callable[[str], None]) -> None:
    """Say that places of a category do not have some of what was measured."""
    own = {part.key for part in parts_of(category)}
    foreign = [MEASURE_OF[name] for name in names if name.partition("-")[0] not in own]
    if foreign:
        labels = ", ".join(dict.fromkeys(str(measure.label) for measure in foreign))
        note(
            _("Places of this category have no such measures, they were left out: %(measures)s.") % {"measures": labels}
        )
