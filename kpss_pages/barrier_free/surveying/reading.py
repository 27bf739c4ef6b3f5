"""Reads what a form of a survey sends: measures, the place's own fields, the day, by whom, verdicts held instead.

The form in the field, the form at the desk and the screen on which a clerk corrects a survey have the same fields.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import SHAPES, Category, Profile, Surveyor, Verdict
from kpss_pages.barrier_free.measures import PARTS, cleaned
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place
from kpss_pages.barrier_free.positions import trouble_with
from kpss_pages.barrier_free.verdicts import suggest
from kpss_pages.core.positions import degrees

TEXTS = ("name", "street", "municipality")
LONGEST = {"name": 200, "street": 200, "municipality": 120, "note": 2000, "surveyor": 200, "reason": 500}
"""Characters that are kept; "reason" is why a verdict is held that the measures do not suggest."""
PLACE_FIELDS = ("name", "category", "street", "municipality", "latitude", "longitude")
EARLIEST = date(2000, 1, 1)
"""Nobody has measured by the method before."""
WHOLE = "__all__"
"""The name under which what is wrong with no single field is said, as in Django's forms."""
_OF_A_MEASURE = re.compile(r"([a-z_]{1,40})-([0-9]{1,2})-([a-z_]{1,40})")
_MOST = {part.key: part.most for part in PARTS}


@dataclass
class Draft:
    """What was read; with ``errors`` (sentences by the name of the field) it must not be kept."""

    category: str = ""
    measures: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    place_values: dict[str, Any] = field(default_factory=dict)
    """The place's own fields as they were sent; degrees as texts with six decimals."""
    overridden: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The verdict and the reason by profile."""
    surveyed_on: date = EARLIEST
    surveyor_kind: str = Surveyor.CITIZEN.value
    surveyor: str = ""
    note: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, []).append(sentence)

    @property
    def position(self) -> tuple[Decimal, Decimal] | None:
        """The latitude and longitude that were sent, in degrees."""
        if "latitude" not in self.place_values:
            return None
        return Decimal(self.place_values["latitude"]), Decimal(self.place_values["longitude"])


def read(
    fields: Mapping[str, Any],
    settings: BarrierFreeSettings,
    country: str,
    edition: str,
    place: Place | None = None,
    changed: Place | None = None,
) -> Draft:
    """Read the fields of a form for a place of a town, a new one when it is None.

    ``changed`` is the place that gets all the place's own fields of the form, blank ones too.
    """
    draft = Draft()
    _read_place(draft, fields, settings, country, place, changed)
    raw = raw_measures(fields)
    if draft.category:
        draft.measures, troubles = cleaned(draft.category, raw)
        for trouble in troubles:
            draft.refuse(trouble.field, trouble.sentence)
        _read_verdicts(draft, fields, edition)
    _read_survey(draft, fields)
    return draft


def raw_measures(fields: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return the texts of the fields of measures by parts, each item at the place of its number."""
    found: dict[str, list[dict[str, str]]] = {}
    for name in fields:
        match = _OF_A_MEASURE.fullmatch(name)
        if match is None:
            continue
        part, number, key = match[1], int(match[2]), match[3]
        if number < _MOST.get(part, 0):
            items = found.setdefault(part, [])
            while len(items) <= number:
                items.append({})
            items[number][key] = text_in(fields, name, 1000)
    return found


def text_in(fields: Mapping[str, Any], name: str, longest: int = 1000) -> str:
    """Return a text that was sent, without what databases do not take; what is far too long is cut.

    The end of a line is one character, as browsers count it that send two.
    """
    return str(fields.get(name) or "").replace("\0", "").replace("\r\n", "\n").strip()[: longest + 1]


def _read_place(
    draft: Draft,
    fields: Mapping[str, Any],
    settings: BarrierFreeSettings,
    country: str,
    place: Place | None,
    changed: Place | None,
) -> None:
    for name in TEXTS:
        longest = LONGEST[name]
        text = " ".join(text_in(fields, name).split())
        if len(text) > longest:
            draft.refuse(name, _("Write at most %(most)d characters.") % {"most": longest})
        elif text:
            draft.place_values[name] = text
    category = text_in(fields, "category")
    if category in Category.values:
        draft.place_values["category"] = category
    elif category:
        draft.refuse("category", _("Choose one of the kinds of places."))
    if place is None and "name" not in draft.place_values and "name" not in draft.errors:
        draft.refuse("name", _("Write what the place is called."))
    if place is None and not category:
        draft.refuse("category", _("Choose what kind of place it is."))
    draft.category = draft.place_values.get("category", place.category if place is not None and not category else "")
    if changed is not None and changed.line:
        # A path lies where its line begins, wherever whoever measured it stood.
        draft.place_values |= {"latitude": str(changed.latitude), "longitude": str(changed.longitude)}
        fields = {}
    _read_position(draft, fields, settings, country, changed or place)
    if (
        changed is not None
        and changed.survey_id
        and draft.category
        and SHAPES[Category(draft.category)] != changed.shape
    ):
        message = _("The place was surveyed as another kind of thing (%(shape)s). Make a new place for this.")
        draft.refuse("category", message % {"shape": changed.shape.label})


def _read_position(
    draft: Draft, fields: Mapping[str, Any], settings: BarrierFreeSettings, country: str, known: Place | None
) -> None:
    said = {name: text_in(fields, name) for name in ("latitude", "longitude")}
    if not any(said.values()):
        return
    found = {name: degrees(text) for name, text in said.items()}
    for name, value in found.items():
        if value is None and said[name]:
            draft.refuse(name, _("“%(text)s” are no degrees. Write them like 49.45512.") % {"text": said[name][:60]})
        elif value is None:
            draft.refuse(name, _("Fill in both the latitude and the longitude in degrees, or neither."))
    latitude, longitude = found["latitude"], found["longitude"]
    if latitude is None or longitude is None:
        return
    # One that was there before the area was narrowed is in nobody's way.
    is_known = known is not None and (latitude, longitude) == (known.latitude, known.longitude)
    trouble = "" if is_known else trouble_with(latitude, longitude, settings, country)
    if trouble:
        draft.refuse("latitude", trouble)
    else:
        draft.place_values |= {"latitude": str(latitude), "longitude": str(longitude)}


def _read_verdicts(draft: Draft, fields: Mapping[str, Any], edition: str) -> None:
    suggested = suggest(draft.category, draft.measures, edition)
    for profile in Profile:
        verdict = text_in(fields, f"verdict-{profile.value}", 60)
        longest = LONGEST["reason"]
        reason = text_in(fields, f"reason-{profile.value}", longest)
        if not verdict or verdict == suggested[profile].verdict:
            continue
        if verdict not in Verdict.values:
            draft.refuse(f"verdict-{profile.value}", _("Choose one of the verdicts."))
        elif not reason:
            draft.refuse(
                f"reason-{profile.value}",
                _("The verdict differs from what the measures suggest. Write why, or leave it as suggested."),
            )
        elif len(reason) > longest:
            draft.refuse(f"reason-{profile.value}", _("Write at most %(most)d characters.") % {"most": longest})
        else:
            draft.overridden[profile.value] = (verdict, reason)


def _read_survey(draft: Draft, fields: Mapping[str, Any]) -> None:
    today = timezone.localdate()
    said = text_in(fields, "surveyed_on", 40)
    try:
        day = parse_date(said) if said else today
    except ValueError:
        day = None
    if day is None:
        draft.refuse("surveyed_on", _("“%(text)s” is no day. Write it like 2026-05-31.") % {"text": said})
    elif day > today:
        sentence = _("The day of the survey is still to come. It is %(day)s today; check the day.")
        draft.refuse("surveyed_on", sentence % {"day": formats.date_format(today, "DATE_FORMAT")})
    elif day < EARLIEST:
        draft.refuse("surveyed_on", _("The day of the survey is too long ago. Check the year."))
    else:
        draft.surveyed_on = day
    kind = text_in(fields, "surveyor_kind", 40) or Surveyor.CITIZEN.value
    if kind not in Surveyor.values:
        draft.refuse("surveyor_kind", _("Choose who measured."))
    elif kind == Surveyor.ORGANISATION:
        # The name of a citizen is not kept, whatever was written.
        draft.surveyor_kind = kind
        draft.surveyor = " ".join(text_in(fields, "surveyor").split())
        if not draft.surveyor:
            draft.refuse("surveyor", _("Write the name of the organisation that measured."))
        elif len(draft.surveyor) > LONGEST["surveyor"]:
            draft.refuse("surveyor", _("Write at most %(most)d characters.") % {"most": LONGEST["surveyor"]})
    longest = LONGEST["note"]
    draft.note = text_in(fields, "note", longest)
    if len(draft.note) > longest:
        draft.refuse("note", _("Write at most %(most)d characters.") % {"most": longest})
