"""The inbox of what the public reports: read, and marked as done when somebody has seen to it."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from kpss_pages.barrier_free.choices import ReportState, ReportSubject
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, BarrierReport, Place
from kpss_pages.core.sections import section_page
from sites.tenancy.town_screens import TownScreen, lead_to

PER_PAGE = 50
DONE_ACTION = "kpss_barrier_free.report_done"
REOPEN_ACTION = "kpss_barrier_free.report_reopened"


@dataclass(frozen=True)
class ReportFilters:
    """Which reports are shown: the open ones unless asked otherwise, of one subject, of one place (0 for all)."""

    state: str = ReportState.OPEN
    subject: str = ""
    place: int = 0

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read what an address or a form asks for; what is none of the choices is left out."""
        state, subject = query.get("state", ""), query.get("subject", "")
        return cls(
            state if state in ReportState.values else ReportState.OPEN,
            subject if subject in ReportSubject.values else "",
            number_in(query.get("place", "")),
        )

    def apply(self, reports: "QuerySet[BarrierReport]") -> "QuerySet[BarrierReport]":
        chosen = {"subject": self.subject, "place": self.place}
        return reports.filter(state=self.state, **{name: value for name, value in chosen.items() if value})

    @property
    def query(self) -> str:
        """The same as it stands in an address."""
        chosen = {"state": "" if self.state == ReportState.OPEN else self.state, "subject": self.subject}
        return urlencode({name: value for name, value in {**chosen, "place": self.place}.items() if value})


def number_in(text: str) -> int:
    """Return a key of a row that somebody has sent, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


class ReportsScreen(TownScreen):
    """What both screens have in common."""

    page_title = gettext_lazy("Reports of barriers")
    header_icon = "warning"
    kept_model, above = BarrierReport, Place

    @property
    def reports(self) -> "QuerySet[BarrierReport]":
        """The town's; never those of places of another one."""
        return BarrierReport.objects.filter(site=self.town.site_id).select_related("place", "done_by")

    def back(self, filters: ReportFilters, **more: Any) -> str:
        query = "&".join(part for part in (filters.query, urlencode(more)) if part)
        return f"{self.url('kpss_barrier_free_reports')}?{query}".removesuffix("?")


class ReportsView(ReportsScreen):
    """The list."""

    template_name = "kpss_barrier_free/admin/reports.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filters = ReportFilters.of(request.GET)
        page = Paginator(filters.apply(self.reports), PER_PAGE).get_page(request.GET.get("p"))
        mine = {"state": ReportState.DONE, "done_by": self.user, "pk": number_in(request.GET.get("done", ""))}
        index = section_page(BarrierFreeIndexPage, self.town)
        context = self.get_context_data(
            filters=filters,
            page=page,
            rows=[(report, self.public_url(index, report.place)) for report in page],
            subjects=ReportSubject.choices,
            states=ReportState.choices,
            of_place=Place.objects.in_town(self.town.site_id).filter(pk=filters.place).first(),
            just_done=self.reports.filter(**mine).first() if mine["pk"] else None,
            list_url=self.url("kpss_barrier_free_reports"),
            decide_url=self.url("kpss_barrier_free_reports_decide"),
            number_of_open=self.reports.filter(state=ReportState.OPEN).count(),
        )
        return self.render_to_response(context)

    def public_url(self, index: BarrierFreeIndexPage | None, place: Place) -> str:
        return f"{index.full_url}{place.address_below}" if index is not None and place.is_published else ""


class DecideView(ReportsScreen):
    """Marks a report as done or opens it again."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filters = ReportFilters.of(QueryDict(request.POST.get("filters", "")))
        report = self.reports.filter(pk=number_in(request.POST.get("report", ""))).first()
        action = request.POST.get("action")
        if report is None or action not in ("done", "reopen"):
            raise Http404
        if action == "done":
            if mark_done(report, self.user):
                log(instance=report.place, action=DONE_ACTION)
            return redirect(self.back(filters, done=report.pk))
        if reopen(report):
            log(instance=report.place, action=REOPEN_ACTION)
            said = {"place": report.place.name}
            messages.success(request, _("The report of “%(place)s” is open again.") % said)
        return redirect(self.back(filters))


def mark_done(report: BarrierReport, user: Any) -> bool:
    """Mark a report as done and forget whose it was; return False when it had been already."""
    still_open = BarrierReport.objects.filter(pk=report.pk, state=ReportState.OPEN)
    return bool(still_open.update(state=ReportState.DONE, done_at=timezone.now(), done_by=user, email=""))


def reopen(report: BarrierReport) -> bool:
    """Open a report again; the e-mail is not there any more. Return False when it was open."""
    done = BarrierReport.objects.filter(pk=report.pk, state=ReportState.DONE)
    return bool(done.update(state=ReportState.OPEN, done_at=None, done_by=None))


def reports_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the inbox of the only town whose map somebody keeps, or let them choose."""
    return lead_to(request, "kpss_barrier_free_reports", _("Reports of barriers"), "warning", BarrierReport)
