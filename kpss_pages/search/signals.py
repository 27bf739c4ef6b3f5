"""Keeps the texts of published pages up to date."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from kpss_pages.core.models import BasePage
from kpss_pages.search.models import PageText


@receiver(post_save)
def keep_text(instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Keep the words of a page as they are published.

    A draft is saved field by field beside the published page, with its own words in memory: such a save does not count.
    """
    if raw or update_fields is not None or not isinstance(instance, BasePage):
        return
    if instance.live:
        PageText.objects.update_or_create(page_id=instance.pk, defaults={"text": instance.plain_text()})
    else:
        PageText.objects.filter(page_id=instance.pk).delete()
