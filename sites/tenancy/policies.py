"""Permission policies: rows of towns open town by town, the platform's own models to its administrators only."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from sites.models import TownSettings
from sites.tenancy.file_policy import register_file_policies
from sites.tenancy.page_policy import register_page_policy
from sites.tenancy.shared import PLATFORM, SHARED

STOCK_POLICIES = ("wagtailcore.Collection",)
"""Models without a town that keep Wagtail's policy: what somebody may file where stands on it."""


class TownRowPolicy(SitePermissionPolicy):
    """Rows with a ``site``: what a role may do is granted for one town at a time.

    A permission granted the Django way would open the rows of every town, so such grants do not count.
    """

    def _user_has_global_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return False


class AdministratorPolicy(BasePermissionPolicy):
    """Nobody but the platform's administrators, whatever permissions somebody was given by mistake."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[Any]":
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


def register() -> None:
    """Register the policies of this app's models, of pages and of files with Wagtail."""
    register_town_rows(TownSettings)
    register_page_policy()
    register_file_policies()


def register_town_rows(model: type[Model]) -> None:
    """Let the towns' roles decide about rows of a model with a ``site`` field; called by page kinds when they start."""
    register_permission_policy(model, TownRowPolicy(model))


def close_platform_models() -> None:
    """Close the platform's models; called when the hooks load, after every app has registered its own policy."""
    for label in (*PLATFORM, *SHARED):
        if label not in STOCK_POLICIES:
            model = apps.get_model(label)
            register_permission_policy(model, AdministratorPolicy(model))
