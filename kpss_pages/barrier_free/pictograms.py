"""Which pictograms a place has, and the few facts that its line in a list shows; each with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpss_pages.barrier_free.choices import Shape, Verdict
from kpss_pages.barrier_free.measures import Values, part
from kpss_pages.barrier_free.measures.wording import unknown_words, words_of
from kpss_pages.barrier_free.models import Place

PICTOGRAMS = (
    "wheelchair",
    "entrance",
    "ramp",
    "lift",
    "toilet",
    "parking",
    "eye",
    "ear",
    "dog",
    "quiet",
    "euro-key",
    "changing-table",
)
"""The names of all pictograms; each has a drawing."""


@dataclass(frozen=True)
class Pictogram:
    """A drawing with its words; ``is_there`` is False for what is known not to be there."""

    name: str
    part: str
    label: str
    is_there: bool

    @property
    def words(self) -> str:
        """What it says, so that nothing depends on the drawing: "Euro key: yes"."""
        return f"{self.label}: {_('yes') if self.is_there else _('no')}"


@dataclass(frozen=True)
class KeyFact:
    """A fact of the list: "Door width: 90 cm"; ``name`` is that of a pictogram or ""."""

    name: str
    label: str
    words: str
    is_known: bool


_CLAIMS: tuple[tuple[str, str, tuple[str, ...], Any], ...] = (
    (
        "eye",
        "guidance",
        ("guide_line", "tactile", "braille", "beacon", "assistant", "contrast"),
        gettext_lazy("Guidance for people who see badly or not at all"),
    ),
    (
        "ear",
        "guidance",
        ("loop", "screen", "sign_language"),
        gettext_lazy("Help for people who hear badly or not at all"),
    ),
    ("dog", "welcome", ("dogs",), gettext_lazy("Guide and assistance dogs welcome")),
    ("quiet", "welcome", ("quiet_room",), gettext_lazy("Quiet room")),
    ("euro-key", "toilets", ("euro_key",), gettext_lazy("Euro key")),
    ("changing-table", "toilets", ("changing_table",), gettext_lazy("Changing table")),
)


def pictograms_of(values: Values, place: Place) -> list[Pictogram]:
    """Return the pictograms of a place in the order of ``PICTOGRAMS``; what nobody has looked at has none."""
    entrance = _any(values, "entrances", lambda item: _has_ramp(item))
    known: list[tuple[str, str, Any, bool | None]] = [
        ("wheelchair", "", _("Accessible in a wheelchair"), _good(place.wheelchair)),
        ("ramp", "entrances", _("Ramp at the entrance"), entrance),
        ("lift", "lifts", _("Lift"), place.has_lift),
        ("toilet", "toilets", _("Toilet for people in a wheelchair"), _good(place.toilet)),
        ("parking", "parking", _("Reserved parking"), place.has_parking),
    ]
    for name, key, claims, label in _CLAIMS:
        known.append((name, key, label, _any(values, key, lambda item, claims=claims: _claims(item, claims))))
    return [Pictogram(name, key, str(label), is_there) for name, key, label, is_there in known if is_there is not None]


def key_facts_of(values: Values, place: Place) -> list[KeyFact]:
    """Return the facts of a place's line in a list, those that are unknown said as such."""
    if place.shape is not Shape.BUILDING:
        return _outside(values)
    entrance = _main_entrance(values)
    return [
        _fact("entrance", "entrances", "steps", entrance),
        _fact("", "entrances", "door", entrance),
        KeyFact("toilet", _("Toilet"), *_toilet_words(place.toilet)),
        KeyFact("parking", _("Reserved parking"), *_parking_words(values, place.has_parking)),
        KeyFact("lift", _("Lift"), *_yes_no(place.has_lift)),
    ]


def _outside(values: Values) -> list[KeyFact]:
    asked = (("way", "surface"), ("way", "width"), ("way", "slope"), ("crossing", "kerb"), ("stop", "platform"))
    facts = [_fact("", key, measure, _first(values, key)) for key, measure in asked]
    known = [fact for fact in facts if fact.is_known]
    return known or facts[:1]


def _fact(name: str, key: str, measure_key: str, item: Mapping[str, Any]) -> KeyFact:
    measure = part(key).measure(measure_key)
    value = item.get(measure_key)
    return KeyFact(name, str(capfirst(str(measure.label))), words_of(measure, value), value is not None)


def _toilet_words(toilet: str) -> tuple[str, bool]:
    if toilet == Verdict.UNKNOWN:
        return unknown_words(), False
    return str(Verdict(toilet).label), True


def _parking_words(values: Values, has_parking: bool | None) -> tuple[str, bool]:
    spaces = _first(values, "parking").get("spaces")
    if has_parking and isinstance(spaces, int):
        return ngettext("%(count)d space", "%(count)d spaces", spaces) % {"count": spaces}, True
    return _yes_no(has_parking)


def _yes_no(claim: bool | None) -> tuple[str, bool]:
    if claim is None:
        return unknown_words(), False
    return (_("yes") if claim else _("no")), True


def _good(verdict: str) -> bool | None:
    if verdict == Verdict.UNKNOWN:
        return None
    return verdict in (Verdict.ACCESSIBLE, Verdict.PARTLY)


def _has_ramp(item: Mapping[str, Any]) -> bool | None:
    return item["ramp"] != "none" if "ramp" in item else None


def _claims(item: Mapping[str, Any], keys: tuple[str, ...]) -> bool | None:
    """Return whether any of several claims holds; False only when all are known not to."""
    values = [item.get(key) for key in keys]
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def _any(values: Values, key: str, holds: Any) -> bool | None:
    found = [holds(item) for item in values.get(key) or []]
    if any(found):
        return True
    return False if found and all(one is False for one in found) else None


def _first(values: Values, key: str) -> Mapping[str, Any]:
    return next(iter(values.get(key) or []), {})


def _main_entrance(values: Values) -> Mapping[str, Any]:
    entrances = values.get("entrances") or []
    return next((item for item in entrances if item.get("role") == "main"), _first(values, "entrances"))
