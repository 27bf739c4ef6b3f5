"""Filled-in spreadsheets of plans, good and faulty."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.spreadsheet.columns import BY_NAME
from kpss_pages.plans.spreadsheet.template import write
from tests.kpss_pages.plans.contents import make_content

Filling = Callable[[Workbook], None]


def filled(filling: Filling, content: PlanContent | None = None, plan: str = "") -> bytes:
    """Return the spreadsheet of a content after somebody has worked in it."""
    book = load_workbook(BytesIO(write(make_content() if content is None else content, plan=plan)))
    filling(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(book: Workbook, name: str) -> Any:
    return book[str(BY_NAME[name].title)]


def cell_of(book: Workbook, name: str, line: int, column: str) -> Any:
    """Return a cell by the names of its sheet and column; the header is in line 1."""
    names = [known.name for known in BY_NAME[name].columns]
    return sheet_of(book, name).cell(line, names.index(column) + 1)


def typed(name: str, line: int, column: str, value: Any) -> Filling:
    """Return a filling of one cell."""

    def fill(book: Workbook) -> None:
        cell_of(book, name, line, column).value = value

    return fill


def appended(sheet: str, /, **values: Any) -> Filling:
    """Return a filling of a new row."""

    def fill(book: Workbook) -> None:
        sheet_of(book, sheet).append([values.get(column.name) for column in BY_NAME[sheet].columns])

    return fill
