"""The date that somebody comes to, as a file for their calendar."""

from datetime import UTC

from icalendar import Calendar

from kpss_pages.events.ical import calendar_of
from kpss_pages.events.models import EventPage
from kpss_pages.events.recurrence import EventDate

NAME = "event.ics"
TYPE = "text/calendar"


def calendar_of_date(page: EventPage, date: EventDate) -> bytes:
    """Return one date of an event as iCalendar; the page is loaded anew and not changed.

    Each date of an event that repeats has an identifier of its own: who comes to two keeps both in the calendar.
    """
    single: EventPage = EventPage.objects.with_places().get(pk=page.pk)
    single.repeats, single.exceptions, single.state = "", [], date.state
    single.starts_at, single.ends_at = date.starts_at, None
    if date.is_all_day:
        single.ends_at = date.starts_at + (date.last_day - date.first_day)
    elif date.has_end:
        single.ends_at = date.ends_at
    content = calendar_of([single], name=page.title, zone=page.zone, url=page.full_url or "")
    if not page.repeats:
        return content
    calendar = Calendar.from_ical(content)
    for event in calendar.walk("VEVENT"):
        event["uid"] = f"{event['uid']}-{date.rule_start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    written: bytes = calendar.to_ical()
    return written
