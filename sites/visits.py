"""Aggregate visit counts of a town; how they are gathered and read.

All four figures count page views from the same table in nested spans, so none can exceed a wider one. Each process
gathers its views in memory and writes them with the first view after a few seconds: other views cost no query, and what
is not written when the process ends is lost.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from wagtail.models import Site

from sites.models import VisitCount

WINDOW = timedelta(minutes=5)
FLUSH_SECONDS = 5.0
READ_SECONDS = 30
DETAIL_KEPT = timedelta(days=8)


@dataclass(frozen=True)
class Visits:
    """Page views of a town: ever, in the last seven days, in the last 24 hours, in the last five minutes or so."""

    total: int
    week: int
    day: int
    online: int


class _Gatherer:
    """Views of this process that are not written yet."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.views: Counter[tuple[int, datetime]] = Counter()
        self.flushed_at = time.monotonic()

    def add(self, site_id: int, starts_at: datetime) -> Counter[tuple[int, datetime]] | None:
        """Count one view; return the gathered views when it is time to write them."""
        with self.lock:
            self.views[site_id, starts_at] += 1
            if time.monotonic() - self.flushed_at < FLUSH_SECONDS:
                return None
            return self._take()

    def take(self) -> Counter[tuple[int, datetime]]:
        with self.lock:
            return self._take()

    def _take(self) -> Counter[tuple[int, datetime]]:
        taken, self.views = self.views, Counter()
        self.flushed_at = time.monotonic()
        return taken


_gatherer = _Gatherer()


def window_start(moment: datetime) -> datetime:
    """Return the beginning of the five-minute window of ``moment``."""
    return moment - timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)


def count_visit(site_id: int) -> None:
    """Count one page view of a town."""
    due = _gatherer.add(site_id, window_start(timezone.now()))
    if due:
        write(due)


def flush() -> None:
    """Write what this process has gathered."""
    write(_gatherer.take())


def write(views: Counter[tuple[int, datetime]]) -> None:
    """Add gathered views to the table; those of a town that was removed meanwhile are dropped."""
    known = set(Site.objects.filter(pk__in={site_id for site_id, _ in views}).values_list("pk", flat=True))
    for (site_id, starts_at), count in views.items():
        if site_id not in known:
            continue
        with transaction.atomic():
            row, is_new = VisitCount.objects.get_or_create(
                site_id=site_id, starts_at=starts_at, defaults={"views": count}
            )
            if not is_new:
                VisitCount.objects.filter(pk=row.pk).update(views=F("views") + count)


def seconds_left_of_figures(site_id: int) -> float:
    """Return how long the figures that are shown now will be shown: all processes change them at the same moment."""
    return READ_SECONDS - (time.time() + site_id) % READ_SECONDS


def visits_of(site_id: int) -> Visits:
    """Return a town's figures, at most half a minute old."""
    # Not all towns at once, so that their pages are not all rendered anew in the same second.
    key = f"kpss:visits:{site_id}:{int((time.time() + site_id) // READ_SECONDS)}"
    visits: Visits | None = cache.get(key)
    if visits is None:
        now = timezone.now()
        spans = {
            "week": now - timedelta(days=7),
            "day": now - timedelta(days=1),
            "online": window_start(now) - WINDOW,
        }
        figures = VisitCount.objects.filter(site=site_id).aggregate(
            total=Sum("views"),
            **{name: Sum("views", filter=Q(starts_at__gte=since)) for name, since in spans.items()},
        )
        visits = Visits(**{name: count or 0 for name, count in figures.items()})
        cache.set(key, visits, READ_SECONDS)
    return visits


@transaction.atomic
def merge_old_windows(now: datetime | None = None) -> int:
    """Merge windows older than eight days into one a day; return how many rows were merged."""
    # In UTC, as the rows are kept: the look-ups below would take the active time zone otherwise.
    with timezone.override(UTC):
        return _merge((now or timezone.now()).astimezone(UTC))


def _merge(now: datetime) -> int:
    limit = (now - DETAIL_KEPT).replace(hour=0, minute=0, second=0, microsecond=0)
    days: Counter[tuple[int, datetime]] = Counter()
    old = VisitCount.objects.filter(starts_at__lt=limit).exclude(
        starts_at__hour=0, starts_at__minute=0, starts_at__second=0
    )
    for row in old:
        days[row.site_id, row.starts_at.replace(hour=0, minute=0, second=0, microsecond=0)] += row.views
    merged, _by_model = old.delete()
    write(days)
    return merged
