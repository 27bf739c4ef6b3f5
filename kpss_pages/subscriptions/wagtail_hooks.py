from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from kpss_pages.subscriptions import desk


@hooks.register("register_admin_urls")
def subscription_urls() -> list[URLPattern]:
    return [
        path("subscriptions/", desk.towns, name="subscriptions_towns"),
        path("subscriptions/<int:site_id>/", desk.desk, name="subscriptions_desk"),
    ]


class SubscribersMenuItem(MenuItem):
    """Shown to those who plan for a town."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(desk.sites_planned_by(request.user).exists())


@hooks.register("register_settings_menu_item")
def subscribers_menu_item() -> MenuItem:
    return SubscribersMenuItem(
        _("Subscribers"), reverse("subscriptions_towns"), name="subscribers", icon_name="mail", order=150
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(desk.REMOVE_ACTION, _("Remove a subscriber"), _("Removed a subscriber on request"))
