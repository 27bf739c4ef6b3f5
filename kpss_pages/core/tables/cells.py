"""Cells out of an uploaded file, CSV in the codings and with the separators that Excel gives, or XLSX; nothing is understood yet."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from kpss_pages.core.tables.columns import NO, YES
from sites.files import FileRefused
from sites.files.office import check_office
from sites.files.refusal import damaged
from sites.files.workbooks import UNREADABLE

MOST_BYTES = 4 * 1024 * 1024
"""Ten thousand lines, each with a note, take about half of it."""
LAST_LINE = 10_000
LAST_COLUMN = 60
SEPARATORS = ";,\t"

Row = tuple[int, list[str]]
"""A row by its number, as spreadsheet programs count, and its cells."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVE = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FORMULA_GUARD = re.compile(r"'(?=[=+\-@\t\r])")


def check_size(size: int) -> None:
    """Raise FileRefused for a file of so many bytes that it is not even read."""
    if not size:
        raise FileRefused(_("The file is empty. Check that it was saved and choose it again."), code="empty")
    if size > MOST_BYTES:
        raise FileRefused(
            _(
                "The file has more than %(limit)s. Tables take far less: leave only the one that is meant in it, or divide it."
            ),
            code="size",
            params={"limit": filesizeformat(MOST_BYTES)},
        )


@dataclass(frozen=True)
class Tables:
    """The ways in which a file can be read as rows of cells, and why it cannot be read in another one."""

    ways: list[list[Row]]
    notes: list[str] = field(default_factory=list)
    refusal: FileRefused | None = None


def tables_of(content: bytes, last_column: int = LAST_COLUMN) -> Tables:
    """Return what a file may mean, no cells behind the last column but one; raise FileRefused for one that is no table."""
    check_size(len(content))
    if content.startswith((_ARCHIVE, _OLD_EXCEL)):
        return Tables([_workbook(content, last_column)])
    text, notes = _text(content)
    ways = []
    first: FileRefused | None = None
    for separator in SEPARATORS:
        try:
            ways.append(list(_csv_rows(text, separator, last_column)))
        except FileRefused as refusal:
            first = first or refusal
    return Tables(ways, notes, first)


def _text(content: bytes) -> tuple[str, list[str]]:
    """Return the text of a file in UTF-8, in Windows-1250 as Excel saves it, or in UTF-16."""
    text, notes = None, []
    for coding in ("utf-16",) if content.startswith(_UTF_16_MARKS) else ("utf-8-sig", "cp1250"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if coding == "cp1250":
            notes.append(
                _(
                    "The file is in the coding Windows-1250 and was read so. Check letters with diacritics; “CSV UTF-8” is safer."
                )
            )
        break
    if text is None or _CONTROL.search(text):
        raise FileRefused(
            _(
                "This is no table of text. Save it in your spreadsheet program as CSV UTF-8 or XLSX and choose that one."
            ),
            code="content",
        )
    return text, notes


def _csv_rows(text: str, separator: str, last_column: int) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, found in enumerate(reader, start=1):
            cells = [_cleaned(cell) for cell in found[: last_column + 1]]
            if any(cells):  # four megabytes of empty lines would fill the memory
                _check_line(number, cells)
                yield number, cells
    except csv.Error as error:
        sentence = _(
            "Row %(line)d cannot be read: a quotation mark is not closed there, or one stands in the middle of a cell. "
            "Write such a mark twice, or save the file anew in your spreadsheet program."
        )
        raise FileRefused(sentence, code="quotes", params={"line": number + 1}) from error


def _workbook(content: bytes, last_column: int) -> list[Row]:
    """Return the rows of a workbook's first sheet."""
    check_office(ContentFile(content, "table.xlsx"), "xlsx")
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its size need not be true
            lines = sheet.iter_rows(max_row=LAST_LINE + 1, max_col=last_column + 1, values_only=True)
            return list(_sheet_rows(lines))
        finally:
            book.close()
    except FileRefused:
        raise
    except UNREADABLE as error:
        raise damaged("xlsx") from error


def _sheet_rows(lines: Iterable[Any]) -> Iterator[Row]:
    for number, values in enumerate(lines, start=1):
        cells = [_cleaned(_as_text(value)) for value in values]
        if any(cells):
            _check_line(number, cells)
            yield number, cells


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _check_line(number: int, cells: list[str]) -> None:
    if number > LAST_LINE and any(cell.strip() for cell in cells):
        raise FileRefused(
            _("The file has more than %(most)d rows. Divide it and upload the parts one after another."),
            code="rows",
            params={"most": LAST_LINE},
        )


def _cleaned(cell: str) -> str:
    """Return a cell without outer spaces and without the apostrophe that exports write before a formula's sign."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _FORMULA_GUARD.sub("", text, count=1) if text.startswith("'") else text
