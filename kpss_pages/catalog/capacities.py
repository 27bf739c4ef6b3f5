"""How much of a form of service there is: a number and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from kpss_pages.core.json_fields import ValueField


@dataclass(frozen=True)
class Capacity:
    """A registered maximum, not what is free; ``unit`` is a code of ``vocabulary.capacity_units``."""

    count: int
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Capacities:
    """Capacities in their order."""

    all: tuple[Capacity, ...] = ()

    def __iter__(self) -> Iterator[Capacity]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def __str__(self) -> str:
        return ", ".join(f"{each.count} {each.unit}" for each in self.all)

    def to_json(self) -> list[list[Any]]:
        return [[each.count, each.unit, each.note] for each in self.all]

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return cls(tuple(Capacity(int(count), str(unit), str(note)) for count, unit, note in value or ()))


class CapacitiesField(ValueField):
    """``Capacities``."""

    value_class = Capacities
