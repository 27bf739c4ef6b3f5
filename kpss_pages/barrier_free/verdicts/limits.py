"""The limits by which measures are judged, from ``limits.csv``: the method's own, and ours that are derived from it.

A row is a limit of a measure: ``editions`` (blank for all) and ``profiles`` for which it counts, ``places`` (categories,
or "building", "spot", "route") where it does. ``how`` is "at most", "at least", "is" (one of the values named; claims are
"yes" and "no") or "count" (how many of several claims hold). ``accessible`` and ``partly`` are the limits; blank is never,
"any" always. ``when`` narrows it ("ramp_length <= 3", "ramp = fixed"); of the rows of a measure the first that applies
counts. What is ``needed`` has to be known for a verdict. ``basis`` is "method", with where its words were read as
``source``, or "derived": the published method is about people in a wheelchair only.
"""

import csv
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kpss_pages.barrier_free.choices import SHAPES, Category, Shape, Verdict
from kpss_pages.barrier_free.verdicts.method import current_edition, edition

_TABLE = Path(__file__).parent / "limits.csv"


@dataclass(frozen=True)
class When:
    """Under which condition of the same item a limit counts: at most a number, or one value."""

    key: str
    most: float | None
    value: str

    def holds(self, value: Any) -> bool:
        """Return whether it holds for a measure that is known."""
        if self.most is not None:
            return bool(value <= self.most)
        return said(value) == self.value


@dataclass(frozen=True, eq=False)
class Limit:
    """A limit of a measure of a part; of several measures when claims are counted."""

    editions: tuple[str, ...]
    profiles: tuple[str, ...]
    places: tuple[str, ...]
    part: str
    keys: tuple[str, ...]
    how: str
    accessible: str
    partly: str
    when: When | None
    is_needed: bool
    basis: str
    source: str

    @property
    def key(self) -> str:
        return self.keys[0]

    @property
    def is_method(self) -> bool:
        """Whether the published method says so; otherwise it is our own rule."""
        return self.basis == "method"

    @property
    def best(self) -> Verdict:
        """The best that can be when the measure is unknown."""
        return Verdict.ACCESSIBLE if self.accessible else Verdict.PARTLY

    def verdict_of(self, value: Any) -> Verdict:
        """Return what a known value means; of counted claims the value is how many hold."""
        if self._keeps(self.accessible, value):
            return Verdict.ACCESSIBLE
        return Verdict.PARTLY if self._keeps(self.partly, value) else Verdict.INACCESSIBLE

    def _keeps(self, limit: str, value: Any) -> bool:
        if limit in ("", "any"):
            return limit == "any"
        if self.how == "is":
            return said(value) in limit.split()
        number = float(limit)
        return bool(value <= number) if self.how == "at most" else bool(value >= number)


def said(value: Any) -> str:
    """Return a value of a claim or a choice as the table has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@cache
def limits() -> tuple[Limit, ...]:
    """Return all limits in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_limit(row) for row in csv.DictReader(file))


@dataclass(frozen=True, eq=False)
class Rules:
    """The limits that count for somebody at a place: by part, and there by measure in the order of the table."""

    by_part: Mapping[str, Mapping[str, tuple[Limit, ...]]]

    def __contains__(self, part: str) -> bool:
        return part in self.by_part

    def of(
        self, part: str, *, only: Container[str] | None = None, skip: Container[str] = ()
    ) -> list[tuple[Limit, ...]]:
        """Return the limits of a part's measures, one tuple a measure."""
        found = self.by_part.get(part, {})
        return [rows for key, rows in found.items() if key not in skip and (only is None or key in only)]

    def first(self, part: str, key: str) -> Limit | None:
        """Return the first limit of a measure, None when it has none."""
        return next(iter(self.by_part.get(part, {}).get(key, ())), None)


@cache
def rules_for(category: str, profile: str, code: str) -> Rules:
    """Return what counts for somebody at a place of a category by an edition; by the current one if there is no such."""
    code = code if edition(code) else current_edition()
    names = {category, *_kinds(category)}
    found: dict[str, dict[str, tuple[Limit, ...]]] = {}
    for limit in limits():
        if profile in limit.profiles and names.intersection(limit.places) and code in (limit.editions or (code,)):
            of_part = found.setdefault(limit.part, {})
            of_part[limit.key] = (*of_part.get(limit.key, ()), limit)
    return Rules(found)


def applies(category: str, profile: str) -> bool:
    """Return whether anything is known to matter to somebody at places of a category: hearing does not at a kerb."""
    rules = rules_for(category, profile, current_edition())
    return any(part != "toilets" for part in rules.by_part)


def _kinds(category: str) -> set[str]:
    """What the table calls a category: a public toilet is no building in which people do other things."""
    shape = SHAPES[Category(category)]
    return set() if category == Category.TOILET and shape is Shape.BUILDING else {str(shape.value)}


def _limit(row: dict[str, str]) -> Limit:
    return Limit(
        editions=tuple(row["editions"].split()),
        profiles=tuple(row["profiles"].split()),
        places=tuple(row["places"].split()),
        part=row["part"],
        keys=tuple(row["measure"].split()),
        how=row["how"],
        accessible=row["accessible"],
        partly=row["partly"],
        when=_when(row["when"]),
        is_needed=row["needed"] == "yes",
        basis=row["basis"],
        source=row["source"],
    )


def _when(words: str) -> When | None:
    if not words:
        return None
    key, sign, value = words.split()
    return When(key, float(value) if sign == "<=" else None, value)
