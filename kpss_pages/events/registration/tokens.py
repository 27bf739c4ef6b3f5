"""What stands in the links of mails: which registration, and what the link is for; signed, so that nobody makes one up.

A link that confirms counts for ``CONFIRM_HOURS`` from the moment when somebody signed up, and is worthless as soon as
they sign up again; one that cancels counts as long as the registration is kept.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from kpss_pages.events.models import Registration

CONFIRM_HOURS = 48
LONGEST_KEY = 18
"""Digits of a key that the databases can look for."""

_confirming = Signer(salt="kpss_events.registration.confirm")
_cancelling = Signer(salt="kpss_events.registration.cancel")


def confirm_token(registration: Registration) -> str:
    return _signed(_confirming, f"{registration.pk}-{_stamp(registration.created_at)}")


def cancel_token(registration: Registration) -> str:
    return _signed(_cancelling, f"{registration.pk}")


def registration_to_confirm(token: str, site_id: int, event: UUID) -> Registration | None:
    """Return whose registration a link confirms, None for a link that is not ours, or not of this event and town."""
    key, _dash, stamp = _unsigned(_confirming, token).partition("-")
    registration = _find(key, site_id, event)
    return registration if registration is not None and _stamp(registration.created_at) == stamp else None


def registration_to_cancel(token: str, site_id: int, event: UUID) -> Registration | None:
    """Return whose registration a link cancels, None for a link that is not ours, or not of this event and town."""
    return _find(_unsigned(_cancelling, token), site_id, event)


def has_expired(registration: Registration) -> bool:
    """Whether it is too late to confirm a registration."""
    return registration.created_at + timedelta(hours=CONFIRM_HOURS) <= timezone.now()


def _signed(signer: Signer, value: str) -> str:
    # Addresses of pages take letters, digits, hyphens and underscores only.
    return signer.sign(value).replace(signer.sep, "_", 1)


def _unsigned(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token.replace("_", signer.sep, 1))
    except BadSignature:
        return ""


def _find(key: str, site_id: int, event: UUID) -> Registration | None:
    if not key.isascii() or not key.isdigit() or len(key) > LONGEST_KEY:
        return None
    found: Registration | None = Registration.objects.for_event(site_id, event).filter(pk=int(key)).first()
    return found


def _stamp(moment: datetime) -> str:
    return str(int(moment.timestamp() * 1000))
