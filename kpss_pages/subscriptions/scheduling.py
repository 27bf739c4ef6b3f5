"""When whom is told: what the workers look at every minute. It costs what is new, not how many towns there are."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from kpss_pages.subscriptions.choices import DeliveryState, Frequency
from kpss_pages.subscriptions.links import CONFIRM_SECONDS
from kpss_pages.subscriptions.models import Announcement, Delivery, Mailing, Subscriber
from kpss_pages.subscriptions.preparing import FORGOTTEN_AFTER
from kpss_pages.subscriptions.tasks import deliver
from sites.choices import TimeZone

GRACE = timedelta(minutes=5)
"""So long a page has been public before anybody is told: whoever publishes it corrects its first mistakes by then."""

MORNING = time(7)
BATCH = 500
"""Subscribers whose mails are one job."""

LOOK_BACK = {
    Frequency.AT_ONCE: timedelta(days=1),
    Frequency.DAILY: timedelta(days=3),
    Frequency.WEEKLY: timedelta(days=9),
}
"""How old the last announcement may be for a round to begin: what no worker told of by then waits for the next one."""

KEPT_UNCONFIRMED = timedelta(seconds=CONFIRM_SECONDS)
KEPT_PAUSED = timedelta(days=365)
KEPT_DELIVERIES = timedelta(days=90)
KEPT_ANNOUNCEMENTS = timedelta(days=365)
ROUNDS_IN_HAND = 20
"""Forgotten mails are taken care of in so many jobs at a time."""


def begin_due_mailings(now: datetime | None = None) -> int:
    """Begin every round of mails whose time has come; return how many."""
    now = now or timezone.now()
    begun = 0
    for frequency in Frequency:
        for site_id, until, slot in _due(frequency, now):
            begun += begin(site_id, frequency, slot, until)
    return begun


def _due(frequency: Frequency, now: datetime) -> Iterator[tuple[int, int, str]]:
    """Yield town, last announcement and slot of the rounds of one frequency that may begin."""
    waiting = _untold(frequency, now)
    if frequency == Frequency.AT_ONCE:
        yield from ((site_id, until, str(until)) for site_id, until in waiting)
        return
    for zone in TimeZone.values:
        slot = slot_of(frequency, now.astimezone(ZoneInfo(zone)))
        if slot:
            had_it = Mailing.objects.filter(site=OuterRef("site"), frequency=frequency, slot=slot)
            of_zone = waiting.filter(~Exists(had_it), site__townsettings__time_zone=zone)
            yield from ((site_id, until, slot) for site_id, until in of_zone)


def slot_of(frequency: Frequency, local: datetime) -> str:
    """Return the day or week whose mails go from this morning on, "" before it."""
    if local.time() < MORNING:
        return ""
    if frequency == Frequency.WEEKLY:
        year, week, weekday = local.isocalendar()
        # On Monday; should no worker have run then, on the day after.
        return f"{year}-W{week:02}" if weekday in (1, 2) else ""
    return f"{local:%Y-%m-%d}"


def _untold(frequency: Frequency, now: datetime) -> "QuerySet[Announcement, tuple[int, int]]":
    """Return the towns in which somebody is still to be told, with their last announcement that is old enough."""
    readers = Subscriber.objects.active().filter(
        site=OuterRef("site"), frequency=frequency, told_until__lt=OuterRef("pk")
    )
    recent = Announcement.objects.filter(
        Exists(readers), announced_at__gte=now - LOOK_BACK[frequency], announced_at__lte=now - GRACE
    )
    return (
        recent.filter(site__townsettings__is_suspended=False)
        .order_by()
        .values_list("site")
        .annotate(until=Max("pk"))
        .values_list("site", "until")
    )


def begin(site_id: int, frequency: str, slot: str, until: int) -> int:
    """Begin a round of mails with a job a batch of subscribers, all or nothing; return 0 when it was begun before."""
    with transaction.atomic():
        mailing, is_new = Mailing.objects.get_or_create(
            site_id=site_id, frequency=frequency, slot=slot, defaults={"until": until}
        )
        if is_new:
            for first, last in batches(Subscriber.objects.active().filter(site=site_id, frequency=frequency)):
                deliver.enqueue(mailing.pk, first, last)
    return int(is_new)


def batches(readers: "QuerySet[Subscriber]") -> Iterator[tuple[int, int]]:
    """Yield the first and the last key of every batch."""
    after = 0
    while keys := list(readers.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        after = keys[-1]
        yield keys[0], after


def take_care_of_forgotten(now: datetime | None = None) -> int:
    """Enqueue what was not sent when it should have been: put off, or its job was given up; return how many jobs."""
    now = now or timezone.now()
    left = Delivery.objects.filter(
        state__in=[DeliveryState.PREPARED, DeliveryState.SENDING], next_attempt_at__lte=now, subscriber__isnull=False
    )
    rounds = left.order_by().values_list("mailing").annotate(first=Min("subscriber"), last=Max("subscriber"))
    jobs = 0
    for mailing_id, first, last in rounds[:ROUNDS_IN_HAND]:
        with transaction.atomic():
            left.filter(mailing=mailing_id).update(next_attempt_at=now + FORGOTTEN_AFTER)
            deliver.enqueue(mailing_id, first, last)
        jobs += 1
    return jobs


def forget(now: datetime | None = None) -> None:
    """Delete addresses that nobody has confirmed or to which no mail has got for long, and what is known of mails of long ago."""
    now = now or timezone.now()
    Subscriber.objects.filter(confirmed_at__isnull=True, created_at__lt=now - KEPT_UNCONFIRMED).exclude(
        asked_at__gte=now - KEPT_UNCONFIRMED
    ).delete()
    Subscriber.objects.filter(paused_at__lt=now - KEPT_PAUSED).delete()
    before = now - KEPT_DELIVERIES
    Delivery.objects.filter(prepared_at__lt=before).delete()
    Mailing.objects.filter(created_at__lt=before).delete()
    Announcement.objects.filter(announced_at__lt=now - KEPT_ANNOUNCEMENTS).delete()
