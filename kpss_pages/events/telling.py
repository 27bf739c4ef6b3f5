"""What those who subscribe are told of events (``kpss_pages.core.announcements``)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.announcements import AnnouncedKind, Occasion, What
from kpss_pages.events.choices import EventState
from kpss_pages.events.recurrence import EventDate, coming, dates_of
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import moment_text, when_text

MOST_CHANGES = 5
"""Dates of a series of which a mail says what has become; it says how many more there are."""


def is_announced(event: Any) -> bool:
    return not event.is_over()


def occasion_of(event: Any) -> Occasion:
    """People are told of an event, then that it is cancelled, and each time that it or one of its dates is moved."""
    if event.state == EventState.CANCELLED:
        return Occasion(What.CANCELLED)
    mark = _mark_of(changed_dates(event))
    if event.state == EventState.MOVED:
        return Occasion(What.MOVED, f"{event.starts_at.isoformat()} {mark}".strip())
    return Occasion(What.CHANGED, mark) if mark else Occasion()


def changed_dates(event: Any, now: datetime | None = None) -> list[EventDate]:
    """Return the dates of an event that are still to come and that are cancelled or moved by themselves."""
    dates = dates_of(replace(event.schedule(), state=EventState.PLANNED))
    return [date for date in coming(dates, now or timezone.now()) if date.is_cancelled or date.is_moved]


def detail_of(event: Any) -> str:
    """Return when the event is next, where, and what of it is not as it was."""
    now = timezone.now()
    dates = event.dates()
    ahead = coming(dates, now)
    # One date of several that is cancelled is not when to come.
    next_date = next((date for date in ahead if not date.is_cancelled), (ahead or dates)[0])
    parts = (when_text(next_date), where_of(event).line, event.state_note)
    changed = [] if event.state == EventState.CANCELLED else changed_dates(event, now)
    return "; ".join((", ".join(part for part in parts if part), *_changes(changed)))


def _changes(dates: list[EventDate]) -> Iterator[str]:
    for date in dates[:MOST_CHANGES]:
        said = _change(date)
        yield f"{said} ({date.note})" if date.note else said
    more = len(dates) - MOST_CHANGES
    if more > 0:
        yield ngettext("%(count)d more date is not as it was", "%(count)d more dates are not as they were", more) % {
            "count": more
        }


def _change(date: EventDate) -> str:
    times = {
        "former": moment_text(date.rule_start, is_all_day=date.is_all_day),
        "time": moment_text(date.starts_at, is_all_day=date.is_all_day),
    }
    if date.is_cancelled:
        return gettext("cancelled on %(time)s") % times
    return gettext("moved from %(former)s to %(time)s") % times


def _mark_of(dates: Iterable[EventDate]) -> str:
    """Return what tells changes of single dates apart, "" when there is none."""
    facts = [f"{date.rule_start.date()} {date.starts_at.isoformat() if date.is_moved else ''}" for date in dates]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:20] if facts else ""


ANNOUNCED = AnnouncedKind(
    key="events",
    model="kpss_events.EventPage",
    label=_("Events"),
    is_announced=is_announced,
    has_topics=True,
    occasion_of=occasion_of,
    detail_of=detail_of,
)
