from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from kpss_pages.plans.desk.history import FORMATTERS
from kpss_pages.plans.desk.upload_views import FilesView, UploadView
from kpss_pages.plans.desk.uploading import UPLOAD_ACTION
from kpss_pages.plans.desk.urls import urlpatterns
from kpss_pages.plans.models import PlanIndexPage, PlanPage
from kpss_pages.plans.permissions import may_open_section
from kpss_pages.plans.spreadsheet.applying import SPREADSHEET_ACTION
from kpss_pages.plans.spreadsheet.views import SpreadsheetTemplateView, SpreadsheetView


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern]:
    return [
        path("plans/<int:page_id>/upload/", UploadView.as_view(), name="kpss_plans_upload"),
        path("plans/<int:page_id>/files/", FilesView.as_view(), name="kpss_plans_files"),
        *urlpatterns,
    ]


@hooks.register("register_admin_urls")
def spreadsheet_urls() -> list[URLPattern]:
    return [
        path("plans/<int:page_id>/spreadsheet/", SpreadsheetView.as_view(), name="kpss_plans_spreadsheet"),
        path(
            "plans/<int:page_id>/spreadsheet/template/",
            SpreadsheetTemplateView.as_view(),
            name="kpss_plans_spreadsheet_template",
        ),
    ]


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user, priority=3)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user, priority=12)


def _buttons(page: Page, user: Any, priority: int) -> Iterator[Button]:
    if isinstance(page, PlanPage) and page.permissions_for_user(user).can_edit():
        for label, name, icon in (
            (_("Goals and measures"), "kpss_plans_content", "list-ol"),
            (_("Spreadsheet"), "kpss_plans_spreadsheet", "table"),
            (_("Yearly progress"), "kpss_plans_progress", "tasks"),
            (_("Upload files"), "kpss_plans_upload", "upload"),
        ):
            yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


@hooks.register("before_create_page")
def keep_sections_for_planners(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """A section gives rights by being made, so only those who may hold them make one."""
    if page_class is PlanIndexPage and not may_open_section(request.user, parent_page):
        raise PermissionDenied


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action(UPLOAD_ACTION)
    class UploadFormatter(LogFormatter):
        label = _("Upload files")

        def format_message(self, log_entry: Any) -> str:
            titles = log_entry.data.get("files", [])
            return ngettext("Added a file: %(titles)s", "Added files: %(titles)s", len(titles)) % {
                "titles": ", ".join(titles)
            }

    @actions.register_action(SPREADSHEET_ACTION)
    class SpreadsheetFormatter(LogFormatter):
        label = _("Apply a spreadsheet")

        def format_message(self, log_entry: Any) -> str:
            counts = {name: log_entry.data.get(name, 0) for name in ("created", "changed", "removed")}
            return gettext("Applied a spreadsheet: new %(created)d, changed %(changed)d, removed %(removed)d") % counts


@hooks.register("register_log_actions")
def log_changes_of_content(actions: Any) -> None:
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)
