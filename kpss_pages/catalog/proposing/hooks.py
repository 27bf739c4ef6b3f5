"""What the proposals hang into Wagtail's admin; imported by ``wagtail_hooks.py``."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.catalog.models import Proposal
from kpss_pages.catalog.proposing import views
from kpss_pages.catalog.proposing.summary import ProposalsSummaryItem
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def proposal_urls() -> list[URLPattern]:
    inbox = "catalog/<int:site_id>/proposals/"
    return [
        path("catalog/proposals/", views.inbox_towns, name="kpss_catalog_proposals_towns"),
        path(inbox, views.inbox, name="kpss_catalog_proposals"),
        path(f"{inbox}decide/", views.decide, name="kpss_catalog_proposals_decide"),
        path(f"{inbox}all/", views.decide_all, name="kpss_catalog_proposals_all"),
        path(f"{inbox}undo/", views.undo, name="kpss_catalog_proposals_undo"),
        path(f"{inbox}<int:number>/", views.proposal, name="kpss_catalog_proposal"),
    ]


@hooks.register("register_catalog_menu_item")
def proposals_menu_item() -> MenuItem:
    url = reverse("kpss_catalog_proposals_towns")
    return KeepersMenuItem(_("Proposals"), url, name="catalog-proposals", icon_name="comment", order=10, model=Proposal)


@hooks.register("construct_homepage_summary_items")
def add_number_of_proposals(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(ProposalsSummaryItem(request))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(views.ACCEPT_ACTION, _("Accept proposals"), _("Accepted proposals to the catalogue"))
    actions.register_action(views.REJECT_ACTION, _("Reject proposals"), _("Rejected proposals to the catalogue"))
    actions.register_action(views.REOPEN_ACTION, _("Reopen proposals"), _("Reopened proposals to the catalogue"))
