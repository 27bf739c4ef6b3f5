"""The admin's start page and menus: own towns' figures, and no screen that leads nowhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.views import home
from wagtail.models import Page

from sites.tenancy.my_towns import MyTownsPanel, works_for_several
from sites.tenancy.scope import is_page_in_scope, pages_in_scope

HIDDEN_REPORTS = ("page-types-usage",)
"""Reports for the platform's administrators, by the name of their menu item."""

ENGLISH_HELP = ("whats-new-in-wagtail", "editor-guide")
"""Menu items that lead to English pages on another site, by the beginning of their name."""


class TownPagesSummaryItem(PagesSummaryItem):
    """Counts the pages of the person's towns; Wagtail counts those below the common ancestor, which may be all."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        if not self.request.user.is_superuser:
            context["total_pages"] = pages_in_scope(self.request.user).count()
        return context


def count_own_pages(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Hook ``construct_homepage_summary_items``."""
    items[:] = [TownPagesSummaryItem(request) if type(item) is PagesSummaryItem else item for item in items]


class OwnWorkflowsPanel(home.UserObjectsInWorkflowModerationPanel):
    """Without pages of a town that the person has left."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["workflow_states"] = [
            state for state in context["workflow_states"] if _is_own(parent_context, state.content_object)
        ]
        return context


class OwnRecentEditsPanel(home.RecentEditsPanel):
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["last_edits"] = [edit for edit in context["last_edits"] if _is_own(parent_context, edit[1])]
        return context


class OwnLockedPagesPanel(home.LockedPagesPanel):
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        own = pages_in_scope(parent_context["request"].user).values("pk")
        context["locked_pages"] = context["locked_pages"].filter(pk__in=own)
        return context


class OwnModerationPanel(home.WorkflowObjectsToModeratePanel):
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["states"] = [state for state in context["states"] if _is_own(parent_context, state["obj"])]
        return context


def _is_own(parent_context: Mapping[str, Any], instance: Any) -> bool:
    return isinstance(instance, Page) and is_page_in_scope(parent_context["request"].user, instance.pk)


PANELS: Mapping[type, Callable[[], Any]] = {
    home.UserObjectsInWorkflowModerationPanel: OwnWorkflowsPanel,
    home.RecentEditsPanel: OwnRecentEditsPanel,
    home.LockedPagesPanel: OwnLockedPagesPanel,
    home.WorkflowObjectsToModeratePanel: OwnModerationPanel,
}


def show_own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Hook ``construct_homepage_panels``."""
    panels[:] = [PANELS[type(panel)]() if type(panel) in PANELS else panel for panel in panels]
    if request.user.is_superuser or works_for_several(request.user):
        panels.append(MyTownsPanel())


def hide_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook ``construct_reports_menu``; wagtail-localize's item speaks the language of whom a process served first."""
    for item in items:
        if item.url == reverse("wagtail_localize:translations_report"):
            item.label = _("Translations")
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


def hide_english_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook ``construct_help_menu``: what is left speaks the person's language."""
    items[:] = [item for item in items if not item.name.startswith(ENGLISH_HELP)]
