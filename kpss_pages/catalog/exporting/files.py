"""Services as files: CSV and XLSX for people, JSON for programs; written in parts, however many there are.

CSV is what Excel and LibreOffice open in Czech and Slovak without questions: UTF-8 with a byte order mark, semicolons, days
as 2026-12-31. In tables a text that would be taken for a formula is preceded by an apostrophe, and every text is text.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kpss_pages.catalog.exporting.chosen import Chosen
from kpss_pages.catalog.exporting.columns import Cell, columns
from kpss_pages.catalog.exporting.plain import service_as_plain
from kpss_pages.catalog.exporting.terms import attributions_of, registers_of, terms_of
from sites.spreadsheets import harmless

WIDEST = 60


@dataclass(frozen=True)
class About:
    """What goes with every file: whose catalogue it is, what was asked for, and the terms of use."""

    town: str
    catalogue: str
    asked: str
    language: str
    sentence: str
    attributions: list[str]
    licence: str
    terms_page: str

    @classmethod
    def of(cls, chosen: Chosen, catalogue: str, language: str, terms_page: str) -> "About":
        """Put it together, in one query; ``terms_page`` is where the town's own terms stand, "" for nowhere."""
        registers = registers_of(chosen.town)
        terms, query = terms_of(registers), chosen.found.filters.querystring()
        return cls(
            town=chosen.town.name,
            catalogue=catalogue,
            asked=f"{catalogue}?{query}" if query else catalogue,
            language=language,
            sentence=chosen.found.sentence,
            attributions=attributions_of(registers),
            licence=terms.address if terms else "",
            terms_page=terms_page,
        )


def csv_pieces(chosen: Chosen, about: About) -> Iterator[str]:
    """Yield the text of a table of one row per service."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    found = columns(about.catalogue, chosen.town.country)
    buffer.write("\ufeff")
    writer.writerow([column.header for column in found])
    for shown in chosen.services():
        writer.writerow([_in_csv(column.value(shown)) for column in found])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def xlsx_of(chosen: Chosen, about: About) -> bytes:
    """Return a workbook: the table, and in a sheet of its own what it is and under which terms it may be used."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Services"))
    found = columns(about.catalogue, chosen.town.country)
    for number, column in enumerate(found, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, len(column.header) + 6)
    sheet.freeze_panes = "D2"
    sheet.append([_in_bold(sheet, column.header) for column in found])
    for shown in chosen.services():
        sheet.append([_in_sheet(sheet, column.value(shown)) for column in found])
    _append_about(book.create_sheet(_("About the data")), about, timezone.localdate(timezone=chosen.town.zone))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def json_pieces(chosen: Chosen, about: About) -> Iterator[str]:
    """Yield the text of what was asked for: about the data, then ``services``, one a line."""
    head: dict[str, Any] = {
        "town": about.town,
        "catalogue": about.catalogue,
        "asked": about.asked,
        "language": about.language,
        "found": about.sentence,
        "count": len(chosen.ids),
        "licence": about.licence or None,
        "terms_page": about.terms_page or None,
        "attributions": about.attributions,
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "services": ['
    separator = "\n"
    for shown in chosen.services():
        written = json.dumps(service_as_plain(shown, about.catalogue), ensure_ascii=False, separators=(",", ":"))
        yield f"{separator}{written}"
        separator = ",\n"
    yield "\n]}"


def _append_about(sheet: Any, about: About, today: date) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 100
    lines: list[tuple[str, Cell]] = [
        (_("Town"), about.town),
        (_("What it shows"), about.sentence),
        (_("Address"), about.asked),
        (_("Date of the data"), today),
        *((_("Source"), sentence) for sentence in about.attributions),
        (_("Licence"), about.licence),
        (_("Terms of use"), about.terms_page),
    ]
    for label, value in lines:
        if value:
            sheet.append([_in_bold(sheet, label), _in_sheet(sheet, value)])


def _in_csv(value: Cell) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return harmless(" ".join(value.split())) if isinstance(value, str) else value


def _in_bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _in_sheet(sheet: Any, value: Cell) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = harmless(ILLEGAL_CHARACTERS_RE.sub("", value))
        # A cell of its own takes three times as long as a text, which is written as one all the same.
        return _in_text(sheet, text) if text in ERROR_CODES else text
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "d. m. yyyy"
        return cell
    return value


def _in_text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
