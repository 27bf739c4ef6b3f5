"""What the guide hangs into Wagtail's admin."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from kpss_pages.catalog.guide.beginning import MAKE_ACTION
from kpss_pages.catalog.guide.desk import CHANGE_ACTION
from kpss_pages.catalog.guide.urls import urlpatterns
from kpss_pages.catalog.models import GuideEdition
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_catalog_menu_item")
def guide_menu_item() -> MenuItem:
    url = reverse("kpss_catalog_guide_towns")
    return KeepersMenuItem(
        _("Printed guide"),
        url,
        name="catalog-guide",
        icon_name="doc-full",
        order=60,
        model=GuideEdition,
        actions=("add",),
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(MAKE_ACTION, _("Make the printed guide"), _("Had the printed guide made"))
    actions.register_action(CHANGE_ACTION, _("Change an edition of the guide"), _("Changed an edition of the guide"))
