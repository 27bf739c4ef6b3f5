"""On the admin's start page: what waits on the barrier-free map of the person's town."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.barrier_free.choices import ReportState
from kpss_pages.barrier_free.desk.lists import overdue
from kpss_pages.barrier_free.models import BarrierReport, Place, Survey
from sites.tenancy.town_screens import only_town_kept_by


class BarrierFreeSummaryItem(SummaryItem):
    """Shown to those who keep the map of one town, when there is something to do: three lines at most."""

    order = 430
    template_name = "kpss_barrier_free/admin/summary.html"
    request: HttpRequest

    @cached_property
    def site_id(self) -> int | None:
        return only_town_kept_by(self.request.user, BarrierReport)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many surveys wait, reports are open, and places on the site are to be surveyed again."""
        if self.site_id is None:
            return {}
        return {
            "waiting": Survey.objects.in_town(self.site_id).waiting().count(),
            "reports": BarrierReport.objects.filter(site=self.site_id, state=ReportState.OPEN).count(),
            "overdue": Place.objects.in_town(self.site_id).published().filter(overdue()).count(),
        }

    def is_shown(self) -> bool:
        return any(self.counts.values())

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        site_id, model = self.site_id or 0, Place.snippet_viewset
        return {
            **self.counts,
            "waiting_url": reverse("kpss_barrier_free_surveys", args=[site_id]),
            "reports_url": reverse("kpss_barrier_free_reports", args=[site_id]),
            "overdue_url": f"{reverse(model.get_url_name('list'))}?survey=overdue&state=shown",
        }
