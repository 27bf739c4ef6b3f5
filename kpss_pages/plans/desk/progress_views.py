"""The admin's screens of a plan's yearly progress: one table for a year, and the closing of its evaluation."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.desk.editing import lock_plan
from kpss_pages.plans.desk.progress import (
    close_year,
    closed_year,
    content_reported_on,
    reopen_year,
    reports_of,
    save_reports,
    suggested_year,
    years_to_report,
)
from kpss_pages.plans.desk.progress_forms import ReportForm, priority_of, report_forms
from kpss_pages.plans.desk.screens import PlanScreen
from kpss_pages.plans.evaluation import NOT_REPORTED, YearOfPlan, by_priority, report_key, year_of
from kpss_pages.plans.permissions import manages_town


class ProgressScreen(PlanScreen):
    """What the screens about one plan's years have in common; ``kwargs`` name the ``year``."""

    header_icon = "tasks"
    way = "progress"

    @cached_property
    def content(self) -> PlanContent:
        return content_reported_on(self.page)

    @cached_property
    def year(self) -> int:
        """The year in the address; raises Http404 for one that is not the plan's."""
        year: int = self.kwargs["year"]
        if year not in self.years:
            raise Http404
        return year

    @cached_property
    def years(self) -> list[int]:
        return years_to_report(self.page)

    def screens_above(self) -> list[dict[str, str]]:
        return [{"url": self.url("kpss_plans_progress"), "label": _("Yearly progress")}]

    def back(self) -> HttpResponse:
        return redirect(self.url("kpss_plans_progress_year", self.year))


class ProgressView(ProgressScreen):
    """Lead to the year that is most likely to be reported."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.url("kpss_plans_progress_year", suggested_year(self.page, self.years)))


class YearView(ProgressScreen):
    """All measures of a plan in one table to fill in; to read, when the year is closed."""

    template_name = "kpss_plans/admin/progress.html"

    def get_page_title(self) -> str:
        return _("Progress in %(year)d") % {"year": self.year}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        closed = closed_year(self.page, self.year)
        if closed is not None:
            return self.show_closed(YearOfPlan.from_closed(closed))
        return self.show(report_forms(None, self.content, reports_of(self.page, self.content, self.year)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            self.page = lock_plan(self.page)
            content = self.content = content_reported_on(self.page)
            rows = report_forms(request.POST, content, reports_of(self.page, content, self.year))
            if closed_year(self.page, self.year) is not None:
                messages.error(
                    request, _("The evaluation of this year has been closed meanwhile, so nothing was saved.")
                )
                return self.show(rows)
            changes = {report_key(self.page, row.measure): row.change() for row in rows if row.is_bound}
            changed = {key: change for key, change in changes.items() if change is not None}
            faults = sum(row.has_faults() for row in rows)
            if faults:
                sentence = ngettext(
                    "%(count)d measure needs your attention. Nothing was saved yet; correct it and save again.",
                    "%(count)d measures need your attention. Nothing was saved yet; correct them and save again.",
                    faults,
                )
                messages.error(request, sentence % {"count": faults})
                return self.show(rows)
            save_reports(self.page, self.year, changed, self.user)
        sentence = ngettext("%(count)d report was saved.", "%(count)d reports were saved.", len(changed))
        messages.success(request, sentence % {"count": len(changed)} if changed else _("Nothing has changed."))
        return self.back()

    def show(self, rows: list[ReportForm]) -> HttpResponse:
        groups = [
            {"title": title, "rows": list(found)}
            for title, found in groupby(rows, key=lambda row: priority_of(self.content, row.measure))
        ]
        reported = sum(bool(row.stored and row.stored.state) for row in rows)
        return self.render_to_response(
            self.get_context_data(
                groups=groups,
                faults=[row for row in rows if row.has_faults()],
                said=_("%(reported)d of %(count)d reported") % {"reported": reported, "count": len(rows)},
                is_draft=not (self.page.live or self.page.first_published_at),
                currency=self.content.currency,
            )
        )

    def show_closed(self, year: YearOfPlan) -> HttpResponse:
        self.template_name = "kpss_plans/admin/progress_closed.html"
        return self.render_to_response(
            self.get_context_data(
                closed=year,
                groups=[{"title": title, "rows": rows} for title, rows in by_priority(year.rows).items()],
                figures=figures_of(year),
                reopen_form=ReopenForm() if manages_town(self.user, self.town.site_id) else None,
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = [{"year": year, "url": self.url("kpss_plans_progress_year", year)} for year in self.years]
        return super().get_context_data(year=self.year, years=years, **kwargs)


class CloseView(ProgressScreen):
    """Ask before the evaluation of a year is closed."""

    header_icon = "lock"
    template_name = "kpss_plans/admin/progress_close.html"

    def get_page_title(self) -> str:
        return _("Close the evaluation of %(year)d") % {"year": self.year}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obstacle = self.why_not()
        if obstacle:
            messages.warning(request, obstacle)
            return self.back()
        year = year_of(self.page, self.year, self.content)
        return self.render_to_response(
            self.get_context_data(
                year=self.year,
                figures=figures_of(year),
                missing=[row for row in year.rows if row.state == NOT_REPORTED],
                back_url=self.url("kpss_plans_progress_year", self.year),
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obstacle = self.why_not()
        if obstacle:
            messages.warning(request, obstacle)
        else:
            close_year(self.page, self.year, self.user)
            messages.success(request, _("The evaluation of %(year)d is closed.") % {"year": self.year})
        return self.back()

    def why_not(self) -> str:
        """Return the sentence that says why the year cannot be closed now, "" when it can."""
        if closed_year(self.page, self.year) is not None:
            return _("The evaluation of this year is closed already.")
        if self.year > self.page.town_today.year:
            return _("The year has not begun yet, so its evaluation cannot be closed.")
        if not self.content.measures:
            return _("The plan has no measures, so there is nothing to close.")
        return ""


class ReopenForm(forms.Form):
    """Why a closed evaluation is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why the evaluation is opened again.")},
    )


class ReopenView(ProgressScreen):
    """Open a closed evaluation again; for managers and administrators."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not manages_town(self.user, self.town.site_id):
            raise PermissionDenied
        form = ReopenForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(sentence) for found in form.errors.values() for sentence in found))
        else:
            reopen_year(self.page, self.year, form.cleaned_data["reason"], self.user)
            messages.success(request, _("The evaluation of %(year)d is open again.") % {"year": self.year})
        return self.back()


def figures_of(year: YearOfPlan) -> list[dict[str, Any]]:
    """Return how many measures are in each state, with the state in words."""
    return [
        {"label": MeasureState(state).label if state else _("not reported yet"), "count": count}
        for state, count in year.counts().items()
    ]
