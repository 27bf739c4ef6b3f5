"""Keeps the directory of towns up to date."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished

from home.directory import enter, forget_summary
from sites.models import TownSettings
from sites.page_urls import TOWN_DEPTH


@receiver(post_save, sender=Site)
def enter_saved_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        enter([instance])


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=TownSettings)
def count_towns_anew(**kwargs: Any) -> None:
    forget_summary()


@receiver([page_published, page_unpublished])
def count_opened_towns_anew(instance: Page, **kwargs: Any) -> None:
    if instance.depth == TOWN_DEPTH:
        forget_summary()
