"""From an address that somebody has entered to a subscription, and out of it again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kpss_pages.subscriptions.choices import DeliveryState
from kpss_pages.subscriptions.forms import PreferencesForm, SubscribeForm
from kpss_pages.subscriptions.models import Announcement, Delivery, Subscriber
from kpss_pages.subscriptions.tasks import send_confirmation
from sites.models import TownSettings

BETWEEN_MAILS = timedelta(minutes=10)
"""At most so often an address gets a mail because somebody enters it."""


def sign_up(town: TownSettings, form: SubscribeForm, language: str) -> None:
    """Note down a wish and have a mail sent about it; what is confirmed is not changed by whoever knows the address."""
    with transaction.atomic():
        subscriber, _made = Subscriber.objects.get_or_create(
            site=town.site, email=form.cleaned_data["email"], defaults={"language": language}
        )
        if subscriber.confirmed_at is None:
            subscriber.language = language
            apply(subscriber, form)
        now = timezone.now()
        if subscriber.asked_at is None or now - subscriber.asked_at > BETWEEN_MAILS:
            Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=now)
            send_confirmation.enqueue(subscriber.pk)


def apply(subscriber: Subscriber, form: PreferencesForm) -> None:
    """Set what somebody is told of and how often."""
    chosen: Mapping[str, Any] = form.cleaned_data
    subscriber.kinds, subscriber.frequency = chosen["kinds"], chosen["frequency"]
    subscriber.language = chosen.get("language") or subscriber.language
    topics = form.chosen_topics()
    subscriber.has_all_topics = not topics
    subscriber.save(update_fields=["kinds", "frequency", "language", "has_all_topics"])
    subscriber.topics.set(topics)


def begin_telling(subscriber: Subscriber) -> None:
    """Tell somebody from now on, after they have confirmed or resumed: not of what was announced before."""
    last = Announcement.objects.filter(site=subscriber.site_id).aggregate(last=Max("pk"))["last"]
    subscriber.told_until = last or 0
    subscriber.confirmed_at = subscriber.confirmed_at or timezone.now()
    subscriber.paused_at, subscriber.bounces, subscriber.bounced_at = None, 0, None
    subscriber.save(update_fields=["told_until", "confirmed_at", "paused_at", "bounces", "bounced_at"])


def leave(subscriber: Subscriber) -> None:
    """Forget an address; of what was sent to it only numbers remain."""
    with transaction.atomic():
        Delivery.objects.filter(subscriber=subscriber, state=DeliveryState.PREPARED).update(state=DeliveryState.DROPPED)
        subscriber.delete()
