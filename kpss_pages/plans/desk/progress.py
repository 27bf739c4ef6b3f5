"""Reading and writing what is reported of all measures of a plan in one year, and closing the year."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.desk.editing import draft_of, lock_plan
from kpss_pages.plans.evaluation import ReportKey, YearOfPlan, report_key, year_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage
from kpss_pages.plans.models.reports import FIRST_YEAR, LAST_YEAR
from kpss_pages.plans.signals import announce_reports
from sites.models import User
from sites.tenancy.scope import site_id_of, site_of

REPORT_ACTION = "kpss_plans.report"
CLOSE_ACTION = "kpss_plans.close_year"
REOPEN_ACTION = "kpss_plans.reopen_year"
YEARS_WITHOUT_PERIOD = 5


@dataclass(frozen=True)
class Reported:
    """What is reported of one measure in one year; ``values`` are decimal numbers as text by the indicator's id."""

    state: str = ""
    comment: str = ""
    comment_by: str = ""
    spent: Decimal | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is said; who would say it is nothing yet."""
        return bool(self.state or self.comment or self.spent is not None or self.values)

    @property
    def fingerprint(self) -> str:
        """What a form carries to tell whether a row was changed, by the person or by somebody else meanwhile."""
        spent = f"{self.spent:.2f}" if self.spent is not None else ""
        values = {key: str(Decimal(value).normalize()) for key, value in sorted(self.values.items())}
        plain = json.dumps([self.state, self.comment.strip(), self.comment_by.strip(), spent, values])
        return hashlib.sha256(plain.encode()).hexdigest()[:16]


class YearClosedError(Exception):
    """The year was closed, so nothing can be reported of it."""


def content_reported_on(page: PlanPage) -> PlanContent:
    """Return the measures that are reported on: the published ones, those of the draft when none ever were."""
    if page.live or page.first_published_at is not None:
        return page.content
    return draft_of(page).content


def years_to_report(page: PlanPage) -> list[int]:
    """Return the years of the plan's period, else the last ones; with those reported or closed. The newest first."""
    today = page.town_today
    first = page.period_from.year if page.period_from else today.year - YEARS_WITHOUT_PERIOD + 1
    last = page.valid_until.year if page.valid_until else max(today.year, first)
    years = set(range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1))
    for model in (MeasureReport, ClosedYear):
        known = model.objects.filter(site=site_id_of(page), plan=page.translation_key).order_by()
        years |= set(known.values_list("year", flat=True).distinct())
    return sorted(years, reverse=True)


def suggested_year(page: PlanPage, years: list[int]) -> int:
    """Return last year, or the year of the period that is nearest to it."""
    last = page.town_today.year - 1
    return min(years, key=lambda year: (abs(year - last), year)) if years else last


def reports_of(page: PlanPage, content: PlanContent, year: int) -> dict[int, Reported]:
    """Return what was reported of a year by the measure's id; one query."""
    keys = {report_key(page, measure): measure.id for measure in content.measures}
    found = MeasureReport.objects.filter(site=site_id_of(page), plan__in={plan for plan, _measure in keys}, year=year)
    return {
        keys[row.plan, row.measure]: Reported(row.state, row.comment, row.comment_by, row.spent, row.values)
        for row in found
        if (row.plan, row.measure) in keys
    }


def closed_year(page: PlanPage, year: int) -> ClosedYear | None:
    closed: ClosedYear | None = ClosedYear.objects.filter(
        site=site_id_of(page), plan=page.translation_key, year=year
    ).first()
    return closed


@transaction.atomic
def save_reports(page: PlanPage, year: int, changed: Mapping[ReportKey, Reported], user: User) -> None:
    """Write the reports of one year that were changed, in one transaction; what became blank is dropped.

    Raises YearClosedError when the year is closed.
    """
    lock_plan(page)
    if closed_year(page, year) is not None:
        raise YearClosedError
    if not changed:
        return
    site, now = site_of(page), timezone.now()
    written = [
        MeasureReport(
            site=site,
            plan=plan,
            measure=measure,
            year=year,
            state=said.state,
            comment=said.comment,
            comment_by=said.comment_by,
            language=page.locale.language_code,
            spent=said.spent,
            values=dict(said.values),
            updated_at=now,
        )
        for (plan, measure), said in changed.items()
        if said
    ]
    MeasureReport.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["plan", "site", "measure", "year"],
        update_fields=["state", "comment", "comment_by", "language", "spent", "values", "updated_at"],
        batch_size=80,  # SQLite takes at most 999 values
    )
    blank = [key for key, said in changed.items() if not said]
    for plan in {plan for plan, _measure in blank}:
        measures = [measure for known, measure in blank if known == plan]
        MeasureReport.objects.filter(site=site, plan=plan, year=year, measure__in=measures).delete()
    log(instance=page, action=REPORT_ACTION, user=user, data={"year": year, "count": len(changed)})
    announce_reports(site)


@transaction.atomic
def close_year(page: PlanPage, year: int, user: User) -> ClosedYear:
    """Close the evaluation of a year with its figures as they are; one that is closed stays as it was."""
    page = lock_plan(page)
    known = closed_year(page, year)
    if known is not None:
        return known
    figures: YearOfPlan = year_of(page, year, content_reported_on(page))
    closed: ClosedYear = ClosedYear.objects.create(
        site=site_of(page), plan=page.translation_key, year=year, figures=figures.to_json(), closed_by=user
    )
    log(instance=page, action=CLOSE_ACTION, user=user, data={"year": year, "counts": figures.counts()})
    return closed


@transaction.atomic
def reopen_year(page: PlanPage, year: int, reason: str, user: User) -> None:
    """Open a closed year again; why, and the figures as they were, stay in the history."""
    lock_plan(page)
    closed = closed_year(page, year)
    if closed is None:
        return
    told: dict[str, Any] = {
        "year": year,
        "reason": reason,
        "closed_at": closed.closed_at.isoformat(timespec="seconds"),
        "closed_by": closed.closed_by_id,
        "figures": closed.figures,
    }
    closed.delete()
    log(instance=page, action=REOPEN_ACTION, user=user, data=told)
