"""What the registers hang into Wagtail's admin."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from kpss_pages.catalog.models import CatalogSettings
from kpss_pages.catalog.registers.beginning import READ_ACTION
from kpss_pages.catalog.registers.urls import urlpatterns
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_catalog_menu_item")
def register_menu_item() -> MenuItem:
    url = reverse("kpss_catalog_register_towns")
    return KeepersMenuItem(
        _("Register of services"), url, name="catalog-register", icon_name="download", order=35, model=CatalogSettings
    )


@hooks.register("register_log_actions")
def register_reading(actions: LogActionRegistry) -> None:
    actions.register_action(READ_ACTION, _("Read a register"), _("Had a register read"))
