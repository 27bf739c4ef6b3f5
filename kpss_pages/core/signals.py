"""Ends the kept pages of a town when a notice that stands on all of them changes, or the page that it leads to."""

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from kpss_pages.core.models import UrgentNotice
from sites.page_cache.signals import announce
from sites.page_cache.tags import Tag, anything_of, town


@receiver([post_save, post_delete], sender=UrgentNotice)
def notice_was_changed(instance: UrgentNotice, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        announce(_every_page(instance.site_id))


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def page_was_changed(instance: Page, **kwargs: Any) -> None:
    _pages_below_are_changed(instance)


@receiver(pre_delete)
def page_is_deleted(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        _pages_below_are_changed(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def page_was_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    _pages_below_are_changed(instance.page)


def _pages_below_are_changed(page: Page) -> None:
    keys = Page.objects.filter(path__startswith=page.path).values("translation_key")
    notices = UrgentNotice.objects.filter(ends_at__gt=timezone.now(), page__translation_key__in=keys)
    for site_id in notices.values_list("site_id", flat=True).distinct().order_by():
        announce(_every_page(site_id))


def _every_page(site_id: int) -> Iterator[Tag]:
    yield town(site_id)
    yield anything_of(site_id)
