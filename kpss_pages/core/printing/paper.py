"""What a printed document consists of, whatever kind of file it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from kpss_pages.core.typography import typographic_text

NOTHING = "–"
"""Stands where there is nothing: an empty cell would leave open whether it was forgotten."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``language`` is "" where it is that of the document."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a row of headers; ``numbers`` are the columns set to the right, a total is the last row.

    ``shares`` says how the columns divide the room among them; one with 0 is as wide as what it holds.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    has_total: bool = False


@dataclass(frozen=True)
class Fact:
    """A line "label: text", without a label just the text; ``address`` is where the text leads.

    ``anchor`` is that of a section of the same document, whose page is given behind the text.
    """

    label: str
    text: str
    address: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture (PNG or JPEG) with what somebody who does not see it should know; its width is in millimetres."""

    content: bytes
    text: str
    width: float


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; ``level`` is 1 at the top, and grows by one at most.

    By its ``anchor`` (a letter, then letters and digits) other parts of the document point to it.
    """

    level: int
    heading: str
    text: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    is_card: bool = False
    anchor: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A whole document; ``written_on`` is the day that the file gives as its own."""

    title: str
    language: str
    publisher: str
    kind: str
    lead: tuple[str, ...]
    facts: tuple[Fact, ...]
    contents: str
    sections: tuple[Section, ...]
    written_on: date | None = None
    pictures: tuple[Picture, ...] = ()
    """Above the title: a coat of arms."""


def row(*texts: str) -> tuple[Cell, ...]:
    """Return a row of cells in the language of the document."""
    return tuple(Cell(text or NOTHING) for text in texts)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a text as paragraphs, without empty ones."""
    return tuple(line for line in (part.strip() for part in text.splitlines()) if line)


def facts(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """Return those of labels and texts that have a text."""
    return tuple(Fact(label, text) for label, text in pairs if text)


def with_spaces(part: Part, language: str) -> Part:
    """Return a part of a document with non-breaking spaces where the language wants them."""
    changed: Any = part
    match part:
        case str():
            changed = typographic_text(part, language)
        case tuple():
            changed = tuple(with_spaces(item, language) for item in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            values: Sequence[str] = [known.name for known in fields(part)]
            changed = replace(part, **{name: with_spaces(getattr(part, name), language) for name in values})
    return changed
