"""Writing a plan's goals and measures into a workbook to be filled in, in the current language."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Activity, Cost, Goal, Indicator, Measure, PlanContent
from kpss_pages.plans.roles import RoleNames, words_of
from kpss_pages.plans.spreadsheet.cells import cleaned, names_in, through_a_cell
from kpss_pages.plans.spreadsheet.columns import (
    DOCUMENT,
    INSTRUCTIONS,
    LISTS,
    NO,
    PAGE,
    SHEETS,
    TEXTS,
    YES,
    Column,
    Kind,
    Sheet,
)
from kpss_pages.plans.spreadsheet.links import address_of

NO_ROLES: RoleNames = {}

_LINES_TO_CHOOSE_IN = 5_000
_DAY_FORMAT = "d. m. yyyy"
_HEADER_FONT, _HEADER_FILL = Font(bold=True), PatternFill("solid", fgColor="E7EDF3")
_WRAPPED, _AT_THE_TOP = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")


def digest_of(content: PlanContent) -> str:
    """Return a short text that differs whenever the content does."""
    return hashlib.sha256(json.dumps(content.to_json(), sort_keys=True).encode()).hexdigest()[:32]


def write(
    content: PlanContent, plan: str = "", title: str = "", levels: Sequence[str] = (), roles: RoleNames = NO_ROLES
) -> bytes:
    """Return the workbook; ``plan`` says whose content it is, ``levels`` are what the town calls goals and measures.

    ``roles`` are those of the town, which may be chosen from.
    """
    book = Workbook()
    first = book.active
    first.title = str(INSTRUCTIONS)
    _instruct(first, title, levels)
    for sheet in SHEETS:
        _fill(book.create_sheet(str(sheet.title)), sheet, rows_of(content, roles)[sheet.name])
    _offer_choices(book, plan, digest_of(content), roles)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows_of(content: PlanContent, roles: RoleNames = NO_ROLES) -> dict[str, list[dict[str, Any]]]:
    """Return the values of all sheets, by the names of sheets and columns."""
    numbers = {goal.id: goal.number for goal in content.goals}
    rows: dict[str, list[dict[str, Any]]] = {sheet.name: [] for sheet in SHEETS}
    for goal in content.goals:
        rows["goals"].append(vars(goal) | {"parent": numbers.get(goal.parent or 0)})
    for measure in content.measures:
        named = {"goal": numbers.get(measure.goal or 0), "responsible_role": words_of(measure.responsible_role, roles)}
        rows["measures"].append(vars(measure) | named)
        of_measure = {"measure": measure.number}
        for name in ("activities", "costs", "indicators"):
            rows[name] += [of_measure | vars(row) for row in getattr(measure, name)]
        rows["links"] += [of_measure | {"label": row.label, "address": address_of(row)} for row in measure.links]
    return rows


def as_in_a_file(value: Any) -> Any:
    """Return a part of the content as it comes back out of a spreadsheet in which nothing was changed."""
    match value:
        case str():
            return cleaned(value)
        case Decimal():
            return through_a_cell(value)
        case tuple() if all(isinstance(item, str) for item in value):
            return names_in(";".join(value))
        case tuple():
            return tuple(as_in_a_file(item) for item in value)
        case Measure() | Goal() | Activity() | Cost() | Indicator():
            return replace(value, **{part.name: as_in_a_file(getattr(value, part.name)) for part in fields(value)})
    return value


def _fill(worksheet: Worksheet, sheet: Sheet, rows: Iterable[dict[str, Any]]) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        dimension = worksheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        if column.kind in TEXTS:
            dimension.number_format = "@"  # so that 1.10 stays 1.10 in new rows
        cell = worksheet.cell(1, index)
        _put_text(cell, str(column.header))
        cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _WRAPPED
    for line, row in enumerate(rows, start=2):
        for index, column in enumerate(sheet.columns, start=1):
            _put(worksheet.cell(line, index), column, row[column.name])
    worksheet.freeze_panes = "A2"


def _put(cell: Any, column: Column, value: Any) -> None:
    cell.alignment = _WRAPPED if column.kind in (Kind.LONG_TEXT, Kind.TEXT) else _AT_THE_TOP
    match value:
        case None | "" | ():
            if column.kind in TEXTS:
                cell.number_format = "@"
        case bool():
            cell.value = str(YES if value else NO)
        case tuple():
            _put_text(cell, "; ".join(value))
        case str() if column.kind is Kind.SOURCE:
            _put_text(cell, str(MoneySource(value).label) if value in MoneySource.values else value)
        case str():
            _put_text(cell, value)
        case date():
            cell.value, cell.number_format = value, _DAY_FORMAT
        case Decimal() if not value.is_finite():
            _put_text(cell, str(value))
        case Decimal():
            cell.value = float(value)
            cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.00########"
        case _:
            cell.value = value


def _put_text(cell: Any, text: str) -> None:
    """Write a text as it is, also one that begins like a formula."""
    cell.number_format = "@"
    if cleaned(text):
        cell.value = cleaned(text)
        cell.data_type = "s"


def _offer_choices(book: Workbook, plan: str, digest: str, roles: RoleNames) -> None:
    """Let sources, answers and roles be chosen from lists, which are in a hidden sheet, as is where the file comes from."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    lists.append([plan or None, digest])
    choices = {
        Kind.SOURCE: [str(label) for label in MoneySource.labels],
        Kind.YES_NO: [str(YES), str(NO)],
    }
    if roles:
        choices[Kind.ROLE] = [words_of(role_id, roles) for role_id in roles]
    for place, (kind, words) in enumerate(choices.items(), start=1):
        letter = get_column_letter(place)
        for line, word in enumerate(words, start=2):
            _put_text(lists.cell(line, place), word)
        for sheet in SHEETS:
            for index, column in enumerate(sheet.columns, start=1):
                if column.kind is kind:
                    where = f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}"
                    _validate(book[str(sheet.title)], get_column_letter(index), where)


def _validate(worksheet: Worksheet, letter: str, where: str) -> None:
    rule = DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=True)
    rule.error = _("Choose one of the words in the list.")
    rule.add(f"{letter}2:{letter}{_LINES_TO_CHOOSE_IN}")
    worksheet.add_data_validation(rule)


def _instruct(worksheet: Worksheet, title: str, levels: Sequence[str]) -> None:
    worksheet.column_dimensions["A"].width = 110
    for line, text in enumerate(_instructions(title, levels), start=1):
        cell = worksheet.cell(line, 1)
        _put_text(cell, text)
        cell.alignment = _WRAPPED
    worksheet["A1"].font = Font(bold=True, size=14)


def _instructions(title: str, levels: Sequence[str]) -> Iterator[str]:
    yield title or _("Goals and measures of a plan")
    yield _(
        "Change what is here, add rows, save the file as XLSX and upload it on the page from which you have downloaded it. Before anything is saved you will see what would change."
    )
    if levels:
        yield _("This town calls the levels: %(levels)s.") % {"levels": " → ".join(levels)}
    yield _(
        "The sheet “%(goals)s” has everything above the measures, each with the number of the level above; those at the top leave it blank."
    ) % {"goals": SHEETS[0].title}
    yield _(
        "Leave the IDs as they are: by them a row is recognised even when its number or name changes. Leave the ID of a new row blank."
    )
    yield _("A row that you delete is removed from the plan. The order of the rows is the order of the plan.")
    yield _("On the sheets %(sheets)s, each row says by its number which measure it belongs to.") % {
        "sheets": ", ".join(str(sheet.title) for sheet in SHEETS[2:])
    }
    yield _(
        "Write a day as a date, or the year alone: the term then begins on 1 January or ends on 31 December. Write amounts as numbers, without the currency."
    )
    yield _(
        "A link leads to an address that begins with https://, or to a page or a document of the town, written as “%(page)s 12” or “%(document)s 7”; its number is in the address of its editing screen."
    ) % {"page": PAGE, "document": DOCUMENT}
    yield _(
        "Do not rename sheets or columns, and do not merge cells. Rows that are hidden or filtered out are read too."
    )
