"""What redirects hang into Wagtail; imported by ``sites/wagtail_hooks.py``."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.managed_towns import TownManagersMenuItem


@hooks.register("register_admin_urls")
def register_redirect_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("sites.redirects.urls"))]


@hooks.register("register_settings_menu_item")
def register_redirects_menu_item() -> MenuItem:
    return TownManagersMenuItem(
        _("Redirects"), reverse("redirects_towns"), name="town-redirects", icon_name="redirect", order=120
    )
