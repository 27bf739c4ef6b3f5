"""Lists as spreadsheets, in which nothing that somebody typed is taken for a formula."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Return a value that a spreadsheet shows as it is: text that would start a formula is preceded by an apostrophe.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def table_to_save(content: bytes, kind: str, label: str, hostname: str) -> HttpResponse:
    """Answer with a town's table ("csv", "xlsx"), to be saved under what it is and whose: "services-prerov.csv"."""
    name = f"{slugify(label)}-{slugify(hostname.split('.')[0])}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def csv_of_rows(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return a table as Excel and LibreOffice open it in Czech and Slovak without questions.

    That is UTF-8 with a byte order mark and semicolons; no cell of it is a formula.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


class HarmlessSpreadsheetMixin(SpreadsheetExportMixin):
    """The download of a list; times are those of the town, not Greenwich's."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.make_naive(value)
            return value if export_format == self.FORMAT_XLSX else f"{value:%Y-%m-%d %H:%M:%S}"
        return harmless(super().preprocess_field_value(field, value, export_format))
