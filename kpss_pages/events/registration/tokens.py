"""What stands in the links of mails: which registration, and what the link is for; signed, so that nobody makes one up.

A link that confirms counts for ``CONFIRM_HOURS`` from the moment when somebody signed up, also when somebody else has
signed them up again meanwhile; one that cancels counts as long as the registration is kept.
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
    key, _dash, _moment = _unsigned(_confirming, token).partition("-")
    return _find(key, site_id, event)


def registration_to_cancel(token: str, site_id: int, event: UUID) -> Registration | None:
    """Return whose registration a link cancels, None for a link that is not ours, or not of this event and town."""
    return _find(_unsigned(_cancelling, token), site_id, event)


def has_expired(token: str) -> bool:
    """Whether it is too late for a link of ours to confirm a registration."""
    stamp = _unsigned(_confirming, token).partition("-")[2]
    return not stamp.isdigit() or int(stamp) <= int(_stamp(timezone.now() - timedelta(hours=CONFIRM_HOURS)))


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
