"""What the confirmations hang into Wagtail's admin; imported by ``wagtail_hooks.py``."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.catalog.confirming import desk
from kpss_pages.catalog.confirming.answers import ANSWER_ACTION
from kpss_pages.catalog.confirming.summary import CallsSummaryItem
from kpss_pages.catalog.models import CatalogSettings
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def coverage_urls() -> list[URLPattern]:
    return [
        path("catalog/confirmations/", desk.coverage_towns, name="kpss_catalog_coverage_towns"),
        path("catalog/<int:site_id>/confirmations/", desk.coverage, name="kpss_catalog_coverage"),
        path("catalog/<int:site_id>/confirmations/act/", desk.act, name="kpss_catalog_coverage_act"),
        path("catalog/<int:site_id>/confirmations/list.csv", desk.phone_list, name="kpss_catalog_coverage_list"),
    ]


@hooks.register("register_catalog_menu_item")
def coverage_menu_item() -> MenuItem:
    url = reverse("kpss_catalog_coverage_towns")
    return KeepersMenuItem(
        _("Confirmations"), url, name="catalog-coverage", icon_name="check", order=40, model=CatalogSettings
    )


@hooks.register("construct_homepage_summary_items")
def add_calls(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(CallsSummaryItem(request))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(desk.ASK_ACTION, _("Ask a provider"), _("Asked the provider whether its entries hold"))
    actions.register_action(
        desk.TELEPHONE_ACTION, _("Confirm by telephone"), _("Noted that the provider has confirmed by telephone")
    )
    actions.register_action(desk.LINK_ACTION, _("Copy a link"), _("Copied the provider's link for confirming"))
    actions.register_action(ANSWER_ACTION, _("Answer of a provider"), _("The provider has confirmed its entries"))
