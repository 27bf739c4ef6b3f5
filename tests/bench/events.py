"""What a town's calendar with 300 events costs, while other towns have theirs; tells the figures as JSON.

Makes the events in the towns of the demo, unless they are there, and leaves them. Their rows are written at once: what
publishing does to each is measured by the tests, not here.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from kpss_pages.contacts.models import Office
from kpss_pages.core.models import Topic
from kpss_pages.events.models import EventIndexPage, EventPage
from kpss_pages.events.publication import make_dates
from sites.models import TownSettings
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST

EVENTS = 300
ELSEWHERE = 100
"""Events of each other town."""
DAYS = 28
ROUNDS = 30
MOST_QUERIES = 10
SLUG = "akce-z-mereni"


def main() -> None:
    now = timezone.now()
    month = (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=8, minute=0, second=0, microsecond=0)
    with transaction.atomic():
        for town in TownSettings.objects.select_related("site__root_page"):
            make_events(town, EVENTS if town.site.hostname == HOST else ELSEWHERE, month)
    path = index_of(Site.objects.get(hostname=HOST)).get_url_parts()[2]
    below = f"{month.year}/{month.month:02}/"
    figures = [
        *measured(f"month with {EVENTS} events", f"{path}{below}", MOST_QUERIES),
        *measured("month, one topic", f"{path}{below}?topic={SLUG}", MOST_QUERIES),
        *measured("list of coming events", path, MOST_QUERIES),
        *measured("calendar of the town", f"{path}calendar.ics"),
        *measured("feed", f"{path}feed/"),
    ]
    sys.stdout.write(told(figures))


def index_of(site: Site) -> EventIndexPage:
    found = EventIndexPage.objects.descendant_of(site.root_page).live().first()
    if found is None:
        raise LookupError(f"The demo has no calendar of events of {site}")
    index: EventIndexPage = found
    return index


def make_events(town: TownSettings, count: int, month: datetime) -> None:
    """Make events on all days of a month, a tenth of them weekly."""
    index = index_of(town.site)
    if EventPage.objects.child_of(index).filter(slug__startswith=SLUG).exists():
        return
    topic, _made = Topic.objects.get_or_create(site=town.site, slug=SLUG, defaults={"name_cs": "Měření"})
    office = Office.objects.filter(site=town.site).first()
    for number, event in enumerate(events_of(index, count, month)):
        event.office = office
        index.add_child(instance=event)
        if number % 3 == 0:
            event.topics.set([topic])
            event.save()
        make_dates(event)


def events_of(index: EventIndexPage, count: int, month: datetime) -> Iterator[EventPage]:
    for number in range(count):
        start = month + timedelta(days=number % DAYS, minutes=15 * (number % 32))
        is_weekly = number % 10 == 0
        yield EventPage(
            title=f"Setkání číslo {number} o sociálních službách",
            slug=f"{SLUG}-{number}",
            locale=index.locale,
            lead="Přijďte říct, co ve městě chybí.",
            starts_at=start.astimezone(UTC),
            ends_at=start + timedelta(hours=2),
            repeats="weekly" if is_weekly else "",
            repeats_until=(start + timedelta(days=60)).date() if is_weekly else None,
            last_published_at=timezone.now(),
            first_published_at=timezone.now(),
            translation_key=uuid4(),
        )


def measured(name: str, path: str, most_queries: int | None = None) -> list[Figure]:
    """Return how long the answer to an address takes, made anew each time, and how many queries."""
    client = Client(headers={"host": HOST})
    milliseconds = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        response: Any = client.get(path, secure=True)
        milliseconds.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{path}: answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path, secure=True)
    first, *others = milliseconds
    note = f"p95 {quantiles(others, n=20)[-1]:.1f} ms, first {first:.0f} ms, {len(response.content) / 1000:.0f} kB"
    return [
        Figure(name, median(others), "ms", None, note),
        Figure(f"{name}, queries", len(queries), "", most_queries),
    ]


if __name__ == "__main__":
    main()
