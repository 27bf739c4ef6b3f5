"""What was read of a spreadsheet: rows with their places, and everything that was wrong; values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from kpss_pages.plans.spreadsheet.columns import BY_NAME, Kind


@dataclass(frozen=True)
class Place:
    """Where a sheet of ours is in a file: its title there, and the letter and header of each column by our name."""

    title: str
    columns: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """A row that is not blank; ``values`` has the cells that could be read, ``spoiled`` those that could not."""

    sheet: str
    line: int
    values: Mapping[str, Any]
    spoiled: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return self.values.get(name) or ""


@dataclass(frozen=True)
class Trouble:
    """Something wrong in a file; ``line`` is None for a whole sheet, ``column`` "" for a whole row."""

    sheet: str
    line: int | None
    column: str
    header: str
    sentence: str

    @property
    def cell(self) -> str:
        """The cell as spreadsheet programs call it, such as "C12"; "" for a whole row or sheet."""
        return f"{self.column}{self.line}" if self.column and self.line else ""


@dataclass(frozen=True)
class Reading:
    """Everything read of a file; ``plan`` and ``digest`` say from which content it was once downloaded, "" if unknown."""

    rows: tuple[Row, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    plan: str = ""
    digest: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether all sheets with all their columns were found, so that what is absent was left out on purpose."""
        return all(
            name in self.places
            and {column.name for column in sheet.columns if not column.is_newer} <= set(self.places[name].columns)
            for name, sheet in BY_NAME.items()
        )

    def of(self, sheet: str) -> list[Row]:
        return [row for row in self.rows if row.sheet == sheet]

    def trouble(self, row: Row, name: str, sentence: str) -> Trouble:
        """Return what is wrong in a row, in the column that holds a field."""
        place = self.places[row.sheet]
        column, header = place.columns.get(name, ("", ""))
        return Trouble(place.title, row.line, column, header, sentence)

    def to_json(self) -> dict[str, Any]:
        """Return a faultless reading as plain values."""
        return {
            "rows": [[row.sheet, row.line, {k: _plain(v) for k, v in row.values.items()}] for row in self.rows],
            "places": {name: [place.title, dict(place.columns)] for name, place in self.places.items()},
            "notes": list(self.notes),
            "plan": self.plan,
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the reading that ``to_json`` gave."""
        return cls(
            rows=tuple(Row(sheet, line, _values(sheet, values)) for sheet, line, values in stored["rows"]),
            places={
                name: Place(title, {column: (letter, header) for column, (letter, header) in columns.items()})
                for name, (title, columns) in stored["places"].items()
            },
            notes=tuple(stored["notes"]),
            plan=stored["plan"],
            digest=stored["digest"],
        )


def bounded(troubles: Iterable[Trouble], most: int) -> tuple[list[Trouble], int]:
    """Return the first troubles, and how many more there are."""
    listed = list(troubles)
    return listed[:most], max(0, len(listed) - most)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _values(sheet: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {column.name: column.kind for column in BY_NAME[sheet].columns}
    return {name: _value(kinds[name], value) for name, value in stored.items()}


def _value(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.FIRST_DAY | Kind.LAST_DAY:
            return date.fromisoformat(value)
        case Kind.AMOUNT:
            return Decimal(value)
        case Kind.NAMES:
            return tuple(value)
    return value
