"""Mails that come back: who they were to, whether for good, and from when on nothing more is sent."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message

from django.db import transaction
from django.utils import timezone

from kpss_pages.subscriptions.models import Delivery, Subscriber

logger = logging.getLogger(__name__)

MOST_SOFT = 3
SOFT_FOR = timedelta(days=30)
"""After so long without a mail that came back, counting begins anew."""

MAY_PASS = ("5.2.2", "5.7.")
"""Permanent refusals that say nothing of the address: the box is full; the mail, not its reader, was unwelcome."""


@dataclass(frozen=True)
class Report:
    """What a report of delivery says (RFC 3464): of which mail, and with which status (RFC 3463)."""

    message_id: str
    status: str


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


def report_in(mail: Message) -> Report | None:
    """Return what a mail reports, None for one that reports no failure of delivery."""
    status = message_id = ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or next(_failures(part), "")
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/global-headers", "message/global"):
            message_id = message_id or _message_id_in(part)
    if not status or not message_id or "\0" in message_id:  # PostgreSQL refuses to look for a NUL
        return None
    return Report(message_id, status)


def _failures(part: Message) -> Iterator[str]:
    """Yield the status of every recipient that was not reached."""
    groups = part.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, Message) and str(group.get("Action", "")).strip().lower() == "failed":
            yield (str(group.get("Status", "")).split() or ["5.0.0"])[0][:20]


def _message_id_in(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return str(inner[0].get("Message-ID", "")).strip()[:200]
    lines = inner if isinstance(inner, str) else ""
    for line in lines.splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "message-id":
            return value.strip()[:200]
    return ""
