"""Files that are added and files and rows that are deleted: Wagtail's log leaves out what is done to several at once."""

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import CollectionMember
from wagtail.snippets.models import get_snippet_models

from sites.audit.recording import record
from sites.audit.whose import sites_about
from sites.models import TownDocument, TownImage


def is_watched(model: type[Model]) -> bool:
    """Return whether deletions of a model are seen here: files, and rows with a screen of their own."""
    return issubclass(model, CollectionMember) or model in get_snippet_models()


@receiver(post_save, sender=TownImage)
@receiver(post_save, sender=TownDocument)
def enter_added_file(instance: Model, created: bool, **kwargs: Any) -> None:
    if created:
        record("wagtail.create", sites_about(instance), about=instance)


@receiver(pre_delete)
def enter_deletion(sender: type[Model], instance: Model, origin: Any = None, **kwargs: Any) -> None:
    if is_watched(sender) and _was_meant(sender, instance, origin):
        record("wagtail.delete", sites_about(instance), about=instance)


def _was_meant(sender: type[Model], instance: Model, origin: Any) -> bool:
    """Return whether somebody deleted this, and not something that took it along."""
    return origin is instance or (isinstance(origin, QuerySet) and origin.model is sender)
