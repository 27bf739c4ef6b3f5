"""A plan's measures as open data: CSV and XLSX for people, JSON for machines; pure functions that ask no database.

All three hold the same measures under the same ids, in the order of the content given: a page that shows a selection
gives the selected measures. ``names`` are what the town calls the levels (``measures.level_names``).

CSV is what Excel and LibreOffice open in Czech and Slovak without questions: UTF-8 with a byte order mark, semicolons,
decimal commas, days as 2026-12-31. In CSV and XLSX a text that would be taken for a formula is preceded by an
apostrophe.

JSON: ``plan`` (key, title, url, language, kind, state, valid_from, valid_until), ``currency``, ``levels`` (level_1 …
activity: names), ``sources`` and ``states`` (code: name in the plan's language), ``goals`` (id, parent, number, name,
description), ``years`` (year, closed), ``measures``: id, url, number, name, goal, path (ids from the top), the texts
of the measure, target_groups, starts_on, ends_on, activities (name, term, responsible), costs (year, source, amount),
indicators (id, name, unit, baseline, target, values: year → value), links (label, url), is_example, taken_over_from
(plan, measure), responsible_role (id, name, holder, department, url; as it is now) and ``progress``: year, state, comment, comment_by, spent. Amounts are texts with a decimal point, days
are ISO 8601, what is not known is null. Ids are stable through all versions and languages of a plan.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kpss_pages.plans.budget import source_label
from kpss_pages.plans.choices import MeasureState, MoneySource
from kpss_pages.plans.content import Measure, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from kpss_pages.plans.models import PlanPage
from kpss_pages.plans.roles import ShownRole
from sites.spreadsheets import harmless

Names = Mapping[str, str]
Roles = Mapping[int, ShownRole]
NOBODY: Roles = {}
Table = list[list[Any]]
"""Rows of values, the header first."""

JSON_TYPE = "application/json"


def csv_of(
    page: PlanPage, content: PlanContent, years: Sequence[YearOfPlan], names: Names, roles: Roles = NOBODY
) -> bytes:
    """Return a table of one row per measure, with a column for each year and source of money, and for each year's state."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    table = _whole_measures(page, content, years, names, roles)
    writer.writerows([_in_csv(value) for value in row] for row in table)
    return buffer.getvalue().encode("utf-8-sig")


def xlsx_of(
    page: PlanPage, content: PlanContent, years: Sequence[YearOfPlan], names: Names, roles: Roles = NOBODY
) -> bytes:
    """Return a workbook: the table of ``csv_of``, then activities, costs, indicators and progress in sheets of their own."""
    book = Workbook()
    book.remove(book.active)
    tables = {
        _("Measures"): _whole_measures(page, content, years, names, roles),
        _("Activities"): _activities(content),
        _("Costs"): _costs(content),
        _("Indicators"): _indicators(content, years),
        _("Progress"): _progress(content, years),
    }
    for title, table in tables.items():
        sheet = book.create_sheet(title)
        for line, row in enumerate(table, start=1):
            for place, value in enumerate(row, start=1):
                _put(sheet.cell(line, place), value, is_header=line == 1)
        for place, header in enumerate(table[0], start=1):
            sheet.column_dimensions[get_column_letter(place)].width = max(12, min(40, len(str(header)) + 4))
        sheet.freeze_panes = "A2"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def json_of(
    page: PlanPage, content: PlanContent, years: Sequence[YearOfPlan], names: Names, roles: Roles = NOBODY
) -> bytes:
    """Return the whole plan with its yearly states; the keys are described above."""
    address, reports = page.full_url or "", _reports(years)
    found = {
        "plan": {
            "key": str(page.translation_key),
            "title": page.title,
            "url": address,
            "language": page.locale.language_code,
            "kind": page.kind,
            "state": page.shown_state.value,
            "valid_from": page.period_from,
            "valid_until": page.valid_until,
        },
        "currency": content.currency or None,
        "levels": dict(names),
        "sources": {source.value: str(source.label) for source in MoneySource},
        "states": {state.value: str(state.label) for state in MeasureState},
        "goals": [vars(goal) for goal in content.goals],
        "years": [{"year": year.year, "closed": year.is_closed} for year in years],
        "measures": [
            _measure(measure, content, reports[measure.id], address)
            | {"responsible_role": _role(roles.get(measure.responsible_role or 0), address)}
            for measure in content.measures
        ],
    }
    return json.dumps(found, ensure_ascii=False, default=_in_json, indent=1).encode()


def _role(role: ShownRole | None, address: str) -> dict[str, Any] | None:
    return vars(role) | {"url": urljoin(address, role.url) if role.url else ""} if role is not None else None


def measure_url(address: str, measure: Measure) -> str:
    """Return the stable address of a measure, below that of its plan."""
    return f"{address}{measure.anchor}/"


def _measure(measure: Measure, content: PlanContent, reported: Mapping[int, ReportRow], address: str) -> dict[str, Any]:
    found = dict(vars(measure))
    del found["origin"]
    return found | {
        "url": measure_url(address, measure),
        "path": [goal.id for goal in content.path_to(measure.goal)],
        "activities": [vars(activity) for activity in measure.activities],
        "costs": [vars(cost) for cost in measure.costs],
        "indicators": [
            vars(indicator)
            | {
                "values": {
                    year: row.values[str(indicator.id)]
                    for year, row in reported.items()
                    if str(indicator.id) in row.values
                }
            }
            for indicator in measure.indicators
        ],
        "links": [{"label": link.label, "url": link.url} for link in measure.links if link.url],
        "taken_over_from": vars(measure.origin) if measure.origin else None,
        "progress": [
            {
                "year": year,
                "state": row.state or None,
                "comment": row.comment,
                "comment_by": row.comment_by,
                "spent": row.spent,
            }
            for year, row in reported.items()
        ],
    }


def _whole_measures(
    page: PlanPage, content: PlanContent, years: Sequence[YearOfPlan], names: Names, roles: Roles
) -> Table:
    depth = max((len(content.path_to(goal.id)) for goal in content.goals), default=0)
    costs = sorted({(cost.year, cost.source) for measure in content.measures for cost in measure.costs})
    address, reports = page.full_url or "", _reports(years)
    header = [_("ID"), _("Address"), *(names[f"level_{level}"] for level in range(1, min(depth, 3) + 1))]
    header += [_("Number"), names["measure"], _("Description"), _("Reason"), _("Target groups"), _("Working group")]
    header += [_("Territory"), _("Responsible role"), _("Responsible"), _("Realised by"), _("Partners")]
    header += [_("Start"), _("End")]
    header += [_("Note on the term"), _("Activities"), _("Output"), _("Indicators"), _("Links"), _("Example")]
    header += [_("Currency"), *(f"{year} {source_label(source)}" for year, source in costs)]
    for year in sorted(years, key=_by_year):
        header += [_("State %(year)d") % {"year": year.year}, _("Comment %(year)d") % {"year": year.year}]
        header += [_("Spent %(year)d") % {"year": year.year}]
    table: Table = [header]
    for measure in content.measures:
        path = [f"{goal.number} {goal.name}".strip() for goal in content.path_to(measure.goal)][:3]
        amounts = {(cost.year, cost.source): cost.amount for cost in measure.costs}
        row: list[Any] = [measure.id, measure_url(address, measure)]
        row += [*path, *[None] * (min(depth, 3) - len(path)), measure.number, measure.name, measure.description]
        row += [measure.reason, "; ".join(measure.target_groups), measure.working_group, measure.territory]
        row += [str(roles.get(measure.responsible_role or 0, "")), measure.responsible, measure.realised_by]
        row += [measure.partners, measure.starts_on, measure.ends_on]
        row += [measure.term_note, "; ".join(_joined(a.name, a.term, a.responsible) for a in measure.activities)]
        row += [measure.output, "; ".join(_indicator_words(measure)), _link_words(measure)]
        row += [_("yes") if measure.is_example else _("no"), content.currency]
        row += [amounts.get(key) for key in costs]
        reported = reports[measure.id]
        for year in sorted(years, key=_by_year):
            report = reported.get(year.year)
            row += [report.state_label, report.comment, report.spent] if report else [None] * 3
        table.append(row)
    return table


def _activities(content: PlanContent) -> Table:
    table: Table = [[_("ID of the measure"), _("Number"), _("Name"), _("Term"), _("Responsible")]]
    for measure in content.measures:
        table += [[measure.id, measure.number, row.name, row.term, row.responsible] for row in measure.activities]
    return table


def _costs(content: PlanContent) -> Table:
    table: Table = [[_("ID of the measure"), _("Number"), _("Year"), _("Source of money"), _("Amount"), _("Currency")]]
    for measure in content.measures:
        of_measure = [measure.id, measure.number]
        table += [
            [*of_measure, cost.year, source_label(cost.source), cost.amount, content.currency] for cost in measure.costs
        ]
    return table


def _indicators(content: PlanContent, years: Sequence[YearOfPlan]) -> Table:
    ordered, reports = sorted(years, key=_by_year), _reports(years)
    header = [_("ID of the measure"), _("Number"), _("ID"), _("Name"), _("Unit"), _("Baseline"), _("Target")]
    table: Table = [[*header, *(year.year for year in ordered)]]
    for measure in content.measures:
        reported = reports[measure.id]
        for row in measure.indicators:
            values = (
                reported[year.year].values.get(str(row.id)) if year.year in reported else None for year in ordered
            )
            amounts = [Decimal(value) if value else None for value in values]
            table.append([measure.id, measure.number, row.id, row.name, row.unit, row.baseline, row.target, *amounts])
    return table


def _progress(content: PlanContent, years: Sequence[YearOfPlan]) -> Table:
    header = [_("ID of the measure"), _("Number"), _("Year"), _("State"), _("Comment"), _("Comment by"), _("Spent")]
    table: Table = [header]
    reports = _reports(years)
    for measure in content.measures:
        for year, row in reports[measure.id].items():
            table.append([measure.id, measure.number, year, row.state_label, row.comment, row.comment_by, row.spent])
    return table


def _reports(years: Iterable[YearOfPlan]) -> "defaultdict[int, dict[int, ReportRow]]":
    """Return what was reported, by the measure's id and the year, the oldest first."""
    found: defaultdict[int, dict[int, ReportRow]] = defaultdict(dict)
    for year in sorted(years, key=_by_year):
        for row in year.rows:
            if row.says_something:
                found[row.id][year.year] = row
    return found


def _by_year(year: YearOfPlan) -> int:
    return year.year


def _indicator_words(measure: Measure) -> Iterable[str]:
    for row in measure.indicators:
        amounts = " → ".join("–" if amount is None else str(_in_csv(amount)) for amount in (row.baseline, row.target))
        yield f"{row.name}: {amounts} {row.unit}".strip()


def _link_words(measure: Measure) -> str:
    return "; ".join(_joined(link.label, link.url) for link in measure.links if link.url)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _in_csv(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return harmless(value.isoformat() if isinstance(value, date) else value)


def _in_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _put(cell: Any, value: Any, is_header: bool) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_header:
        cell.font = Font(bold=True)
    if isinstance(value, str):
        cell.value = harmless(ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
    elif value not in (None, ""):
        cell.value = float(value) if isinstance(value, Decimal) else value
        if isinstance(value, date):
            cell.number_format = "d. m. yyyy"
