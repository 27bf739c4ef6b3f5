"""What towns add to the admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from sites.audit import hooks as audit_hooks  # noqa: F401
from sites.documents import repair as document_hooks  # noqa: F401
from sites.managed_towns import ManagersMenuItem, TownManagersMenuItem
from sites.redirects import hooks as redirect_hooks  # noqa: F401
from sites.tenancy import hooks as tenancy_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def register_town_urls() -> list[URLPattern | URLResolver]:
    return [
        path("", include("sites.administration.urls")),
        path("", include("sites.people.urls")),
        path("", include("sites.accounts.town_screen")),
    ]


@hooks.register("insert_global_admin_js")
def start_widgets() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("kpss_sites/start-widgets.js"))


class TownsMenuItem(MenuItem):
    """Shown to the platform's administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_settings_menu_item")
def register_towns_menu_item() -> MenuItem:
    return TownsMenuItem(_("Towns"), reverse("towns"), icon_name="site", order=100)


@hooks.register("register_settings_menu_item")
def register_people_menu_item() -> MenuItem:
    return ManagersMenuItem(_("People"), reverse("people_towns"), icon_name="group", order=110)


@hooks.register("register_settings_menu_item")
def register_hosts_menu_item() -> MenuItem:
    return TownManagersMenuItem(_("Host names"), reverse("hosts_towns"), name="town-hosts", icon_name="site", order=130)


@hooks.register("register_account_menu_item")
def register_account_page(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("account"),
        "label": _("Password, second factor, sessions"),
        "help_text": _("How you sign in, and where you are signed in."),
    }


@hooks.register("register_log_actions")
def register_town_actions(actions: LogActionRegistry) -> None:
    for action, label, message in TOWN_ACTIONS:
        actions.register_action(f"kpss_sites.{action}", label, message)


TOWN_ACTIONS: list[tuple[str, Any, Any]] = [
    ("add_town", _("Add a town"), _("Added the town")),
    ("suspend_town", _("Suspend a town"), _("Changed the town's suspension")),
    ("remove_town", _("Remove a town"), _("Removed the town")),
    ("add_host", _("Add a host name"), _("Added a host name of the town")),
    ("change_host", _("Change the main host name"), _("Changed the town's main host name")),
    ("remove_host", _("Remove a host name"), _("Removed a host name of the town")),
    ("invite", _("Invite"), _("Invited a colleague")),
    ("change_roles", _("Change roles"), _("Changed a colleague's roles")),
    ("remove_person", _("Remove a person"), _("Removed a colleague from the town")),
    ("reset_second_factor", _("Reset a second factor"), _("Reset the second factor of an account")),
    ("change_sign_in", _("Change the town's own sign-in"), _("Changed the town's own sign-in")),
]
