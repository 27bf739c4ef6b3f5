"""Puts the catalogue into the admin."""

from typing import Any

from django.db.models import Model
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from kpss_pages.catalog.confirming import hooks as confirming_hooks  # noqa: F401
from kpss_pages.catalog.desk.bulk import HideServices, ShowServices
from kpss_pages.catalog.desk.confirming_button import ConfirmMenuItem
from kpss_pages.catalog.desk.urls import urlpatterns
from kpss_pages.catalog.guide import hooks as guide_hooks  # noqa: F401
from kpss_pages.catalog.importing.applying import SERVICES_IMPORT
from kpss_pages.catalog.models import SearchWithoutResult, Service
from kpss_pages.catalog.proposing import hooks as proposing_hooks  # noqa: F401
from kpss_pages.catalog.registers import hooks as register_hooks  # noqa: F401
from kpss_pages.catalog.viewsets import CatalogGroup
from sites.tenancy.town_screens import KeepersMenuItem

register_snippet(CatalogGroup)

hooks.register("register_bulk_action", ShowServices)
hooks.register("register_bulk_action", HideServices)


@hooks.register("register_snippet_action_menu_item")
def add_confirmation(model: type[Model]) -> Any:
    return ConfirmMenuItem()


@hooks.register("register_admin_urls")
def register_desk() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_catalog_menu_item")
def register_import_item() -> MenuItem:
    url = reverse("kpss_catalog_import_towns")
    return KeepersMenuItem(
        _("Import of services"), url, name="catalog-import", icon_name="upload", order=40, model=Service
    )


@hooks.register("register_catalog_menu_item")
def register_searches_item() -> MenuItem:
    url = reverse("kpss_catalog_searches_towns")
    label = _("Searches without a result")
    return KeepersMenuItem(
        label,
        url,
        name="catalog-searches",
        icon_name="search",
        order=50,
        model=SearchWithoutResult,
        actions=("view",),
    )


@hooks.register("register_log_actions")
def register_import(actions: Any) -> None:
    actions.register_action(SERVICES_IMPORT.action, _("Import of services"), _("Imported services"))
