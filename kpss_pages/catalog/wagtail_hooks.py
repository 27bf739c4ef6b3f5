"""Puts the catalogue into the admin."""

from typing import Any

from django.db.models import Model
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from kpss_pages.catalog.confirming import hooks as confirming_hooks  # noqa: F401
from kpss_pages.catalog.desk.bulk import HideServices, ShowServices
from kpss_pages.catalog.desk.confirming_button import ConfirmMenuItem
from kpss_pages.catalog.guide import hooks as guide_hooks  # noqa: F401
from kpss_pages.catalog.viewsets import CatalogGroup

register_snippet(CatalogGroup)

hooks.register("register_bulk_action", ShowServices)
hooks.register("register_bulk_action", HideServices)


@hooks.register("register_snippet_action_menu_item")
def add_confirmation(model: type[Model]) -> Any:
    return ConfirmMenuItem()
