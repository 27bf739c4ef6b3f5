"""Keeps the directory of towns up to date."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Site

from home.directory import enter


@receiver(post_save, sender=Site)
def enter_saved_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        enter([instance])
