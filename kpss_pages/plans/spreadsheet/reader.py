"""Reading a plan's spreadsheet: bytes in, rows and everything that is wrong out; the database is not asked."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from kpss_pages.core.tables.columns import folded
from kpss_pages.plans.spreadsheet.cells import CellRefused, value_of
from kpss_pages.plans.spreadsheet.columns import (
    LISTS,
    SHEETS,
    Column,
    Sheet,
    columns_by_header,
    ignored_titles,
    sheets_by_title,
)
from kpss_pages.plans.spreadsheet.reading import Place, Reading, Row, Trouble
from sites.files import FileRefused
from sites.files.office import check_office
from sites.files.refusal import damaged
from sites.files.workbooks import UNREADABLE

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 60_000_000
"""A plan of a thousand measures with the longest texts takes about half of it."""
LAST_LINE = 20_000
LAST_COLUMN = 60
MOST_MERGED = 200
LAST_HEADER_LINE = 10
"""The header is looked for in the first lines, so that a title may be written above it."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7})(:[A-Z]{1,3}\d{1,7})"')


def read(content: bytes) -> Reading:
    """Return what is in a spreadsheet; raises FileRefused, with one sentence, for a file that is none of ours."""
    _check(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True)
        try:
            return _read_book(book, content)
        finally:
            book.close()
    except UNREADABLE as error:
        raise damaged("xlsx") from error


def check_size(size: int) -> None:
    """Raise FileRefused for a file of so many bytes that it is not even read."""
    if not size:
        raise FileRefused(_("The file is empty. Check that it was saved and choose it again."), code="empty")
    if size > MOST_BYTES:
        raise FileRefused(
            _("The file has more than %(limit)s. A plan takes far less: remove pictures and other sheets from it."),
            code="size",
            params={"limit": filesizeformat(MOST_BYTES)},
        )


def _check(content: bytes) -> None:
    check_size(len(content))
    try:
        check_office(ContentFile(content, "plan.xlsx"), "xlsx")
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except FileRefused as refusal:
        raise (_swollen() if refusal.code == "swollen" else refusal) from refusal
    if unpacked > MOST_UNPACKED_BYTES:
        raise _swollen()


def _swollen() -> FileRefused:
    return FileRefused(
        _(
            "The file would unpack to an unreasonable size. Download the plan's spreadsheet again and copy your rows into it."
        ),
        code="swollen",
    )


def _read_book(book: Workbook, content: bytes) -> Reading:
    rows: list[Row] = []
    troubles: list[Trouble] = []
    notes: list[str] = []
    places: dict[str, Place] = {}
    for worksheet in book.worksheets:
        title = str(worksheet.title)
        sheet = sheets_by_title().get(folded(title))
        if sheet is None:
            if folded(title) not in ignored_titles():
                notes.append(_("The sheet “%(sheet)s” is no part of the plan and is left out.") % {"sheet": title})
        elif sheet.name in places:
            sentence = _("The sheet is here twice: “%(sheet)s” is the other one. Keep one of the two.")
            troubles.append(_of_sheet(title, sentence % {"sheet": places[sheet.name].title}))
        else:
            reader = _SheetReader(sheet, title, worksheet)
            rows += reader.rows
            troubles += [*reader.troubles, *_merged(title, worksheet, content)]
            notes += reader.notes
            places[sheet.name] = Place(title, reader.columns)
    troubles += [_missing(sheet) for sheet in SHEETS if sheet.name not in places]
    plan, digest = _origin(book)
    return Reading(tuple(rows), places, tuple(troubles), tuple(notes), plan, digest)


class _SheetReader:
    """One sheet; what is read of it is in its attributes."""

    def __init__(self, sheet: Sheet, title: str, worksheet: Any) -> None:
        self.sheet, self.title = sheet, title
        self.rows: list[Row] = []
        self.troubles: list[Trouble] = []
        self.notes: list[str] = []
        self.columns: dict[str, tuple[str, str]] = {}
        self._by_index: dict[int, Column] = {}
        worksheet.reset_dimensions()  # what a file says of its size need not be true
        lines = enumerate(worksheet.iter_rows(max_row=LAST_LINE + 1, max_col=LAST_COLUMN), start=1)
        if not self._find_header(lines):
            self._miss_columns(sheet.columns)
            return
        for line, cells in lines:
            if line > LAST_LINE:
                self._note_what_is_beyond()
                break
            self._read_row(line, cells)

    def _find_header(self, lines: Iterable[tuple[int, Any]]) -> bool:
        """Find the row with the most of our headers in the first lines; what is below it is left to be read."""
        known = columns_by_header(self.sheet.name)
        for line, cells in lines:
            headers = {index: str(cell.value or "") for index, cell in enumerate(cells)}
            found = {index: known[folded(text)] for index, text in headers.items() if folded(text) in known}
            if len(found) * 2 >= len(self.sheet.columns):
                self._take_header(line, headers, found)
                return True
            if line >= LAST_HEADER_LINE:
                break
        return False

    def _take_header(self, line: int, headers: dict[int, str], found: dict[int, Column]) -> None:
        for index, column in found.items():
            letter = get_column_letter(index + 1)
            if column.name in self.columns:
                sentence = _("The column is here twice, also as %(letter)s. Keep one of the two.")
                sentence %= {"letter": self.columns[column.name][0]}
                self.troubles.append(Trouble(self.title, line, letter, headers[index], sentence))
            else:
                self._by_index[index] = column
                self.columns[column.name] = letter, headers[index]
        for index, text in headers.items():
            if folded(text) and index not in found:
                self.notes.append(
                    _("The column “%(column)s” of the sheet “%(sheet)s” is no part of the plan and is left out.")
                    % {"column": text, "sheet": self.title}
                )
        self._miss_columns(column for column in self.sheet.columns if column.name not in self.columns)

    def _miss_columns(self, columns: Iterable[Column]) -> None:
        for column in columns:
            if column.is_newer:
                continue
            sentence = _("The column “%(column)s” is missing. Write its header as in the downloaded spreadsheet.")
            self.troubles.append(_of_sheet(self.title, sentence % {"column": column.header}))

    def _read_row(self, line: int, cells: Any) -> None:
        values: dict[str, Any] = {}
        spoiled = set()
        for index, column in self._by_index.items():
            cell = cells[index] if index < len(cells) else None
            if cell is None or cell.value is None:
                continue
            try:
                value = value_of(column, cell.value, cell.data_type)
            except CellRefused as refusal:
                spoiled.add(column.name)
                letter, header = self.columns[column.name]
                self.troubles.append(Trouble(self.title, line, letter, header, str(refusal)))
            else:
                if value is not None:
                    values[column.name] = value
        if values or spoiled:
            self.rows.append(Row(self.sheet.name, line, values, frozenset(spoiled)))

    def _note_what_is_beyond(self) -> None:
        self.notes.append(
            _(
                "The sheet “%(sheet)s” goes on below row %(line)d; nothing was read there. If something is written there, move it up."
            )
            % {"sheet": self.title, "line": LAST_LINE}
        )


def _merged(title: str, worksheet: Any, content: bytes) -> Iterator[Trouble]:
    """Yield the merged cells of a sheet, of which the library says nothing when it reads row by row."""
    with ZipFile(BytesIO(content)) as archive:
        part = archive.read(worksheet._worksheet_path)
    for found in islice(_MERGED.finditer(part), MOST_MERGED):
        letter, line, rest = (group.decode() for group in found.groups())
        sentence = _(
            "The cells %(cells)s are merged, so it is not known what belongs where. Separate them and fill in each."
        )
        yield Trouble(title, int(line), letter, "", sentence % {"cells": f"{letter}{line}{rest}"})


def _missing(sheet: Sheet) -> Trouble:
    sentence = _(
        "The sheet is missing. Download the plan's spreadsheet again and fill in that one; a sheet may stay empty, but not be deleted or renamed."
    )
    return _of_sheet(str(sheet.title), sentence)


def _of_sheet(title: str, sentence: str) -> Trouble:
    return Trouble(title, None, "", "", sentence)


def _origin(book: Workbook) -> tuple[str, str]:
    """Return of which plan and content a file was downloaded, as the hidden sheet says."""
    if LISTS not in book.sheetnames:
        return "", ""
    first = next(iter(book[LISTS].iter_rows(max_row=1, max_col=2, values_only=True)), ())
    plan, digest = (*(str(value or "") for value in first), "", "")[:2]
    return plan, digest
