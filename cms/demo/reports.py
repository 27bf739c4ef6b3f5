"""Reports on the measures of the demo's plans, and the years that are closed with them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from cms.demo.measures import INDICATORS, THOUSAND
from kpss_pages.plans.evaluation import year_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage
from sites.models import TownSettings, User


def add_reports(page: PlanPage, written: Mapping[str, Any], town: TownSettings) -> None:
    """Report on a plan's measures as its file says, in the town's language."""
    MeasureReport.objects.bulk_create(
        report for row in written.get("measures", []) for report in _reports(page, row, written["first_year"], town)
    )


def close_years(page: PlanPage, written: Mapping[str, Any], town: TownSettings, closed_by: User) -> None:
    """Close a plan's years, each on the day that its file says; everything has to be reported before."""
    for year, closed_on in written.get("closed", {}).items():
        figures = year_of(page, int(year)).to_json()
        closed = ClosedYear.objects.create(
            site=town.site,
            plan=page.translation_key,
            year=int(year),
            figures=figures,
            closed_by=closed_by,
        )
        ClosedYear.objects.filter(pk=closed.pk).update(closed_at=noon(closed_on))


def noon(day: date) -> datetime:
    """Return the middle of a day, which is the same day in every time zone of our towns."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _reports(page: PlanPage, row: Mapping[str, Any], first_year: int, town: TownSettings) -> Iterator[MeasureReport]:
    measure = page.content.measure(row["id"])
    if measure is None:  # the plan's earlier version had it
        return
    comments = row.get("comments", {})
    spent, values = row.get("spent", []), row.get("values", [])
    for index, state in enumerate(row.get("states", [])):
        year = first_year + index
        if not state:
            continue
        comment = comments.get(str(year), "")
        yield MeasureReport(
            site=town.site,
            plan=page.translation_key,
            measure=measure.id,
            year=year,
            state=state,
            comment=comment,
            comment_by=measure.responsible if comment else "",
            language=town.default_language,
            spent=Decimal(spent[index] * THOUSAND) if index < len(spent) else None,
            values={str(INDICATORS + measure.id): str(values[index])} if index < len(values) else {},
        )
