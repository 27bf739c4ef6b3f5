"""The table to fill in, as CSV and as XLSX with the words that may stand in it; with the places that are there or blank."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from kpss_pages.barrier_free.choices import Category, Surveyor, Verdict
from kpss_pages.barrier_free.importing.cells import cells_of
from kpss_pages.barrier_free.importing.columns import COLUMNS, MEASURE_OF
from kpss_pages.barrier_free.measures import Kind, Measure
from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.verdicts import editions
from kpss_pages.core.tables.columns import NO, YES
from kpss_pages.core.tables.sheets import fill_sheet
from sites.spreadsheets import csv_of_rows

Rows = Iterable[list[str]]


def rows_of(places: Iterable[Place]) -> Iterator[list[str]]:
    """Yield the header, and a row of texts for each place; their surveys that hold should be at hand."""
    yield [str(column.header) for column in COLUMNS]
    for place in places:
        cells = cells_of(place)
        yield [cells[column.name] for column in COLUMNS]


def csv_of(rows: Rows) -> bytes:
    return csv_of_rows(rows)


def xlsx_of(rows: Rows) -> bytes:
    """Return a workbook with the table and a sheet that explains its columns; every cell is text, and none a formula."""
    book = Workbook(write_only=True)
    fill_sheet(book.create_sheet(_("Places")), rows)
    fill_sheet(book.create_sheet(_("Words")), words())
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def words() -> Iterator[list[str]]:
    """Yield a header, and for each column that takes not every text what is asked and what may stand there."""
    yield [_("Column"), _("What is asked"), _("What may stand there")]
    said: dict[str, Any] = {
        "source_key": _("By it a table or a map finds the place again; without it name and street do."),
        "category": _together(Category.labels),
        "latitude": "49.455120",
        "longitude": "17.451200",
        "line": "49.455120, 17.451200; 49.455700, 17.452000",
        "hours": "Mo-Fr 08:00-16:00; Sa 09:00-11:00; PH off",
        "is_published": _together((YES, NO)),
        "surveyed_on": "2026-05-31; 31. 5. 2026",
        "surveyor_kind": _together(Surveyor.labels),
        "edition": _together(editions().values()),
    }
    for column in COLUMNS:
        measure = MEASURE_OF.get(column.name)
        if measure is not None:
            yield [str(column.header), str(measure.question), _may_be(measure)]
        elif column.name.startswith("verdict-"):
            yield [str(column.header), _("Blank: what the measures suggest."), _together(Verdict.labels)]
        elif column.name.startswith("reason-"):
            yield [str(column.header), _("Needed where the verdict is not what the measures suggest."), ""]
        elif column.name in said:
            yield [str(column.header), "", said[column.name]]


def _may_be(measure: Measure) -> str:
    """Return what may stand in the cells of a measure."""
    if measure.kind is Kind.CLAIM:
        return _together((YES, NO))
    if measure.kind is Kind.CHOICE:
        return _together((measure.choices or {}).values())
    if measure.kind is Kind.NUMBER:
        return f"{measure.least:g}–{measure.most:g} {measure.unit}".strip()
    return str(measure.help_text)


def _together(found: Iterable[Any]) -> str:
    return "; ".join(str(word) for word in found)
