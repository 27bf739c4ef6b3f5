"""Which pictograms a place has, and the few facts that its line in a list shows; each with its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpss_pages.barrier_free.choices import Profile, Shape, Verdict
from kpss_pages.barrier_free.measures import Values, part
from kpss_pages.barrier_free.measures.wording import item_words, unknown_words, words_of
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
    """A drawing with its words; ``is_there`` is False for what is known not to be there.

    ``is_partly`` is what is there with something in the way, which is no plain "yes".
    """

    name: str
    part: str
    label: str
    is_there: bool
    is_partly: bool = False

    @property
    def words(self) -> str:
        """What it says, so that nothing depends on the drawing: "Euro key: yes"."""
        return f"{self.label}: {self.said}"

    @property
    def said(self) -> str:
        if self.is_partly:
            return str(Verdict.PARTLY.label)
        return _("yes") if self.is_there else _("no")


@dataclass(frozen=True)
class KeyFact:
    """A fact of the list: "Door width: 90 cm"; ``name`` is that of a pictogram or ""."""

    name: str
    label: str
    words: str
    is_known: bool


_WORDS = {
    "wheelchair": gettext_lazy("Accessible in a wheelchair"),
    "entrance": gettext_lazy("Entrance without steps"),
    "ramp": gettext_lazy("Ramp at the entrance"),
    "lift": gettext_lazy("Lift"),
    "toilet": gettext_lazy("Toilet for people in a wheelchair"),
    "parking": gettext_lazy("Reserved parking"),
    "eye": gettext_lazy("Guidance for people who see badly or not at all"),
    "ear": gettext_lazy("Help for people who hear badly or not at all"),
    "dog": gettext_lazy("Guide and assistance dogs welcome"),
    "quiet": gettext_lazy("Quiet room"),
    "euro-key": gettext_lazy("Toilet with the Euro key"),
    "changing-table": gettext_lazy("Changing table"),
}
_CLAIMS = (
    ("eye", "guidance", ("guide_line", "tactile", "braille", "beacon", "assistant", "contrast")),
    ("ear", "guidance", ("loop", "screen", "sign_language")),
    ("dog", "welcome", ("dogs",)),
    ("quiet", "welcome", ("quiet_room",)),
    ("euro-key", "toilets", ("euro_key",)),
    ("changing-table", "toilets", ("changing_table",)),
)


_OUTSIDE = (
    ("way", "surface"),
    ("way", "steps"),
    ("way", "width"),
    ("way", "slope"),
    ("way", "length"),
    ("crossing", "kerb"),
    ("stop", "platform"),
)
_PAST_STEPS = ("platform", "lift")
_GUIDANCE: dict[str, tuple[str, ...]] = {
    Profile.SIGHT: ("guide_line", "tactile", "braille", "beacon", "contrast"),
    Profile.HEARING: ("loop", "screen", "sign_language"),
}
"""What matters to those to whom doors and steps matter less."""


def pictogram_words() -> list[tuple[str, str]]:
    """Return what each pictogram stands for, in their order."""
    return [(name, str(_WORDS[name])) for name in PICTOGRAMS]


def pictograms_of(values: Values, place: Place) -> list[Pictogram]:
    """Return the pictograms of a place in the order of ``PICTOGRAMS``; what nobody has looked at has none."""
    known = {
        "wheelchair": ("", _good(place.wheelchair)),
        "entrance": ("entrances", _any(values, "entrances", _is_stepless)),
        "ramp": ("entrances", _any(values, "entrances", _has_ramp)),
        "lift": ("lifts", place.has_lift),
        "toilet": ("toilets", _good(place.toilet)),
        "parking": ("parking", place.has_parking),
    }
    verdicts = {"wheelchair": place.wheelchair, "toilet": place.toilet}
    partly = {name for name, verdict in verdicts.items() if verdict == Verdict.PARTLY}
    for name, key, claims in _CLAIMS:
        known[name] = (key, _any(values, key, partial(_claims, keys=claims)))
    return [
        Pictogram(name, known[name][0], str(_WORDS[name]), is_there, name in partly)
        for name in PICTOGRAMS
        if (is_there := known[name][1]) is not None
    ]


def key_facts_of(values: Values, place: Place, profile: str = Profile.WHEELCHAIR) -> list[KeyFact]:
    """Return the facts of a place's line in a list for somebody, those that are unknown said as such."""
    if profile in _GUIDANCE:
        guidance = _first(values, "guidance")
        facts = [_fact("", "guidance", key, guidance) for key in _GUIDANCE[profile]]
        return facts if place.shape is Shape.BUILDING else [*facts, *_outside(values)]
    if place.shape is not Shape.BUILDING:
        return _outside(values)
    entrance = _main_entrance(values)
    return [
        _steps(values, entrance),
        _fact("", "entrances", "door", entrance),
        KeyFact("toilet", _("Toilet"), *_toilet_words(values, place.toilet)),
        KeyFact("parking", _("Reserved parking"), *_parking_words(values, place.has_parking)),
        KeyFact("lift", _("Lift"), *_yes_no(place.has_lift)),
    ]


def _outside(values: Values) -> list[KeyFact]:
    facts = [_fact("", key, measure, _first(values, key)) for key, measure in _OUTSIDE]
    known = [fact for fact in facts if fact.is_known]
    return known or facts[:1]


def _steps(values: Values, entrance: Mapping[str, Any]) -> KeyFact:
    """Return the steps of an entrance, and what leads past them: "2 steps up (+2) – fixed ramp; side entrance: no steps"."""
    fact = _fact("entrance", "entrances", "steps", entrance)
    if not fact.is_known or _is_stepless(entrance):
        return fact
    entrances = part("entrances")
    past = [words_of(entrances.measure("ramp"), entrance["ramp"])] if _has_ramp(entrance) else []
    past += [str(entrances.measure(key).label) for key in _PAST_STEPS if entrance.get(key)]
    words = f"{fact.words} – {', '.join(past)}" if past else fact.words
    items = values.get("entrances") or []
    for number, item in enumerate(items):
        if item is not entrance and _is_stepless(item):
            called = item_words(entrances, item, number, len(items))
            words += f"; {called[:1].lower()}{called[1:]}: {words_of(entrances.measure('steps'), item['steps'])}"
            break
    return replace(fact, words=words)


def _fact(name: str, key: str, measure_key: str, item: Mapping[str, Any]) -> KeyFact:
    measure = part(key).measure(measure_key)
    value = item.get(measure_key)
    return KeyFact(name, str(capfirst(str(measure.label))), words_of(measure, value), value is not None)


def _toilet_words(values: Values, toilet: str) -> tuple[str, bool]:
    if not values.get("toilets") and _first(values, "inside").get("public_toilet") is False:
        return _("none for the public"), True
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


def _is_stepless(item: Mapping[str, Any]) -> bool | None:
    return item["steps"] == "0" if "steps" in item else None


def _has_ramp(item: Mapping[str, Any]) -> bool | None:
    return item["ramp"] != "none" if "ramp" in item else None


def _claims(item: Mapping[str, Any], keys: tuple[str, ...]) -> bool | None:
    """Return whether any of several claims holds; False only when all are known not to."""
    values = [item.get(key) for key in keys]
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def _any(values: Values, key: str, holds: Callable[[Mapping[str, Any]], bool | None]) -> bool | None:
    found = [holds(item) for item in values.get(key) or []]
    if any(found):
        return True
    return False if found and all(one is False for one in found) else None


def _first(values: Values, key: str) -> Mapping[str, Any]:
    return next(iter(values.get(key) or []), {})


def _main_entrance(values: Values) -> Mapping[str, Any]:
    entrances = values.get("entrances") or []
    return next((item for item in entrances if item.get("role") == "main"), _first(values, "entrances"))
