"""Notes down what people are told of when a page is published (signals)."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from kpss_pages.core.announcements import AnnouncedKind, Occasion, What, announced_kind_of
from kpss_pages.subscriptions.models import Announcement
from sites.open_pages import open_to_all
from sites.tenancy.scope import site_id_of


@receiver(pre_save)
def look_at_page_before(
    instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Remember for what people were told of a page as it was published before; a saved draft writes some fields only.

    A page of Wagtail's plain kind is saved when several are unpublished at once, never when one is published.
    """
    if raw or update_fields is not None or not isinstance(instance, Page) or type(instance) is Page or not instance.pk:
        return
    kind = announced_kind_of(instance)
    if kind is not None and "_kpss_told" not in instance.__dict__:  # what was saved a moment ago was not public before
        former = type(instance)._default_manager.filter(pk=instance.pk, first_published_at__isnull=False).first()
        instance._kpss_told = (former is not None, kind.occasion_of(former) if former is not None else None)


@receiver(page_published)
def announce(instance: Page, **kwargs: Any) -> None:
    """Note down that a page is new, or that its occasion is another one than before.

    Of what is not public nothing is noted, and whoever makes it public later is no news any more.
    """
    kind = announced_kind_of(instance)
    was_published, former = instance.__dict__.pop("_kpss_told", (False, None))
    if kind is None or instance.alias_of_id:
        return
    occasion = kind.occasion_of(instance)
    if occasion is None or (was_published and occasion == former) or not is_to_tell(kind, instance):
        return
    if was_published and occasion == Occasion():
        # It has been new once: an event, or one of its dates, takes place after all.
        occasion = Occasion(What.CHANGED)
    elif not was_published and occasion.what == What.CHANGED:
        occasion = Occasion()
    site_id = site_id_of(instance)
    if site_id is None:
        return
    facts = {
        "site_id": site_id,
        "kind": kind.key,
        "language": instance.locale.language_code,
        "translation_key": instance.translation_key,
    }
    if occasion.what == What.NEW:
        Announcement.objects.get_or_create(page_id=instance.pk, what=What.NEW, mark=occasion.mark[:100], defaults=facts)
    else:
        Announcement.objects.create(page_id=instance.pk, what=occasion.what, mark=occasion.mark[:100], **facts)


def is_to_tell(kind: AnnouncedKind, page: Page) -> bool:
    """Whether everybody may read a page and its kind says that people are told of it."""
    return kind.is_announced(page) and open_to_all(Page.objects.live().filter(pk=page.pk)).exists()
