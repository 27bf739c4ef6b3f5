"""Where each fact of a row comes from and when it was last confirmed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from kpss_pages.catalog.choices import Origin
from kpss_pages.core.json_fields import ValueField


@dataclass(frozen=True)
class Fact:
    """Who said it, on which day, and when somebody last said that it holds (None: not since)."""

    origin: Origin
    said_on: date
    confirmed_on: date | None = None

    @property
    def last_on(self) -> date:
        """The day on which it was last known to hold."""
        return max(self.said_on, self.confirmed_on or self.said_on)


@dataclass(frozen=True)
class Facts:
    """Facts by the names of the row's fields ("price", "forms"); a field that nobody has filled in has none."""

    by_field: Mapping[str, Fact] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_field)

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_field)

    def of(self, name: str) -> Fact | None:
        return self.by_field.get(name)

    def said(self, names: Iterable[str], origin: Origin, day: date) -> Self:
        """Return the facts after somebody has said the values of some fields."""
        return type(self)({**self.by_field, **{name: Fact(origin, day, day) for name in names}})

    def confirmed(self, day: date, names: Iterable[str] | None = None) -> Self:
        """Return the facts after somebody has said that they hold: all of them, or those of some fields."""
        chosen = set(self.by_field if names is None else names)
        return type(self)(
            {name: replace(fact, confirmed_on=day) if name in chosen else fact for name, fact in self.by_field.items()}
        )

    def without(self, names: Iterable[str]) -> Self:
        gone = set(names)
        return type(self)({name: fact for name, fact in self.by_field.items() if name not in gone})

    def to_json(self) -> dict[str, list[str | None]]:
        return {
            name: [
                fact.origin.value,
                fact.said_on.isoformat(),
                fact.confirmed_on.isoformat() if fact.confirmed_on else None,
            ]
            for name, fact in self.by_field.items()
        }

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return cls(
            {
                name: Fact(
                    Origin(origin), date.fromisoformat(said), date.fromisoformat(confirmed) if confirmed else None
                )
                for name, (origin, said, confirmed) in (value or {}).items()
            }
        )


class FactsField(ValueField):
    """``Facts``, written by what writes the fields and never by hand."""

    value_class = Facts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"editable": False} | kwargs))
