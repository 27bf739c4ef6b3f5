"""A new link instead of one that has expired, sent to the same contact of the provider."""

from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone

from kpss_pages.catalog.choices import MailState, RequestStep
from kpss_pages.catalog.confirming.asking import until
from kpss_pages.catalog.confirming.links import Link
from kpss_pages.catalog.confirming.sending import post
from kpss_pages.catalog.models import ConfirmationRequest
from kpss_pages.catalog.settings_of import settings_of

NOT_AGAIN_FOR = timedelta(minutes=15)
"""How long somebody who has asked for a link waits for it, however often the button is pressed."""


class Renewal(Enum):
    """What came of asking for a new link."""

    SENT = "sent"
    UNDER_WAY = "under-way"
    NO_ADDRESS = "no-address"


def renew(asked: ConfirmationRequest, link: Link) -> Renewal:
    """Have a new link sent; the address is that of the contact to whom the old one went, as the town has it today."""
    provider = asked.provider
    address = provider.asked_at_second if link.contact == RequestStep.SECOND else provider.asked_at
    if not address:
        return Renewal.NO_ADDRESS
    now = timezone.now()
    with transaction.atomic():
        locked = ConfirmationRequest.objects.select_for_update().get(pk=asked.pk)
        is_waiting = locked.mail_state in (MailState.PREPARED, MailState.SENDING)
        if is_waiting or (locked.sent_at is not None and locked.sent_at > now - NOT_AGAIN_FOR):
            return Renewal.UNDER_WAY
        locked.expires_at = until(settings_of(locked.site_id), now)
        locked.save(update_fields=["expires_at"])
        post(locked, link.contact, now)
    return Renewal.SENT
