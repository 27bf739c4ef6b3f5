"""The evaluation of a plan, computed from what was reported of its measures; closed years are as they were."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import Measure, PlanContent
from kpss_pages.plans.models.reports import ClosedYear, MeasureReport
from sites.tenancy.scope import site_id_of

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage

_REPORTED = ("plan", "measure", "year", "state", "comment", "comment_by", "language", "spent", "values")

ReportKey = tuple[UUID, int]
"""Under what a measure is reported: a plan's translation key and the measure's id."""

NOT_REPORTED = ""
"""The state of a measure of which nothing was reported."""


@dataclass(frozen=True)
class ReportRow:
    """A measure with what was reported of it; ``priority`` is "number name" of its goal at the top, "" without one."""

    id: int
    number: str
    name: str
    priority: str = ""
    responsible: str = ""
    state: str = NOT_REPORTED
    comment: str = ""
    comment_by: str = ""
    language: str = ""
    spent: Decimal | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def state_label(self) -> str:
        """The state in words; "" when nothing was reported."""
        return str(MeasureState(self.state).label) if self.state else ""

    @property
    def says_something(self) -> bool:
        """Whether anything was reported; a comment or money spent may come before the state."""
        return bool(self.state or self.comment or self.values or self.spent is not None)


@dataclass(frozen=True)
class YearOfPlan:
    """All measures of a plan in one year, in the plan's order."""

    year: int
    rows: tuple[ReportRow, ...]
    closed_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def counts(self) -> dict[str, int]:
        """Return how many measures are in each state, in the order of ``MeasureState``, then those not reported."""
        return counts_of(self.rows)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, as ``ClosedYear.figures`` keeps them."""
        return [
            {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(row).items()}
            for row in self.rows
        ]

    @classmethod
    def from_closed(cls, closed: ClosedYear) -> Self:
        rows = (
            ReportRow(**{**row, "spent": Decimal(row["spent"]) if row.get("spent") else None}) for row in closed.figures
        )
        return cls(closed.year, tuple(rows), closed.closed_at)


def counts_of(rows: Iterable[ReportRow]) -> dict[str, int]:
    """Return how many rows are in each state, in the order of ``MeasureState``, then those not reported."""
    counted = Counter(row.state for row in rows)
    return {state: counted[state] for state in (*MeasureState.values, NOT_REPORTED)}


def by_priority(rows: Iterable[ReportRow]) -> dict[str, list[ReportRow]]:
    """Return the rows under the priority that each belongs to, in the plan's order."""
    found: dict[str, list[ReportRow]] = {}
    for row in rows:
        found.setdefault(row.priority, []).append(row)
    return found


def report_key(page: "PlanPage", measure: Measure) -> ReportKey:
    """Return under what a measure is reported: the plan that an action plan took it over from, else its own."""
    if measure.origin is not None:
        return UUID(measure.origin.plan), measure.origin.measure
    return page.translation_key, measure.id


def report_keys(page: "PlanPage") -> set[ReportKey]:
    """Return under what the measures of a published plan are reported."""
    return {report_key(page, measure) for measure in page.content.measures}


def years_of(page: "PlanPage", content: PlanContent | None = None) -> list[YearOfPlan]:
    """Return the years of which something was reported or that are closed, the newest first; two queries."""
    content = page.content if content is None else content
    site_id = site_id_of(page)
    keys = {measure.id: report_key(page, measure) for measure in content.measures}
    plans = {page.translation_key, *(plan for plan, _measure in keys.values())}
    wanted = set(keys.values())
    unreported = [_unreported(content, measure) for measure in content.measures]
    reports: dict[int, dict[ReportKey, Any]] = {}
    # Named tuples: making model instances of some hundred reports takes longer than asking for them.
    for report in MeasureReport.objects.filter(site=site_id, plan__in=plans).values_list(*_REPORTED, named=True):
        if (report.plan, report.measure) in wanted:
            reports.setdefault(report.year, {})[report.plan, report.measure] = report
    years = {
        year: YearOfPlan(year, tuple(_reported(row, found.get(keys[row.id])) for row in unreported))
        for year, found in reports.items()
    }
    for closed in ClosedYear.objects.filter(site=site_id, plan=page.translation_key):
        years[closed.year] = YearOfPlan.from_closed(closed)
    return [years[year] for year in sorted(years, reverse=True)]


def year_of(page: "PlanPage", year: int, content: PlanContent | None = None) -> YearOfPlan:
    """Return one year; one of which nothing was reported has rows without a state."""
    content = page.content if content is None else content
    found = next((known for known in years_of(page, content) if known.year == year), None)
    return found or YearOfPlan(year, tuple(_unreported(content, measure) for measure in content.measures))


def over(years: Iterable[YearOfPlan]) -> tuple[ReportRow, ...]:
    """Return each measure of several years with its last reported state and comment; money spent is added up.

    They stand as in the last year, those that were dropped before it at the end.
    """
    ordered = sorted(years, key=lambda known: known.year)
    last: dict[int, ReportRow] = {}
    for year in ordered:
        for row in year.rows:
            former = last.get(row.id)
            if former is None:
                last[row.id] = row
                continue
            spent = None if former.spent is None and row.spent is None else (former.spent or 0) + (row.spent or 0)
            newer = row if row.state else _reported(row, former)
            last[row.id] = replace(newer, spent=Decimal(spent) if spent is not None else None)
    order = dict.fromkeys(row.id for year in reversed(ordered) for row in year.rows)
    return tuple(last[measure_id] for measure_id in order)


def _unreported(content: PlanContent, measure: Measure) -> ReportRow:
    path = content.path_to(measure.goal)
    return ReportRow(
        id=measure.id,
        number=measure.number,
        name=measure.name,
        priority=f"{path[0].number} {path[0].name}".strip() if path else "",
        responsible=measure.responsible,
    )


def _reported(row: ReportRow, report: Any) -> ReportRow:
    """Return a row with what was reported, as a row of the database or another year's has it; None is nothing."""
    if report is None:
        return row
    return replace(
        row,
        state=report.state,
        comment=report.comment,
        comment_by=report.comment_by,
        language=report.language,
        spent=report.spent,
        values=report.values,
    )
