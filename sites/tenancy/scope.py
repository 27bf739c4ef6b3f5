"""Whose is this: the town of an object, the towns of a person, and what of a model a person may know of."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from wagtail.models import Collection, CollectionMember, Page, PageViewRestriction, Site
from wagtail.permissions import policy_registry

from sites.models import TownSettings, User
from sites.models.media import collection_ancestor_paths
from sites.page_urls import TOWN_DEPTH, TOWN_PATH_LENGTH, root_paths_of
from sites.tenancy.shared import is_shared
from sites.tenancy.trees import under
from sites.towns import town_of_site

FILE_ACTIONS = ("add", "change", "delete", "choose")


def site_of(instance: Model) -> Site | None:
    """Return the site of the town that an object belongs to; None for what belongs to no town.

    Pages belong by tree, collections and files by collection, rows by their ``site`` or ``town``.
    """
    site_id = site_id_of(instance)
    return Site.objects.select_related("root_page__locale").filter(pk=site_id).first() if site_id else None


def town_of(instance: Any) -> TownSettings | None:
    """Return the town of ``site_of`` from the cache, with its rows and images; at once where a list knows it."""
    known: TownSettings | None = getattr(instance, "known_town", None)
    if known is not None:
        return known
    site_id = site_id_of(instance)
    return town_of_site(site_id) if site_id else None


def site_id_of(instance: Any) -> int | None:
    """Return the primary key of ``site_of`` without loading the site."""
    if isinstance(instance, Page):
        root_paths = root_paths_of(instance.path or "")
        return root_paths[0].site_id if root_paths else None
    if isinstance(instance, Collection):
        return _site_id_of_collection(instance)
    if isinstance(instance, Site):
        return instance.pk
    if hasattr(instance, "collection_id"):
        return _site_id_of_collection(instance.collection)
    if hasattr(instance, "site_id"):
        return instance.site_id
    if hasattr(instance, "town_id"):
        return instance.town.site_id if instance.town_id else None
    return None


def _site_id_of_collection(collection: Collection) -> int | None:
    return (
        Collection.objects.filter(path__in=collection_ancestor_paths(collection), town__isnull=False)
        .values_list("town__site_id", flat=True)
        .first()
    )


def site_lookup(model: type[Model]) -> str | None:
    """Return the field path from a row to its site ("site", "town__site"), None for a model without one."""
    for name, lookup in (("site", "site"), ("town", "town__site")):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.many_to_one or (field.one_to_one and field.concrete):
            return lookup
    return None


def sites_of(user: "User | AnonymousUser") -> "QuerySet[Site]":
    """Return the sites of the towns that a person works for; all for the platform's administrators."""
    if not user.is_active:
        return Site.objects.none()
    if user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(town_roles__group__user=user).distinct()


def works_for(user: "User | AnonymousUser", site_id: int | None) -> bool:
    """Return whether a person works for a town; administrators work for all, and alone for what has no town."""
    if not user.is_active:
        return False
    return bool(user.is_superuser) or (site_id is not None and sites_of(user).filter(pk=site_id).exists())


def home_paths_of(user: "User | AnonymousUser") -> list[str]:
    """Return the tree paths of a person's towns, one a town and language, asked for once a request."""
    paths: list[str] | None = getattr(user, "_kpss_home_paths", None)
    if paths is None:
        keys = sites_of(user).values("root_page__translation_key")
        paths = list(Page.objects.filter(depth=TOWN_DEPTH, translation_key__in=keys).values_list("path", flat=True))
        user._kpss_home_paths = paths  # type: ignore[union-attr]
    return paths


def pages_in_scope(user: "User | AnonymousUser") -> "QuerySet[Page]":
    """Return the pages of a person's towns, drafts included; all for the platform's administrators."""
    if user.is_active and user.is_superuser:
        return Page.objects.all()
    return Page.objects.filter(under(home_paths_of(user)))


def private_paths_of(user: "User | AnonymousUser") -> list[str]:
    """Return the paths of private pages that a person may come across: in their towns, and above all towns."""
    found = PageViewRestriction.objects.all()
    if not (user.is_active and user.is_superuser):
        found = found.filter(Q(page__in=pages_in_scope(user)) | Q(page__depth__lt=TOWN_DEPTH))
    return list(found.values_list("page__path", flat=True))


def is_page_in_scope(user: "User | AnonymousUser", page_id: Any) -> bool:
    """Return whether a person may know of a page; of the tree's root, which has no content, everybody may."""
    if user.is_active and user.is_superuser:
        return True
    found = Page.objects.filter(pk=page_id).values_list("path", "depth").first()
    if found is None:
        return False
    path, depth = found
    return depth < TOWN_DEPTH or path[:TOWN_PATH_LENGTH] in home_paths_of(user)


def rows_in_scope(model: type[Model], user: "User | AnonymousUser") -> "QuerySet[Any]":
    """Return the rows of a model that a person may know of; none of a model whose rows have no town."""
    if (user.is_active and user.is_superuser) or is_shared(model):
        return model._default_manager.all()
    if issubclass(model, Page):
        return model._default_manager.filter(pk__in=pages_in_scope(user).values("pk"))
    if issubclass(model, CollectionMember):
        policy = policy_registry.get_by_type(model)
        return policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    lookup = site_lookup(model)
    if lookup is None:
        return model._default_manager.none()
    return model._default_manager.filter(**{f"{lookup}__in": sites_of(user)})
