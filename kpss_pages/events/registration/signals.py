"""Keeps registrations in step with the pages of events."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.changes import follow_event
from kpss_pages.events.registration.retention import delete_without_event
from sites.tenancy.scope import site_id_of


@receiver(page_published, sender=EventPage)
def event_was_published(instance: EventPage, **kwargs: Any) -> None:
    site_id = site_id_of(instance)
    if site_id and Registration.objects.for_event(site_id, instance.translation_key).exists():
        follow_event.enqueue(site_id, str(instance.translation_key))


@receiver(post_delete, sender=EventPage)
def event_was_deleted(instance: EventPage, **kwargs: Any) -> None:
    delete_without_event(instance.translation_key)
