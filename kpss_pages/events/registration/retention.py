"""Nothing is known of those who have signed up for longer than it takes."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kpss_pages.events.choices import RegistrationState
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.tokens import CONFIRM_HOURS

UNCONFIRMED_KEPT = timedelta(hours=CONFIRM_HOURS, days=1)
"""For how long an address is kept that nobody has confirmed."""


def delete_old() -> int:
    """Delete the registrations of all towns whose time is over; return how many."""
    now = timezone.now()
    is_forgotten = Q(state=RegistrationState.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_KEPT)
    old = Registration.objects.filter(Q(delete_on__lte=timezone.localdate(now)) | is_forgotten)
    return old.delete()[1].get(Registration._meta.label, 0)


def delete_without_event(event: UUID) -> None:
    """Delete the registrations for an event that has no page left in any language."""
    if not EventPage._base_manager.filter(translation_key=event).exists():
        Registration.objects.filter(event=event).delete()
