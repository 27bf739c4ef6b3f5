"""Decides who is told what in a round of mails: one row of ``Delivery`` a mail, written before anything is sent."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kpss_pages.subscriptions.items import Item, items_between
from kpss_pages.subscriptions.models import Delivery, Mailing, Subscriber
from sites.models import TownSettings

FORGOTTEN_AFTER = timedelta(hours=1)
"""When a mail that its own job has not sent is taken care of by another."""


def prepare(mailing: Mailing, town: TownSettings, first: int, last: int) -> None:
    """Prepare the mails to the subscribers between two keys; done once more, it changes nothing.

    Who has got a row, or has nothing to be told of, is marked as told in the same transaction.
    """
    with transaction.atomic():
        readers = list(
            Subscriber.objects.active()
            .filter(site=mailing.site_id, frequency=mailing.frequency, pk__range=(first, last))
            .filter(told_until__lt=mailing.until)
            .select_for_update()
            .order_by("pk")
        )
        if not readers:
            return
        items = items_between(town, min(reader.told_until for reader in readers), mailing.until)
        topics = _topics_of(readers)
        now = timezone.now()
        deliveries = []
        for reader in readers:
            wanted = matching(items.get(reader.language, []), reader, topics[reader.pk])
            if wanted:
                deliveries.append(
                    Delivery(
                        site_id=mailing.site_id,
                        mailing=mailing,
                        subscriber=reader,
                        announcements=[item.key for item in wanted],
                        message_id=message_id(mailing, reader, town),
                        prepared_at=now,
                        next_attempt_at=now + FORGOTTEN_AFTER,
                    )
                )
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        Subscriber.objects.filter(pk__in=[reader.pk for reader in readers]).update(told_until=mailing.until)


def matching(items: Sequence[Item], reader: Subscriber, topics: frozenset[int]) -> list[Item]:
    """Return what a subscriber is told of; kinds without topics are not narrowed down by topics."""
    return [
        item
        for item in items
        if item.key > reader.told_until
        and item.kind.key in reader.kinds
        and (reader.has_all_topics or not item.kind.has_topics or topics & item.topic_keys)
    ]


def message_id(mailing: Mailing, reader: Subscriber, town: TownSettings) -> str:
    """Return the Message-ID of a mail: the same each time, and not to be guessed, so that only its reader can bounce it."""
    begin = f"{mailing.pk}.{reader.pk}"
    return f"<{begin}.{salted_hmac('kpss.subscriptions.mail', begin).hexdigest()[:20]}@{town.site.hostname}>"


def _topics_of(readers: Sequence[Subscriber]) -> dict[int, frozenset[int]]:
    """Return the topics of subscribers in one query."""
    through = Subscriber.topics.through.objects.filter(subscriber__in=[reader.pk for reader in readers])
    found: dict[int, set[int]] = defaultdict(set)
    for subscriber_id, topic_id in through.values_list("subscriber_id", "topic_id"):
        found[subscriber_id].add(topic_id)
    return {reader.pk: frozenset(found.get(reader.pk, ())) for reader in readers}
