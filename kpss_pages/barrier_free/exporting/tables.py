"""Places as tables for people, CSV and XLSX: the columns of the import, so that what was exported can be imported again.

Before them stand what the site has worked out and no import reads. CSV is what Excel and LibreOffice open in Czech and Slovak
without questions: UTF-8 with a byte order mark and semicolons. A text that would be taken for a formula is preceded by an
apostrophe, which the import takes away.
"""

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.exporting.about import OPENSTREETMAP, About
from kpss_pages.barrier_free.exporting.whole import whole
from kpss_pages.barrier_free.importing.cells import cells_of
from kpss_pages.barrier_free.importing.columns import COLUMNS, MEASURE_OF
from kpss_pages.barrier_free.measures import PARTS, Kind
from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.tables.columns import NO, YES, Column
from sites.spreadsheets import harmless

WIDEST = 40
TEXT = "@"
"""The format of a cell whose text is never taken for a number."""
_NUMBERS = {"latitude", "longitude", *(name for name, measure in MEASURE_OF.items() if measure.kind is Kind.NUMBER)}

Worked = tuple[str, Callable[[Place], Any]]


def worked_out(about: About) -> list[Worked]:
    """Return headers and values of what the site knows of a place besides: its number and address, what it is found by."""
    return [
        (_("ID"), lambda place: place.pk),
        (_("Address of the page"), lambda place: f"{about.address}{place.address_below}"),
        (_("Toilet for a wheelchair"), lambda place: str(Verdict(place.toilet).label)),
        (_("Reserved parking"), lambda place: _yes_or_no(place.has_parking)),
        (_("Has a lift"), lambda place: _yes_or_no(place.has_lift)),
        (_("Next survey"), lambda place: place.next_survey_on.isoformat() if place.next_survey_on else ""),
    ]


def columns_of(rows: PlaceQuerySet) -> list[Column]:
    """Return the columns of the import without those of second, third … entrances that no place has; one query."""
    most = {part.key: 1 for part in PARTS}
    for measures in rows.order_by().values_list("survey__measures", flat=True).iterator():
        for key, items in (measures or {}).items():
            most[key] = max(most.get(key, 1), len(items))
    return [column for column in COLUMNS if column.name not in MEASURE_OF or _occurs(column.name, most)]


def csv_pieces(rows: PlaceQuerySet, about: About) -> Iterator[str]:
    """Yield the text of a table of one row per place, in two queries."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    columns, worked = columns_of(rows), worked_out(about)
    buffer.write("\ufeff")
    writer.writerow([*(header for header, _value in worked), *(str(column.header) for column in columns)])
    for place in whole(rows):
        cells = cells_of(place)
        values = [*(value(place) for _header, value in worked), *(cells[column.name] for column in columns)]
        writer.writerow([harmless(value) for value in values])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def xlsx_pieces(rows: PlaceQuerySet, about: About) -> Iterator[bytes]:
    """Yield a workbook: the table, and in a sheet of its own what it is and under which terms it may be used."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(capfirst(_("places"))))
    columns, worked = columns_of(rows), worked_out(about)
    headers = [*(header for header, _value in worked), *(str(column.header) for column in columns)]
    for number, header in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, len(header) + 6)
    sheet.freeze_panes = "B2"
    sheet.append([_in_bold(sheet, header) for header in headers])
    count = 0
    for place in whole(rows):
        cells, count = cells_of(place), count + 1
        sheet.append(
            [
                *(_in_sheet(sheet, value(place)) for _header, value in worked),
                *(_in_sheet(sheet, _number_or_text(column.name, cells[column.name])) for column in columns),
            ]
        )
    _append_about(book.create_sheet(_("About the data")), about, count)
    buffer = BytesIO()
    book.save(buffer)
    yield buffer.getvalue()


def _append_about(sheet: Any, about: About, count: int) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 100
    lines = [
        (_("Town"), about.town.name),
        (_("Source"), OPENSTREETMAP if about.has_openstreetmap else ""),
        (_("What it shows"), about.filters.sentence(count, about.town.name)),
        (_("Address"), about.asked),
        (_("Date of the data"), timezone.localdate(timezone=about.town.zone).isoformat()),
        (_("Licence"), about.licence),
        (_("Terms of use"), about.terms_page),
    ]
    for label, value in lines:
        if value:
            sheet.append([_in_bold(sheet, label), _in_sheet(sheet, value)])


def _occurs(name: str, most: dict[str, int]) -> bool:
    part, number, _measure = name.split("-", 2)
    return int(number) < most[part]


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else str(YES if value else NO)


def _number_or_text(name: str, text: str) -> Any:
    return float(text) if text and name in _NUMBERS else text


def _in_bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _in_sheet(sheet: Any, value: Any) -> Any:
    if value == "" or not isinstance(value, str):
        return None if value == "" else value
    cell = WriteOnlyCell(sheet, value=harmless(ILLEGAL_CHARACTERS_RE.sub("", value)))
    cell.data_type, cell.number_format = "s", TEXT
    return cell
