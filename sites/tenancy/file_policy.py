"""Who may do what with pictures and documents: Wagtail's answers, whatever the number of collections granted."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db.models import Model, QuerySet
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.models.media import CollectionQuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from sites.models import TownDocument, TownImage
from sites.tenancy.grants import Grants
from sites.tenancy.long_lists import is_long
from sites.tenancy.trees import under

OWNER = "uploaded_by_user"


class OfferedCollections(CollectionQuerySet):
    """Collections that are offered somewhere: how many they are is counted, and a long list of them is never read.

    Wagtail's views ask for the length to see whether there is anything to choose, and for the list to show it.
    """

    _length: int | None = None

    def __len__(self) -> int:
        if self._result_cache is not None or self.query.is_sliced:
            return super().__len__()  # ``get`` asks for the length and takes what has been read with it
        if self._length is None:
            self._length = self.count()
        return self._length

    def __bool__(self) -> bool:
        return len(self) > 0

    def get_indented_choices(self) -> list[tuple[int, str]]:
        """Return the list, without any where a chooser or a field for words stands in its place."""
        choices: list[tuple[int, str]] = [] if is_long(self) else super().get_indented_choices()
        return choices


def offered() -> OfferedCollections:
    ordered: OfferedCollections = OfferedCollections(Collection).order_by("path")
    return ordered


class TownFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy of files in collections, which adds a condition to its queries for every grant."""

    def get_all_permissions_for_user(self, user: Any) -> Grants:
        return Grants.of(user, GroupCollectionPermission, "collection")

    def _check_perm(self, user: Any, actions: Iterable[str], collection: Collection | None = None) -> bool:
        if not (user.is_active and user.is_authenticated):
            return False
        if user.is_superuser:
            return True
        grants: Grants = self.get_cached_permissions_for_user(user)
        if collection is None:
            return bool(grants.paths(self._codenames(actions)))
        return bool(grants.codenames_at(collection.path) & self._codenames(actions))

    def _collections_with_perm(self, user: Any, actions: Iterable[str]) -> "QuerySet[Collection]":
        grants: Grants = self.get_cached_permissions_for_user(user)
        return offered().filter(under(grants.paths(self._codenames(actions))))

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Collection]":
        if user.is_active and user.is_superuser:
            return offered()
        found: QuerySet[Collection] = super().collections_user_has_any_permission_for(user, actions)
        return found

    def _codenames(self, actions: Iterable[str]) -> set[str]:
        return {get_permission_codename(action, self.auth_model._meta) for action in actions}


FILES: tuple[tuple[type[Model], str], ...] = (
    (TownImage, "wagtailimages.Image"),
    (TownDocument, "wagtaildocs.Document"),
)
"""Our models of files, and Wagtail's whose permissions are granted for them."""


def register_file_policies() -> None:
    """Put the policies in the place of Wagtail's, which are registered for the model and its subclasses, maybe later."""
    for model, permissions_of in FILES:
        policy = TownFilePolicy(model, auth_model=permissions_of, owner_field_name=OWNER)
        register_permission_policy(model, policy, exact_class=True)
