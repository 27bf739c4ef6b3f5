"""What those who subscribe are told of events (``kpss_pages.core.announcements``)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.announcements import AnnouncedKind, Occasion, What
from kpss_pages.events.choices import EventState
from kpss_pages.events.recurrence import coming
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import when_text


def is_announced(event: Any) -> bool:
    return not event.is_over()


def occasion_of(event: Any) -> Occasion:
    """People are told of an event, then that it is cancelled, and each time that it is moved to another hour."""
    if event.state == EventState.CANCELLED:
        return Occasion(What.CANCELLED)
    if event.state == EventState.MOVED:
        return Occasion(What.MOVED, event.starts_at.isoformat())
    return Occasion()


def detail_of(event: Any) -> str:
    """Return when the event is next, where, and why it is not as it was."""
    now = timezone.now()
    dates = event.dates()
    ahead = coming(dates, now)
    # One date of several that is cancelled is not when to come.
    next_date = next((date for date in ahead if not date.is_cancelled), (ahead or dates)[0])
    parts = (when_text(next_date), where_of(event).line, event.state_note)
    return ", ".join(part for part in parts if part)


ANNOUNCED = AnnouncedKind(
    key="events",
    model="kpss_events.EventPage",
    label=_("Events"),
    is_announced=is_announced,
    has_topics=True,
    occasion_of=occasion_of,
    detail_of=detail_of,
)
