"""Sheets of a workbook that is filled in and uploaded again: every cell is text, and none a formula."""

from collections.abc import Iterable
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sites.spreadsheets import harmless

_BOLD = Font(bold=True)
_AS_TEXT = "@"
"""The format of cells of which a spreadsheet program must make no days, numbers and formulas: "8-12", "00301825", "+3 -1"."""


def fill_sheet(sheet: Any, rows: Iterable[list[str]], frozen: str = "A2") -> None:
    """Write rows, the first of them in bold; what lies before the cell ``frozen`` is always in sight."""
    sheet.freeze_panes = frozen
    for number, row in enumerate(rows):
        if not number:
            for place, header in enumerate(row, start=1):
                column = sheet.column_dimensions[get_column_letter(place)]
                column.width, column.number_format = min(40, len(header) + 8), _AS_TEXT
        sheet.append([text_cell(sheet, text, is_bold=not number) if text else None for text in row])


def text_cell(sheet: Any, text: str, *, is_bold: bool = False) -> Any:
    """Return a cell of a sheet that is written row by row."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(harmless(text))))
    cell.number_format = _AS_TEXT
    if is_bold:
        cell.font = _BOLD
    return cell
