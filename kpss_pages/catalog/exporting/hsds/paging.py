"""Pages of the feed, and the answer that gives them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kpss_pages.catalog.exporting.parameters import MOST_PER_PAGE, PAGE, PER_PAGE, number_of
from kpss_pages.core.linked_data import Thing

Row = TypeVar("Row")


@dataclass(frozen=True)
class Part:
    """Which part of a list is asked for."""

    number: int
    size: int

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> "Part":
        size = number_of(asked, PER_PAGE.name, PER_PAGE.schema["default"], MOST_PER_PAGE)
        return cls(number_of(asked, PAGE.name, 1), size)

    def among(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows[(self.number - 1) * self.size : self.number * self.size]


def page_of(rows: Sequence[Row], part: Part, things_of: Callable[[Sequence[Row]], Iterable[Thing]]) -> Thing:
    """Return a page as the specification has it; one beyond the last is empty."""
    on_page = part.among(rows)
    contents = list(things_of(on_page))
    pages = max(1, -(-len(rows) // part.size))
    return {
        "total_items": len(rows),
        "total_pages": pages,
        "page_number": part.number,
        "size": len(contents),
        "first_page": part.number == 1,
        "last_page": part.number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def lines_of(things: Iterable[Thing]) -> Iterator[str]:
    """Yield things one a line."""
    for thing in things:
        yield json.dumps(thing, ensure_ascii=False, separators=(",", ":")) + "\n"


def text_of(thing: Thing) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1)
