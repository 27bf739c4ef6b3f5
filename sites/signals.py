"""Empties what is cached of a town when something of it changes."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from sites.models import (
    FundingProject,
    ParentBreadcrumb,
    PartnerLink,
    Territory,
    TownHost,
    TownImage,
    TownLanguage,
    TownSettings,
)
from sites.page_urls import TOWN_DEPTH, forget_root_path
from sites.towns import forget_host, forget_town, home_pages

ROWS = (FundingProject, ParentBreadcrumb, PartnerLink, Territory, TownLanguage)
"""What is cached together with the settings, whose inline rows these are."""


def _forget(site: Site) -> None:
    # Kept by value: a site that is deleted has lost its key when the transaction ends.
    site_id, host = site.pk, site.hostname
    forget_town(site_id, host)
    transaction.on_commit(lambda: forget_town(site_id, host))


@receiver([post_save, post_delete], sender=TownSettings)
def forget_changed_town(instance: TownSettings, **kwargs: Any) -> None:
    _forget(instance.site)


@receiver([post_save, post_delete])
def forget_town_of_changed_row(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ROWS):
        _forget(instance.town.site)


@receiver(pre_save, sender=Site)
def forget_former_host(instance: Site, **kwargs: Any) -> None:
    for former in Site.objects.filter(pk=instance.pk).select_related("root_page"):
        _forget(former)
        forget_root_path(former.root_page.path)


@receiver([post_save, post_delete], sender=Site)
def forget_changed_site(instance: Site, **kwargs: Any) -> None:
    _forget(instance)
    for path in home_pages(instance).values_list("path", flat=True):
        forget_root_path(path)


@receiver(pre_save, sender=TownHost)
def forget_further_host_before(instance: TownHost, **kwargs: Any) -> None:
    for former in TownHost.objects.filter(pk=instance.pk):
        _forget_further_host(former)


@receiver([post_save, post_delete], sender=TownHost)
def forget_changed_further_host(instance: TownHost, **kwargs: Any) -> None:
    _forget_further_host(instance)


def _forget_further_host(further: TownHost) -> None:
    host = further.hostname
    forget_host(host)
    transaction.on_commit(lambda: forget_host(host))


@receiver([post_save, post_delete])
def forget_changed_home(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and instance.depth == TOWN_DEPTH:
        _forget_home(instance)


@receiver([page_published, page_unpublished, post_page_move])
def forget_published_home(sender: type, instance: Page, **kwargs: Any) -> None:
    if instance.depth == TOWN_DEPTH:
        _forget_home(instance)


def _forget_home(page: Page) -> None:
    forget_root_path(page.path)
    for site in Site.objects.filter(root_page__translation_key=page.translation_key):
        _forget(site)


# Before the deletion: afterwards no town shows the picture any more.
@receiver([post_save, pre_delete], sender=TownImage)
def forget_towns_showing_image(instance: TownImage, **kwargs: Any) -> None:
    for site in Site.objects.filter(
        Q(townsettings__coat_of_arms=instance) | Q(townsettings__funding_projects__emblem=instance)
    ).distinct():
        _forget(site)
