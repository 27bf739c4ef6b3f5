"""Whose is this: the town of an object, the towns of a person."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Collection, Page, Site

from sites.models import User
from sites.models.media import collection_ancestor_paths
from sites.page_urls import root_paths_of


def site_of(instance: Model) -> Site | None:
    """Return the site of the town that an object belongs to; None for what belongs to no town.

    Pages belong by tree, collections and files by collection, rows by their ``site`` or ``town``.
    """
    site_id = site_id_of(instance)
    return Site.objects.select_related("root_page__locale").filter(pk=site_id).first() if site_id else None


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


def sites_of(user: User) -> "QuerySet[Site]":
    """Return the sites of the towns that a person works for; all for the platform's administrators."""
    if not user.is_active:
        return Site.objects.none()
    if user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(town_roles__group__user=user).distinct()
