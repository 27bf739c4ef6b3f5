"""What a publication means for those who have signed up: who is told that the event is cancelled or moved, each once.

What each was told last stands in the registration, and is written in the same transaction as the mail: done once more,
nothing is told again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kpss_pages.events.choices import COMING, EventState, Letter, RegistrationState, SignUp
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.registration.dates import day_of_deletion, event_of, offered_dates
from kpss_pages.events.registration.outbox import post
from kpss_pages.events.registration.places import fill, lock_event
from sites.models import TownSettings
from sites.towns import town_of_site


@task(backend="workers")
def follow_event(site_id: int, event: str) -> None:
    """Tell those who have signed up for an event what has changed, and give out places that were added."""
    town = town_of_site(site_id)
    if town is None:
        return
    with timezone.override(town.zone), transaction.atomic():
        lock_event(UUID(event))
        page = event_of(town.site, UUID(event))
        if page is not None:
            tell_changes(page, town)
            if page.sign_up == SignUp.FORM:
                for offered in offered_dates(page, town.site):
                    fill(offered, town.site)


def tell_changes(page: EventPage, town: TownSettings) -> None:
    """Take registrations along to the new times of their dates, and write down the mails; the event has to be held."""
    dates = page.dates()
    registrations = Registration.objects.for_event(town.site_id, page.translation_key)
    for registration in registrations.exclude(state=RegistrationState.CANCELLED).select_for_update():
        date = date_for(registration, dates, page)
        if date is not None:
            _take_along(registration, date)
        if registration.state in COMING and not _is_past(registration, date):
            _tell(registration, date)


def date_for(registration: Registration, dates: Sequence[EventDate], page: EventPage) -> EventDate | None:
    """Return the date that somebody has signed up for, None when the event no longer has it.

    When the rule's hour was changed it is the date on the same day; of an event that does not repeat, its only one.
    """
    day = registration.rule_start.astimezone(page.zone).date()
    same = [date for date in dates if date.rule_start.astimezone(UTC) == registration.rule_start]
    same = same or [date for date in dates if date.rule_start.astimezone(page.zone).date() == day]
    if not same and not page.repeats:
        same = list(dates)
    return same[0] if same else None


def _take_along(registration: Registration, date: EventDate) -> None:
    registration.delete_on = day_of_deletion(date)
    if registration.rule_start != date.rule_start.astimezone(UTC):
        others = Registration.objects.for_event(registration.site_id, registration.event).exclude(pk=registration.pk)
        # Somebody who has signed up for both dates that are one now is told of both.
        if not registration.email or not others.filter(rule_start=date.rule_start, email=registration.email).exists():
            registration.rule_start = date.rule_start
    registration.save(update_fields=["delete_on", "rule_start"])


def _is_past(registration: Registration, date: EventDate | None) -> bool:
    """Whether it is too late to tell anybody: the date as it was told, and as it is, is over."""
    now = timezone.now()
    told = registration.told_start or registration.rule_start
    return told <= now and (date is None or date.starts_at <= now)


def _tell(registration: Registration, date: EventDate | None) -> None:
    """Write down the mail about what has changed since somebody was last told."""
    state = date.state if date is not None else EventState.CANCELLED
    start = date.starts_at if date is not None else registration.told_start
    letter = letter_about(registration, state, start)
    if letter is not None:
        post(registration, letter, registration.told_start if letter == Letter.EVENT_MOVED else None)
    registration.told_state, registration.told_start = state, start
    registration.save(update_fields=["told_state", "told_start"])


def letter_about(registration: Registration, state: str, start: datetime | None) -> Letter | None:
    """Return what somebody has to be told of a date that is now in a state and starts at a time; None for nothing."""
    was_cancelled = registration.told_state == EventState.CANCELLED
    if state == EventState.CANCELLED:
        return None if was_cancelled else Letter.EVENT_CANCELLED
    if was_cancelled:
        return Letter.EVENT_ON
    is_said_to_be_moved = state == EventState.MOVED and registration.told_state != EventState.MOVED
    return Letter.EVENT_MOVED if is_said_to_be_moved or start != registration.told_start else None
