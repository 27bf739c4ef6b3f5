"""Removal of a town with all its rows and files; a dry run lists what goes."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Collection, Page, Task, Workflow

from sites.audit.recording import as_one
from sites.models import TownDocument, TownImage, TownRole, TownSettings, User
from sites.towns import home_pages


@dataclass(frozen=True)
class Removal:
    """What goes with a town; ``people`` are those who belong to no other town, by user name."""

    hosts: list[str]
    pages: int
    images: int
    documents: int
    files: int
    people: list[str]
    invitations: int


def plan_removal(town: TownSettings) -> Removal:
    """Return what ``remove_town`` would take away; nothing is changed."""
    return Removal(
        hosts=[town.site.hostname, *town.site.further_hosts.values_list("hostname", flat=True)],
        pages=_pages(town).count(),
        images=TownImage.objects.filter(collection__in=_collections(town)).count(),
        documents=TownDocument.objects.filter(collection__in=_collections(town)).count(),
        files=sum(1 for _ in _files(town.media_key, default_storage)),
        people=list(_people(town).order_by("username").values_list("username", flat=True)),
        invitations=town.site.invitations.count(),
    )


def remove_town(town: TownSettings) -> Removal:
    """Delete a town's pages, files, rows, groups and the people who belong to no other town.

    The rows go in one transaction; the files after it, so that a failure never leaves rows without files.
    """
    site, media_key = town.site, town.media_key
    removal = plan_removal(town)
    with transaction.atomic():
        log(instance=site, action="kpss_sites.remove_town", data={"hostname": site.hostname})
        _delete_rows(town)
        transaction.on_commit(lambda: _delete_files(media_key))
    return removal


@as_one()
def _delete_rows(town: TownSettings) -> None:
    site = town.site
    _people(town).delete()
    collections = _collections(town)
    groups = Group.objects.filter(town_role__site=site)
    task_ids = list(Task.objects.filter(groupapprovaltask__groups__in=groups).values_list("pk", flat=True))
    workflow_ids = list(Workflow.objects.filter(workflow_tasks__task__in=task_ids).values_list("pk", flat=True))
    groups.delete()
    homes = list(home_pages(site))
    TownDocument.objects.filter(collection__in=collections).delete()
    TownImage.objects.filter(collection__in=collections).delete()
    root = town.collection
    town.delete()
    site.delete()
    for home in homes:
        Page.objects.get(pk=home.pk).delete()
    Workflow.objects.filter(pk__in=workflow_ids).delete()
    Task.objects.filter(pk__in=task_ids).delete()
    if root is not None:
        Collection.objects.get(pk=root.pk).delete()


def _pages(town: TownSettings) -> QuerySet[Page]:
    under = Q()
    for home in home_pages(town.site):
        under |= Q(path__startswith=home.path)
    return Page.objects.filter(under) if under else Page.objects.none()


def _collections(town: TownSettings) -> QuerySet[Collection]:
    return town.collection.get_descendants(inclusive=True) if town.collection else Collection.objects.none()


def _people(town: TownSettings) -> QuerySet[User]:
    here = User.objects.filter(groups__town_role__site=town.site, is_superuser=False)
    elsewhere = User.objects.filter(groups__town_role__in=TownRole.objects.exclude(site=town.site))
    return User.objects.filter(pk__in=here.values("pk")).exclude(pk__in=elsewhere.values("pk"))


def _files(folder: str, storage: Storage) -> Iterable[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}"
    for name in folders:
        yield from _files(f"{folder}/{name}", storage)


def _delete_files(media_key: str) -> None:
    with suppress(FileNotFoundError):  # a town that never had a file
        delete_folder(media_key, default_storage)


def delete_folder(folder: str, storage: Storage) -> None:
    """Delete a folder of the store with all that is in it; a store of objects has no folders and loses the files."""
    folders, names = storage.listdir(folder)
    for name in names:
        storage.delete(f"{folder}/{name}")
    for name in folders:
        delete_folder(f"{folder}/{name}", storage)
    storage.delete(folder)
