"""Reading a table: bytes in, lines and everything that is wrong with their cells out; the database is not asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from kpss_pages.core.tables.cells import LAST_COLUMN, Row, Tables, tables_of
from kpss_pages.core.tables.columns import Column, Layout, folded, spaced
from sites.files import FileRefused

LAST_HEADER_LINE = 10
"""The header is looked for in the first rows, so that a title may be written above it."""
FEWEST_HEADERS = 2
_OTHERS = 20
"""Columns of one's own that a table may have beside those of its layout."""


@dataclass(frozen=True)
class Trouble:
    """Something wrong in a row; ``column`` is its letter, ``header`` what stands above it, both "" for a whole row."""

    line: int
    column: str
    header: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """A row that is not blank, by its number in the file; ``cells`` are those that are filled in, by our names."""

    number: int
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Reading:
    """Everything read of a file; ``columns`` are the letter and the header of those that were found, by our names."""

    lines: tuple[Line, ...] = ()
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()

    def trouble(self, line: Line, name: str, sentence: str) -> Trouble:
        """Return what is wrong in a line, in the column that holds a field."""
        column, header = self.columns.get(name, ("", ""))
        return Trouble(line.number, column, header, sentence)

    def to_json(self) -> dict[str, Any]:
        """Return a faultless reading as plain values."""
        return {
            "lines": [[line.number, dict(line.cells)] for line in self.lines],
            "columns": {name: list(place) for name, place in self.columns.items()},
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the reading that ``to_json`` gave."""
        return cls(
            lines=tuple(Line(number, cells) for number, cells in stored["lines"]),
            columns={name: (letter, header) for name, (letter, header) in stored["columns"].items()},
            notes=tuple(stored["notes"]),
        )


def read_table(content: bytes, layout: Layout) -> Reading:
    """Return what is in a file; raises FileRefused, with one sentence, for a file that is no table of that layout."""
    return reading_of(tables_of(content, last_column_of(layout)), layout)


def last_column_of(layout: Layout) -> int:
    """Return how many columns a table of a layout may have."""
    return max(LAST_COLUMN, len(layout.columns) + _OTHERS)


def reading_of(tables: Tables, layout: Layout) -> Reading:
    """Return what is in the rows of a file; raises FileRefused for rows that are no table of that layout."""
    header, rows = max(
        (_headed(rows, layout) for rows in tables.ways), key=lambda headed: len(headed[0]), default=({}, [])
    )
    if len(header) < FEWEST_HEADERS and tables.refusal:
        raise tables.refusal
    if len(header) < FEWEST_HEADERS or layout.key not in {column.name for column in header.values()}:
        raise FileRefused(
            _(
                "No row with the names of the columns was found. Download the table from this page and fill in that one; "
                "the column “%(column)s” has to be there."
            ),
            code="header",
            params={"column": str(layout[layout.key].header)},
        )
    return _Reader(layout, header, rows, tables.notes).reading()


def _headed(rows: list[Row], layout: Layout) -> tuple[dict[int, Column], list[Row]]:
    """Return the row with the most of our headers among the first ones, by index, and the rows from it on."""
    known = layout.by_header()
    best: dict[int, Column] = {}
    first = 0
    for place, (_number, cells) in enumerate(rows[:LAST_HEADER_LINE]):
        found = {index: known[folded(text)] for index, text in enumerate(cells) if folded(text) in known}
        if len(found) > len(best):
            best, first = found, place
    return best, rows[first:]


class _Reader:
    """The rows of a table below its header."""

    def __init__(self, layout: Layout, header: dict[int, Column], rows: list[Row], notes: Iterable[str]) -> None:
        self.layout, self.header, self.notes = layout, header, list(notes)
        self.titles, self.rows = rows[0][1], rows[1:]
        self.columns: dict[str, tuple[str, str]] = {}
        for index, column in header.items():
            if column.name in self.columns:
                raise FileRefused(
                    _("The column “%(column)s” is there twice. Keep one of the two."),
                    code="twice",
                    params={"column": self.titles[index]},
                )
            self.columns[column.name] = (get_column_letter(index + 1), self.titles[index])
        for index, title in enumerate(self.titles):
            if title and index not in header:
                self.notes.append(_("The column “%(column)s” is not known and is left out.") % {"column": title[:80]})

    def reading(self) -> Reading:
        lines: list[Line] = []
        troubles: list[Trouble] = []
        for number, cells in self.rows:
            line = Line(number, {column.name: text for column, text in self._filled(cells)})
            if any(cells):
                lines.append(line)
                troubles += self._troubles(line, cells)
        return Reading(tuple(lines), self.columns, tuple(troubles), tuple(self.notes))

    def _filled(self, cells: list[str]) -> Iterator[tuple[Column, str]]:
        for index, column in self.header.items():
            text = cells[index] if index < len(cells) else ""
            if text:
                yield column, text if column.has_lines else spaced(text)

    def _troubles(self, line: Line, cells: list[str]) -> Iterator[Trouble]:
        if any(cells[len(self.titles) :]):
            sentence = _(
                "There are more cells than columns here. Put a cell with a separator in it into quotation marks."
            )
            yield Trouble(line.number, "", "", sentence)
        for name, text in line.cells.items():
            if len(text) > self.layout[name].longest:
                sentence = _("This has more than %(most)d characters. Say it shorter.")
                yield self._trouble(line, name, sentence % {"most": self.layout[name].longest})
        if not line.text(self.layout.key):
            yield self._trouble(line, self.layout.key, str(self.layout.key_missing))
        for name, sentence in self.layout.check(line.cells):
            yield self._trouble(line, name, sentence)

    def _trouble(self, line: Line, name: str, sentence: str) -> Trouble:
        column, header = self.columns.get(name, ("", ""))
        return Trouble(line.number, column, header, sentence)
