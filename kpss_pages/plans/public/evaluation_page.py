"""What the page of an evaluation shows: figures computed from what was reported of the plan that it evaluates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from kpss_pages.plans.choices import PlanKind
from kpss_pages.plans.content import MEASURE_ANCHOR
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan, over, years_of
from kpss_pages.plans.public.filters import state_name
from kpss_pages.plans.public.overview import UNREPORTED_CLASS, is_reported, progress_by_priority, progress_of
from kpss_pages.plans.relations import Relations

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage


@dataclass(frozen=True)
class Evaluated:
    """A row of the table: a measure with its state; ``url`` is that of its own page."""

    row: ReportRow
    css: str
    label: str
    url: str


def evaluation_of_page(page: "PlanPage", relations: Relations, request: HttpRequest) -> dict[str, Any]:
    """Return the figures of an evaluation; {} for other kinds, and when its plan is not public in this language."""
    plan = relations.based_on
    if page.kind != PlanKind.EVALUATION or plan is None:
        return {}
    years = [year for year in years_of(plan, plan.content) if _is_within(page, year)]
    rows = over(years)
    if not is_reported(rows):
        return {"evaluated_plan": plan, "evaluated_years": []}
    plan_url = plan.get_url(request) or ""
    return {
        "evaluated_plan": plan,
        "evaluated_years": sorted(years, key=lambda year: year.year),
        "evaluated": [
            Evaluated(
                row,
                row.state or UNREPORTED_CLASS,
                state_name(row.state),
                f"{plan_url}{MEASURE_ANCHOR}{row.id}/",
            )
            for row in rows
        ],
        "progress": progress_by_priority(rows),
        "progress_total": progress_of(rows),
    }


def _is_within(page: "PlanPage", year: YearOfPlan) -> bool:
    begins, ends = page.period_from, page.valid_until
    return (begins is None or begins.year <= year.year) and (ends is None or year.year <= ends.year)
