"""What a form of a survey asks, for templates: parts, their items, and the question of each measure with what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kpss_pages.barrier_free.measures import Kind, Measure, Part

SETTLED_BY = {
    ("entrances", "ramp_slope"): ("ramp", "none"),
    ("entrances", "ramp_length"): ("ramp", "none"),
    ("entrances", "ramp_width"): ("ramp", "none"),
    ("toilets", "euro_key"): ("is_locked", "no"),
    ("way", "bench_back"): ("benches", "0"),
    ("way", "bench_arms"): ("benches", "0"),
    ("crossing", "sound"): ("lights", "no"),
}
"""Measures that need not be asked for once another one of the same item has a value."""
BLANK_NUMBER, BLANK_POSITION = "__number__", "__position__"
"""What stands for the number and the position of an item that scripts add."""


@dataclass(frozen=True)
class Unless:
    """The field and the value of it with which a measure need not be asked for."""

    field: str
    value: str


@dataclass(frozen=True)
class Asked:
    """A measure of an item: the name of its field, what stands in it, what is wrong with that."""

    measure: Measure
    field: str
    """"entrances-0-door"; its id is "id_entrances-0-door"."""
    value: str
    """As it stands in a field: "90", "yes", "no", the key of a choice, "+3 -1"; "" when it was not surveyed."""
    errors: list[str]
    unless: Unless | None = None

    @property
    def kind(self) -> str:
        """One of "number", "claim", "choice", "steps", "text"."""
        return self.measure.kind.value

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The choices of a measure that has some."""
        return list((self.measure.choices or {}).items())


@dataclass(frozen=True)
class AskedItem:
    """One of the items of a part, numbered from 0 (``number``) and for people from 1 (``position``)."""

    number: int | str
    position: int | str
    is_empty: bool
    """Nothing was said of it."""
    asked: list[Asked]


@dataclass(frozen=True)
class AskedPart:
    """A part with its items; of a repeated part the last is empty as long as another one can be had."""

    part: Part
    items: list[AskedItem]
    has_errors: bool
    is_empty: bool

    @property
    def shapes(self) -> str:
        """The shapes of places that can have it: "building spot"."""
        return " ".join(sorted(shape.value for shape in self.part.shapes))

    @property
    def can_have_more(self) -> bool:
        return len(self.items) < self.part.most

    @property
    def blank_item(self) -> AskedItem:
        """What scripts make another item of."""
        return _asked_item(self.part, BLANK_NUMBER, BLANK_POSITION, {}, {})


def asked_parts(
    parts: Iterable[Part],
    said: Mapping[str, list[dict[str, Any]]],
    errors: Mapping[str, list[str]],
    more: str = "",
) -> list[AskedPart]:
    """Return what is asked of parts; ``said`` are measures or what was typed, ``more`` is a part with one more item."""
    return [_asked_part(part, said.get(part.key, []), errors, part.key == more) for part in parts]


def _asked_part(
    part: Part, said: list[dict[str, Any]], errors: Mapping[str, list[str]], has_one_more: bool
) -> AskedPart:
    count = len(said) + (1 if has_one_more or not said or any(said[-1].values()) else 0)
    count = max(1, min(count, part.most))
    items = [
        _asked_item(part, number, number + 1, said[number] if number < len(said) else {}, errors)
        for number in range(count)
    ]
    has_errors = any(asked.errors for item in items for asked in item.asked)
    return AskedPart(part, items, has_errors, all(item.is_empty for item in items))


def _asked_item(
    part: Part, number: int | str, position: int | str, said: Mapping[str, Any], errors: Mapping[str, list[str]]
) -> AskedItem:
    asked = []
    for measure in part.measures:
        field = f"{part.key}-{number}-{measure.key}"
        text = _text_of(measure, said.get(measure.key))
        asked.append(Asked(measure, field, text, errors.get(field, []), _unless(part, number, measure)))
    return AskedItem(number, position, not any(one.value for one in asked), asked)


def _unless(part: Part, number: int | str, measure: Measure) -> Unless | None:
    key, value = SETTLED_BY.get((part.key, measure.key), ("", ""))
    return Unless(f"{part.key}-{number}-{key}", value) if key else None


def _text_of(measure: Measure, value: Any) -> str:
    if value is None:
        return ""
    if measure.kind is Kind.CLAIM and isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
