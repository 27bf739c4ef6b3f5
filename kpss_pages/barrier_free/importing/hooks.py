"""What the import of places hangs into Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from kpss_pages.barrier_free.importing.applying import PLACES_IMPORT
from kpss_pages.barrier_free.importing.views import ImportView, TableView, import_towns
from kpss_pages.barrier_free.models import Place
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLPattern]:
    screen = "barrier-free/<int:site_id>/import/"
    return [
        path("barrier-free/import/", import_towns, name="kpss_barrier_free_import_towns"),
        path(screen, ImportView.as_view(), name="kpss_barrier_free_import"),
        path(f"{screen}<slug:what>.<slug:kind>", TableView.as_view(), name="kpss_barrier_free_import_template"),
    ]


@hooks.register("register_barrier_free_menu_item")
def register_import_item() -> MenuItem:
    url = reverse("kpss_barrier_free_import_towns")
    return KeepersMenuItem(
        _("Import of places"), url, name="barrier-free-import", icon_name="upload", order=40, model=Place
    )


@hooks.register("register_log_actions")
def register_import(actions: LogActionRegistry) -> None:
    actions.register_action(PLACES_IMPORT.action, _("Import of places"), _("Imported places"))
