"""The table to fill in, as CSV and as XLSX with how to do it and the words that may stand in it; with services or blank."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment

from kpss_pages.catalog.choices import Price
from kpss_pages.catalog.importing.columns import LAYOUT
from kpss_pages.catalog.importing.notes import examples, sentences
from kpss_pages.catalog.importing.rows import Rows
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.tables.columns import NO, YES
from kpss_pages.core.tables.sheets import fill_sheet, text_cell
from sites.spreadsheets import csv_of_rows

_WIDE = 110


def csv_of(rows: Rows) -> bytes:
    return csv_of_rows(rows)


def xlsx_of(rows: Rows, country: str) -> bytes:
    """Return a workbook with the table, a sheet of notes and one of words; every cell is text, and none a formula."""
    book = Workbook(write_only=True)
    fill_sheet(book.create_sheet(_("Services")), rows, "D2")
    _explain(book.create_sheet(_("How the table is read")))
    fill_sheet(book.create_sheet(_("Words")), _in_columns(words_of(country)))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def words_of(country: str) -> dict[str, list[str]]:
    """Return what may stand in the columns that take nothing else, by their headers."""
    today = timezone.localdate()
    types = [one for one in service_types().values() if one.country == country and one.is_valid_on(today)]
    answers = [str(YES), str(NO)]
    found: dict[str, list[str]] = {
        "type": [capfirst(str(one)) for one in types],
        "target_groups": [str(term) for term in target_groups().values()],
        "age_groups": [str(term) for term in age_groups().values()],
        "forms": [str(term) for term in forms().values()],
        "is_nonstop": answers,
        "open_on_holidays": answers,
        "access": [str(label) for _code, label in Access.choices],
        "price": [str(label) for _code, label in Price.choices],
        "languages": [str(label) for _code, label in SpokenLanguage.choices],
        "is_anonymous": answers,
        "is_published": answers,
    }
    return {str(LAYOUT[name].header): words for name, words in found.items()}


def _in_columns(words: dict[str, list[str]]) -> Rows:
    longest = max(len(column) for column in words.values())
    return [
        list(words),
        *([column[place] if place < len(column) else "" for column in words.values()] for place in range(longest)),
    ]


def _explain(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = _WIDE
    for sentence in (*sentences(), *(f"{header}: {text}" for header, text in examples().items())):
        cell = text_cell(sheet, sentence)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])
