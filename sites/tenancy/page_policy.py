"""Who may do what with pages. Wagtail's answers, worked out without a look at one granted place after the other.

Wagtail adds a condition to its queries for every grant. Somebody who looks after a region has thousands of them.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import AbstractPage, GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from sites.tenancy.grants import Grants
from sites.tenancy.trees import ancestors_of, common_top_of, under

EXPLORE_ACTIONS = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


class TownPagePolicy(PagePermissionPolicy):
    """Wagtail's policy of pages, whose cost does not grow with the number of towns that somebody works for."""

    def get_all_permissions_for_user(self, user: Any) -> Grants:
        return Grants.of(user, GroupPagePermission, "page")

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        known = self._base_user_has_permission(user)
        if known is not None:
            return bool(known)
        granted = self._grants(user).codenames_at(instance.path)
        if self._get_permission_codename("add") in granted and instance.owner_id == user.pk:
            granted.add(self._get_permission_codename("change"))
        return bool(set(self._get_permission_codenames(actions)) & granted)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Any]":
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        return self.model._default_manager.filter(self._where_granted(user, set(actions)))

    def explorable_instances(self, user: Any) -> "QuerySet[Any]":
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        above = ancestors_of(self._grants(user).codenames_by_path)
        return self.model._default_manager.filter(self._where_granted(user, EXPLORE_ACTIONS) | Q(path__in=above))

    def explorable_root_instance(self, user: Any) -> Any:
        name = self._explorable_root_instance_cache_name
        if user.is_superuser or hasattr(user, name):
            return super().explorable_root_instance(user)
        path = common_top_of(self._grants(user).paths(self._get_permission_codenames(EXPLORE_ACTIONS)))
        root = self.model.base_page_model.objects.filter(path=path).first() if path else None
        setattr(user, name, root)
        return root

    def instances_with_direct_explore_permission(self, user: Any) -> "QuerySet[Any]":
        if user.is_superuser:
            found: QuerySet[Any] = super().instances_with_direct_explore_permission(user)
            return found
        paths = self._grants(user).paths(self._get_permission_codenames(EXPLORE_ACTIONS))
        return self.model.base_page_model.objects.filter(path__in=paths)

    def _grants(self, user: Any) -> Grants:
        found: Grants = self.get_cached_permissions_for_user(user)
        return found

    def _where_granted(self, user: Any, actions: Iterable[str]) -> Q:
        actions = set(actions)
        grants = self._grants(user)
        condition = under(grants.paths(self._get_permission_codenames(actions)))
        if "change" in actions and "add" not in actions:
            # With "add" goes what one has made oneself.
            condition |= Q(owner=user) & under(grants.paths([self._get_permission_codename("add")]))
        return condition


def register_page_policy() -> None:
    """Put the policy in the place of Wagtail's; called when apps start."""
    register_permission_policy(AbstractPage, TownPagePolicy(Page))
