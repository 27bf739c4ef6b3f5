"""What somebody was granted in a tree of pages or collections, read at once and asked by path."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from treebeard.mp_tree import MP_Node

from sites.tenancy.trees import ancestors_of


@dataclass(frozen=True, slots=True)
class GrantedPlace:
    """The page or collection that a grant was given on, as far as Wagtail's views look at it."""

    pk: int
    path: str

    @property
    def depth(self) -> int:
        return len(self.path) // MP_Node.steplen


@dataclass(frozen=True, slots=True)
class GrantedAction:
    codename: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A row of ``GroupPagePermission`` or ``GroupCollectionPermission``, without loading the models it names."""

    place: GrantedPlace
    permission: GrantedAction

    @property
    def page(self) -> GrantedPlace:
        return self.place

    @property
    def page_id(self) -> int:
        return self.place.pk


class Grants(list[Grant]):
    """All that a person was granted in one tree."""

    @classmethod
    def of(cls, user: Any, model: type[Model], place: str) -> "Grants":
        """Return the grants of a person's groups among the rows of a model, whose field ``place`` says where; none of
        somebody who may do nothing and of an administrator, who needs none.
        """
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return cls()
        fields = (f"{place}_id", f"{place}__path", "permission__codename")
        rows = model._default_manager.filter(group__user=user).values_list(*fields).distinct()
        return cls(Grant(GrantedPlace(pk, path), GrantedAction(codename)) for pk, path, codename in rows)

    @cached_property
    def codenames_by_path(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for grant in self:
            found.setdefault(grant.place.path, set()).add(grant.permission.codename)
        return found

    def paths(self, codenames: Iterable[str]) -> list[str]:
        """Return where any of these was granted."""
        wanted = set(codenames)
        return [path for path, granted in self.codenames_by_path.items() if granted & wanted]

    def codenames_at(self, path: str) -> set[str]:
        """Return what was granted on a place or above it."""
        places = (*ancestors_of([path]), path)
        return {codename for place in places for codename in self.codenames_by_path.get(place, ())}
