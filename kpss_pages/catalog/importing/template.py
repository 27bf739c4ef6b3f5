"""The table to fill in, as CSV and as XLSX with the words that may stand in it; with the services that are there or blank."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kpss_pages.catalog.choices import Price
from kpss_pages.catalog.importing.cells import cells_of
from kpss_pages.catalog.importing.columns import COLUMNS, LAYOUT
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.tables.columns import NO, YES
from sites.spreadsheets import csv_of_rows, harmless

Rows = list[list[str]]


def rows_of(services: Iterable[Service], country: str) -> Rows:
    """Return the header, and a row of texts for each service."""
    header = [str(column.header) for column in COLUMNS]
    found = (cells_of(service, country) for service in services)
    return [header, *([cells[column.name] for column in COLUMNS] for cells in found)]


def csv_of(rows: Rows) -> bytes:
    return csv_of_rows(rows)


def xlsx_of(rows: Rows, country: str) -> bytes:
    """Return a workbook with the table and a sheet of words; every cell is text, and none a formula."""
    book = Workbook()
    table: Any = book.active
    table.title = _("Services")
    _fill(table, rows)
    _fill(book.create_sheet(_("Words")), _in_columns(words_of(country)))
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
        "price": [str(label) for _code, label in Price.choices],
        "access": [str(label) for _code, label in Access.choices],
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


def _fill(sheet: Any, rows: Rows) -> None:
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", str(harmless(text))) for text in row])
    for number, header in enumerate(rows[0], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(40, len(header) + 8)
        sheet.cell(row=1, column=number).font = Font(bold=True)
    sheet.freeze_panes = "A2"
