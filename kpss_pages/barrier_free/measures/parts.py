"""What a part of a place is, and a measure of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kpss_pages.barrier_free.choices import Shape

BEYOND = 10**12
"""More than anything that is measured."""

Values = Mapping[str, list[dict[str, Any]]]
"""Measures of a survey by parts: see the package."""


class Kind(Enum):
    """What a measure's value is."""

    NUMBER = "number"
    """An int or a float in the measure's unit."""
    CLAIM = "claim"
    """True or False."""
    CHOICE = "choice"
    """A key of ``choices``."""
    STEPS = "steps"
    """Steps up and down in the method's notation: "+3 -1", "0" for none."""
    TEXT = "text"
    """Words."""


@dataclass(frozen=True)
class Measure:
    """A measure of a part; ``key`` is unique within the part.

    ``label`` names it where it is shown ("door width"), ``question`` asks for it in front of the door ("How wide is the
    door?"). ``unit`` is one of "cm", "m", "%", "" for a count. A number below ``least`` or above ``most`` cannot be.
    """

    key: str
    kind: Kind
    label: Any
    question: Any
    unit: str = ""
    least: float = 0
    most: float = 0
    choices: Mapping[str, Any] | None = None
    help_text: Any = ""
    longest: int = 200
    """Characters of a text."""


@dataclass(frozen=True)
class Part:
    """A part of a place; ``most`` items of it are kept, ``shapes`` are the shapes of places that can have it."""

    key: str
    label: Any
    """"Entrances"."""
    item_label: Any
    """"Entrance"; numbered where there are several."""
    measures: tuple[Measure, ...]
    shapes: frozenset[Shape]
    most: int = 1
    help_text: Any = ""

    @property
    def is_repeated(self) -> bool:
        return self.most > 1

    def measure(self, key: str) -> Measure:
        return next(measure for measure in self.measures if measure.key == key)


def items_of(values: Values, part: str) -> list[Mapping[str, Any]]:
    """Return what was measured of a part, item by item; [] where nobody has looked, or what is kept there cannot be read."""
    items: Any = values.get(part) if isinstance(values, Mapping) else None
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def first_of(values: Values, part: str) -> Mapping[str, Any]:
    """Return what was measured of the first item of a part, the only one of most; empty where nobody has looked."""
    return next(iter(items_of(values, part)), {})


def is_number(value: Any) -> bool:
    """Return whether a value is a number that something can measure."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < BEYOND and math.isfinite(value)
