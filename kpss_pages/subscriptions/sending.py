"""Sends what was prepared, each mail once whatever happens to the worker (docs/adr/0016-mails-once.md)."""

import logging
import time
from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from kpss_pages.subscriptions.bounces import count_bounce
from kpss_pages.subscriptions.choices import DeliveryState
from kpss_pages.subscriptions.items import Item, items_of
from kpss_pages.subscriptions.letters import Digest, Digests
from kpss_pages.subscriptions.models import Delivery
from sites.models import TownSettings
from sites.outgoing import FAULTS, WAITING_TIMES, NothingGoes, Post, answer_of, status_in

logger = logging.getLogger(__name__)

CLAIMED = 50
"""Mails that are taken in hand together where the backend can tell afterwards which of them have gone; else one."""

TRUSTED_SECONDS = 30
"""For how long a page that was public is taken to be so still, and unchanged."""


def send_prepared(deliveries: "QuerySet[Delivery]", town: TownSettings) -> None:
    """Send what of some deliveries of a town is prepared, having settled what a worker that died has left."""
    post = Post()
    settle(deliveries, post)
    digests, after = _Written(town), 0
    try:
        while claimed := claim(deliveries, after, CLAIMED if post.was_sent else 1):
            after = claimed[-1].pk
            digests.look_up(claimed)
            _send(claimed, town, digests, post)
    except NothingGoes:
        logger.error("The mail server cannot be reached; mails of the town of site %d wait", town.site_id)
        put_off(deliveries.filter(state=DeliveryState.PREPARED))
    finally:
        post.close()


def settle(deliveries: "QuerySet[Delivery]", post: Post) -> None:
    """Find out what became of mails that were in the hands of a worker that died; what nobody can tell is in doubt."""
    left = list(deliveries.filter(state=DeliveryState.SENDING).values_list("pk", "message_id"))
    if not left:
        return
    if post.was_sent is None:
        logger.error("%d mails are in doubt: a worker died while it sent them", len(left))
        _mark([pk for pk, _id in left], DeliveryState.IN_DOUBT)
        return
    sent = [pk for pk, message_id in left if post.was_sent(message_id)]
    _mark(sent, DeliveryState.SENT, sent_at=timezone.now())
    _mark([pk for pk, _id in left if pk not in set(sent)], DeliveryState.PREPARED)


def claim(deliveries: "QuerySet[Delivery]", after: int, size: int) -> list[Delivery]:
    """Take the next prepared mails in hand, which nobody else may take from then on."""
    with transaction.atomic():
        waiting = deliveries.filter(state=DeliveryState.PREPARED, pk__gt=after).order_by("pk")
        claimed = list(waiting.select_for_update(skip_locked=True)[:size])
        now = timezone.now()
        keys = [delivery.pk for delivery in claimed]
        Delivery.objects.filter(pk__in=keys).update(
            state=DeliveryState.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
    return list(Delivery.objects.filter(pk__in=keys).select_related("subscriber").order_by("pk"))


class _Written:
    """The digests of what deliveries tell of, as it can be told now."""

    def __init__(self, town: TownSettings) -> None:
        self.digests = Digests(town)
        self.town = town
        self.known: dict[int, Item | None] = {}
        self.since = time.monotonic()

    def look_up(self, claimed: Sequence[Delivery]) -> None:
        """Look at the announcements that have not been looked at for a while."""
        if time.monotonic() - self.since > TRUSTED_SECONDS:
            self.digests, self.known, self.since = Digests(self.town), {}, time.monotonic()
        new = {key for delivery in claimed for key in delivery.announcements} - self.known.keys()
        if new:
            self.known |= dict.fromkeys(new)
            for items in items_of(self.town, new).values():
                self.known |= {item.key: item for item in items}

    def of(self, delivery: Delivery, language: str) -> Digest | None:
        """Return the digest of a delivery; None when nothing of it may be told any more."""
        items = [item for key in delivery.announcements if (item := self.known.get(key)) is not None]
        return self.digests.of(items, language) if items else None


def _send(claimed: Sequence[Delivery], town: TownSettings, digests: _Written, post: Post) -> None:
    sent: list[int] = []
    dropped: list[int] = []
    for position, delivery in enumerate(claimed):
        reader = delivery.subscriber
        digest = digests.of(delivery, reader.language) if reader is not None and reader.is_active else None
        if reader is None or digest is None:
            dropped.append(delivery.pk)
            continue
        mail = digest.to(town, reader, delivery.message_id)
        try:
            post.open()
        except NothingGoes:
            # Nobody has tried to send them: a server that is away for a night fails none.
            left = [other.pk for other in claimed[position:]]
            _mark(left, DeliveryState.PREPARED, attempts=F("attempts") - 1)
            _finish(sent, dropped)
            raise
        try:
            post.connection.send_messages([mail])
        except FAULTS as error:
            logger.warning("A mail could not be sent: %s", type(error).__name__)
            if post.was_sent is not None:
                put_off(Delivery.objects.filter(pk=delivery.pk))
            else:
                refused(delivery, error)
            post.close()
        else:
            sent.append(delivery.pk)
    _finish(sent, dropped)


def _finish(sent: Sequence[int], dropped: Sequence[int]) -> None:
    _mark(sent, DeliveryState.SENT, sent_at=timezone.now())
    _mark(dropped, DeliveryState.DROPPED)


def refused(delivery: Delivery, error: Exception) -> None:
    """Decide what becomes of a mail that did not go, or of which nobody knows; no address is logged."""
    code, said = answer_of(error)
    one = Delivery.objects.filter(pk=delivery.pk)
    if code is None:
        logger.error("Mail %d is in doubt: %s", delivery.pk, type(error).__name__)
        one.update(state=DeliveryState.IN_DOUBT)
    elif code < 500:
        put_off(one)
    else:
        logger.warning("Mail %d was refused with %d", delivery.pk, code)
        one.update(state=DeliveryState.FAILED)
        if isinstance(error, SMTPRecipientsRefused) and delivery.subscriber is not None:
            count_bounce(delivery.subscriber, status_in(said) or "5.0.0")


def put_off(deliveries: "QuerySet[Delivery]") -> None:
    """Have mails sent later, those that were tried too often never."""
    now = timezone.now()
    for attempts, wait in enumerate(WAITING_TIMES):
        tried = deliveries.filter(attempts__lte=1) if attempts == 0 else deliveries.filter(attempts=attempts + 1)
        tried.update(state=DeliveryState.PREPARED, next_attempt_at=now + wait)
    deliveries.filter(attempts__gt=len(WAITING_TIMES)).update(state=DeliveryState.FAILED)


def _mark(keys: Sequence[int], state: DeliveryState, **fields: Any) -> None:
    if keys:
        Delivery.objects.filter(pk__in=keys).update(state=state, **fields)
