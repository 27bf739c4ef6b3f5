"""Who gets a place: signing up, confirming, cancelling, and the waiting list, each in one transaction.

Whoever gives or takes places holds the rows of the event's pages, so that two who confirm at once for the last place
come one after the other. A place is never given past somebody who waits: everybody joins the waiting list, and its
first ones get the places that are free.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Site

from kpss_pages.events.choices import COMING, Letter, RegistrationState
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.registration.dates import (
    OfferedDate,
    day_of_deletion,
    event_of,
    find_date,
    with_places,
)
from kpss_pages.events.registration.outbox import post

AGAIN_AFTER = timedelta(hours=1)
"""After which time somebody who signs up once more for the same date gets a mail again."""
MOST_OF_ONE_ASKER = 5
"""Registrations of one address in a town that somebody may ask for in a day without a click in the mail, counted by
where they ask from: whoever uses this up in another one's name keeps nobody but themselves from signing up."""
MOST_UNCONFIRMED = 20
"""Registrations of one address in a town that may wait for a click, whoever has asked: no letter box is filled."""
COUNTED_FOR = timedelta(days=1)
CANCELLED_KEPT = timedelta(days=7)
"""For how long the editors see who has cancelled."""


class NoPlaceLeft(Exception):
    """All places have been taken, and there is no waiting list."""


class NotOffered(Exception):
    """The date has begun, is cancelled or no longer there."""


def sign_up(
    page: EventPage, site: Site, date: EventDate, name: str, email: str, language: str, asked_from: str = ""
) -> None:
    """Note down that somebody wants to come, and mail them the link that confirms it.

    ``asked_from`` is the network address from which the form was sent; of it no more than a count is kept, for a day.
    Whoever has signed up for the date already is only told so by mail: the answer to the public is the same.
    """
    mine = Registration.objects.for_event(site.pk, page.translation_key).filter(email=email)
    known = mine.filter(rule_start=date.rule_start).first()
    if known is None:
        if _has_too_many(site, email, asked_from):
            return
        try:
            with transaction.atomic():
                made = Registration.objects.create(
                    site=site,
                    event=page.translation_key,
                    rule_start=date.rule_start,
                    name=name,
                    email=email,
                    language=language,
                    delete_on=day_of_deletion(date),
                )
                post(made, Letter.CONFIRM)
        except IntegrityError:
            # Sent twice at the same moment: the other one has been noted down.
            return
        _is_first(made)
    elif _is_first(known):
        _sign_up_again(known, date, name, language)


def _sign_up_again(known: Registration, date: EventDate, name: str, language: str) -> None:
    with transaction.atomic():
        registration = Registration.objects.select_for_update().get(pk=known.pk)
        registration.language = language
        if registration.state in COMING:
            registration.save(update_fields=["language"])
            post(registration, Letter.AGAIN)
            return
        registration.name, registration.state = name, RegistrationState.UNCONFIRMED
        registration.created_at, registration.confirmed_at = timezone.now(), None
        registration.delete_on = day_of_deletion(date)
        registration.save()
        post(registration, Letter.CONFIRM)


def confirm(registration: Registration, site: Site) -> Registration:
    """Give somebody a place or put them on the waiting list; return the registration as it is then.

    One that is no longer unconfirmed stays as it is. Raises NoPlaceLeft, NotOffered; nothing is changed then.
    """
    with transaction.atomic():
        lock_event(registration.event)
        current: Registration = Registration.objects.select_for_update().get(pk=registration.pk)
        if current.state != RegistrationState.UNCONFIRMED:
            return current
        offered = _offered(site, current.event, current.rule_start)
        if offered is None:
            raise NotOffered
        return _take_in(current, offered, site)


def add_by_hand(page: EventPage, site: Site, date: EventDate, name: str, email: str) -> Registration:
    """Sign up somebody who has telephoned; with an address they get a mail. Raises NoPlaceLeft.

    Raises IntegrityError when the address has signed up for the date already; who has cancelled or not confirmed yet
    is taken in.
    """
    with transaction.atomic():
        lock_event(page.translation_key)
        offered = with_places(page, site, [date])[0]
        mine = Registration.objects.for_event(site.pk, page.translation_key).filter(rule_start=date.rule_start)
        current = mine.filter(email=email).exclude(state__in=COMING).first() if email else None
        current = current or Registration(
            site=site,
            event=page.translation_key,
            rule_start=date.rule_start,
            email=email,
            language=page.locale.language_code,
        )
        current.name, current.delete_on = name, day_of_deletion(date)
        return _take_in(current, offered, site)


def _take_in(registration: Registration, offered: OfferedDate, site: Site) -> Registration:
    """Put somebody at the end of the waiting list and give out the places that are free."""
    if offered.places.is_closed:
        raise NoPlaceLeft
    registration.state, registration.confirmed_at = RegistrationState.WAITING, timezone.now()
    remember_told(registration, offered.date)
    registration.save()
    has_place = registration.pk in {row.pk for row in fill(offered, site, registration)}
    if has_place:
        registration.state = RegistrationState.CONFIRMED
    post(registration, Letter.PLACE if has_place else Letter.WAITING)
    return registration


def cancel(registration: Registration, site: Site) -> Registration:
    """Cancel a registration, give the place to the first who waits, and mail both; return it as it is then."""
    with transaction.atomic():
        lock_event(registration.event)
        current: Registration = Registration.objects.select_for_update().get(pk=registration.pk)
        if current.state == RegistrationState.CANCELLED:
            return current
        if current.state in COMING:
            post(current, Letter.CANCELLED)
        current.state = RegistrationState.CANCELLED
        current.delete_on = min(current.delete_on, timezone.localdate() + CANCELLED_KEPT)
        current.save(update_fields=["state", "delete_on"])
        offered = _offered(site, current.event, current.rule_start)
        if offered is not None:
            fill(offered, site)
        return current


def fill(offered: OfferedDate, site: Site, newcomer: Registration | None = None) -> list[Registration]:
    """Give the free places of a date to the first who wait, and tell them; the event has to be held.

    Return who got a place. The newcomer is told by whoever let them in.
    """
    waiting = Registration.objects.for_event(site.pk, offered.event).on([offered.date.rule_start])
    queue: QuerySet[Registration] = waiting.waiting().select_for_update()
    if offered.places.capacity is not None:
        queue = queue[: max(0, offered.places.capacity - offered.places.taken)]
    promoted = list(queue)
    for row in promoted:
        row.state = RegistrationState.CONFIRMED
        row.save(update_fields=["state"])
        if newcomer is None or row.pk != newcomer.pk:
            post(row, Letter.PROMOTED)
    return promoted


def lock_event(event: UUID) -> None:
    """Hold the pages of an event in all its languages until the transaction ends; on SQLite everything is held anyway."""
    pages = EventPage._base_manager.filter(translation_key=event).order_by("pk")
    list(pages.select_for_update(of=("self",)))


def remember_told(registration: Registration, date: EventDate) -> None:
    """Note what the mail that follows says of the date."""
    registration.told_start, registration.told_state = date.starts_at, date.state


def _offered(site: Site, event: UUID, rule_start: datetime) -> OfferedDate | None:
    """Return a date of the published event with its places; None when nobody can come to it any more."""
    page = event_of(site, event)
    date = find_date(page, rule_start) if page is not None else None
    if page is None or date is None or date.is_cancelled or date.starts_at <= timezone.now():
        return None
    return with_places(page, site, [date])[0]


def _has_too_many(site: Site, email: str, asked_from: str) -> bool:
    lately = Registration.objects.filter(site=site, email=email, created_at__gt=timezone.now() - COUNTED_FOR)
    is_open = Q(state=RegistrationState.UNCONFIRMED)
    waiting, clicked = lately.aggregate(
        waiting=Count("pk", filter=is_open), clicked=Count("pk", filter=~is_open)
    ).values()
    key = "kpss:sign-ups:" + salted_hmac("kpss_events.sign_ups", f"{site.pk} {email} {asked_from}").hexdigest()
    cache.add(key, 0, int(COUNTED_FOR.total_seconds()))
    if waiting >= MOST_UNCONFIRMED or cache.get(key, 0) - clicked >= MOST_OF_ONE_ASKER:
        return True
    with suppress(ValueError):  # the day has ended just now
        cache.incr(key)
    return False


def _is_first(registration: Registration) -> bool:
    """Whether nobody has signed up with the same address for the same date lately; who has cancelled since may at once."""
    key = f"kpss:signed-up:{registration.pk}:{registration.state == RegistrationState.CANCELLED}"
    return cache.add(key, 1, int(AGAIN_AFTER.total_seconds()))
