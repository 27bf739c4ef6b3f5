"""What the desk hangs into Wagtail's admin; imported by ``wagtail_hooks.py``."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.barrier_free.desk import editions, links, reports
from kpss_pages.barrier_free.desk.bulk import HidePlaces, ShowPlaces
from kpss_pages.barrier_free.desk.summary import BarrierFreeSummaryItem
from kpss_pages.barrier_free.models import BarrierReport
from kpss_pages.barrier_free.surveying.newer import JUDGE_ACTION
from sites.tenancy.town_screens import KeepersMenuItem

hooks.register("register_bulk_action", ShowPlaces)
hooks.register("register_bulk_action", HidePlaces)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    inbox, link = "barrier-free/<int:site_id>/reports/", "barrier-free/<int:site_id>/links/<int:number>/"
    return [
        path("barrier-free/reports/", reports.reports_towns, name="kpss_barrier_free_reports_towns"),
        path(inbox, reports.ReportsView.as_view(), name="kpss_barrier_free_reports"),
        path(f"{inbox}decide/", reports.DecideView.as_view(), name="kpss_barrier_free_reports_decide"),
        path("barrier-free/editions/", editions.editions_towns, name="kpss_barrier_free_editions_towns"),
        path(
            "barrier-free/<int:site_id>/editions/", editions.EditionsView.as_view(), name="kpss_barrier_free_editions"
        ),
        path(link, links.LinkView.as_view(), name="kpss_barrier_free_link"),
        path(f"{link}sheet/<slug:language>/", links.SheetView.as_view(), name="kpss_barrier_free_link_sheet"),
    ]


@hooks.register("register_barrier_free_menu_item")
def reports_menu_item() -> MenuItem:
    url = reverse("kpss_barrier_free_reports_towns")
    label = _("Reports of barriers")
    return KeepersMenuItem(label, url, name="barrier-free-reports", icon_name="warning", order=20, model=BarrierReport)


@hooks.register("construct_homepage_summary_items")
def add_what_waits(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(BarrierFreeSummaryItem(request))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(reports.DONE_ACTION, _("Mark a report as done"), _("Marked a report of a barrier as done"))
    actions.register_action(reports.REOPEN_ACTION, _("Reopen a report"), _("Reopened a report of a barrier"))
    actions.register_action(links.STOP_ACTION, _("Stop a link"), _("Stopped the link for volunteers"))
    actions.register_action(links.RESUME_ACTION, _("Resume a link"), _("Opened the link for volunteers again"))
    actions.register_action(
        JUDGE_ACTION, _("Judge places again"), _("Judged places again by a newer edition of the method")
    )
