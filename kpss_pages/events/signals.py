"""Keeps the dates of events in step with what is published."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from kpss_pages.events.models import EventPage, Occurrence
from kpss_pages.events.publication import take_up
from sites.page_cache.changes import facts_of_page, touched_by_content
from sites.page_cache.signals import announce
from sites.tenancy.scope import site_id_of


@receiver(page_published, sender=EventPage)
def event_was_published(instance: EventPage, **kwargs: Any) -> None:
    take_up(instance)
    announce_event(instance.pk)


@receiver(page_unpublished, sender=EventPage)
def event_was_unpublished(instance: EventPage, **kwargs: Any) -> None:
    instance.occurrences.all().delete()
    announce_event(instance.pk)


@receiver(post_page_move)
def events_were_moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """Give the dates of events that were moved to another town to that town."""
    former, present = site_id_of(parent_page_before), site_id_of(instance)
    if former != present and present is not None:
        Occurrence.objects.filter(page__path__startswith=instance.path).update(site=present)


def announce_event(page_id: int) -> None:
    """End what is kept of an event once more: its publication has ended it before there were its dates."""
    facts = facts_of_page(page_id)
    if facts is not None:
        announce(touched_by_content([facts]))
