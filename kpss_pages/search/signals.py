"""Keeps the texts of published pages up to date."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from kpss_pages.core.models import BasePage
from kpss_pages.search.texts import keep_text


@receiver(post_save)
def keep_text_of_saved_page(
    instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Keep the words of a page as they are published.

    A draft is saved field by field beside the published page, with its own words in memory: such a save does not count.
    """
    if not raw and update_fields is None and isinstance(instance, BasePage):
        keep_text(instance)
