"""Mails that come back: who they were to, whether for good, and from when on nothing more is sent."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kpss_pages.subscriptions.models import Delivery, Subscriber
from sites.returned_mails import Report

logger = logging.getLogger(__name__)

MOST_SOFT = 3
SOFT_FOR = timedelta(days=30)
"""After so long without a mail that came back, counting begins anew."""

MAY_PASS = ("5.2.2", "5.7.")
"""Permanent refusals that say nothing of the address: the box is full; the mail, not its reader, was unwelcome."""


def is_for_good(status: str) -> bool:
    """Whether a status says that the address takes no mail ("5.1.1")."""
    return status.startswith("5.") and not status.startswith(MAY_PASS)


def count_bounce(subscriber: Subscriber, status: str) -> None:
    """Count a mail that came back; after one for good or three others nothing more is sent."""
    with transaction.atomic():
        reader = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
        if reader is None:
            return
        now = timezone.now()
        recent = reader.bounced_at is not None and now - reader.bounced_at < SOFT_FOR
        reader.bounces = min((reader.bounces if recent else 0) + 1, 1000)
        reader.bounced_at = now
        if reader.paused_at is None and (is_for_good(status) or reader.bounces >= MOST_SOFT):
            reader.paused_at = now
            logger.info("Subscriber %d of site %d is paused", reader.pk, reader.site_id)
        reader.save(update_fields=["bounces", "bounced_at", "paused_at"])


def take_report(report: Report) -> bool:
    """Count a mail of ours that came back; return whether it is one of ours whose reader is still there."""
    delivery = Delivery.objects.select_related("subscriber").filter(message_id=report.message_id).first()
    if delivery is None or delivery.subscriber is None or delivery.subscriber.site_id != delivery.site_id:
        return False
    count_bounce(delivery.subscriber, report.status)
    return True
