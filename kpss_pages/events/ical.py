"""Events as calendars for telephones and computers (iCalendar, RFC 5545)."""

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur

from kpss_pages.events.choices import EventState
from kpss_pages.events.recurrence import EventDate, dates_of, rule_text
from kpss_pages.events.where import where_of

if TYPE_CHECKING:
    from kpss_pages.events.models import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//KPSS//events//EN"
REFRESH = timedelta(hours=6)
"""How often a calendar program should look again."""

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


def serve_calendar(
    request: HttpRequest, pages: "Iterable[EventPage]", *, name: str, zone: ZoneInfo, url: str
) -> HttpResponseBase:
    """Answer with a calendar; with 304 to a program that has it already."""
    listed = list(pages)
    content = calendar_of(listed, name=name, zone=zone, url=url, request=request)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    # Told apart by its content: an event that is withdrawn makes no other one newer.
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    changed_at = max((page.last_published_at for page in listed if page.last_published_at), default=None)
    modified = int(changed_at.timestamp()) if changed_at else None
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    # By the content alone, for the same reason.
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response


def calendar_of(
    pages: "Iterable[EventPage]", *, name: str, zone: ZoneInfo, url: str, request: HttpRequest | None = None
) -> bytes:
    """Return a calendar with the events of some pages: UTF-8, lines of 75 octets at most, ends of lines CRLF."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, " ".join(_plain(name).split()))  # the library escapes no end of a line here
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("url", url)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone(zone))
    for page in pages:
        for component in components_of(page, request):
            calendar.add_component(component)
    written: bytes = calendar.to_ical()
    return written


def uid_of(page: "EventPage") -> str:
    """Return the identifier of an event: the same in its languages, under any address, for ever."""
    return str(uuid.uuid5(page.translation_key, "event"))


def components_of(page: "EventPage", request: HttpRequest | None = None) -> Iterator[Event]:
    """Yield an event with its rule, then each of its dates that was moved."""
    schedule = page.schedule()
    dates = page.dates()
    event = _event(page, request, schedule.state, schedule.note)
    # The rule begins with the first day though that one is moved or cancelled.
    _add_times(event, dates_of(replace(schedule, repeats="", exceptions=()))[0])
    if schedule.repeats and len(dates) > 1:
        rule = vRecur.from_ical(rule_text(schedule.repeats, schedule.first_day))
        last = dates[-1].rule_start
        rule["UNTIL"] = [last.date() if schedule.is_all_day else last.astimezone(UTC)]
        event.add("rrule", rule)
        cancelled = [date for date in dates if date.is_cancelled and schedule.state != EventState.CANCELLED]
        for cancelled_date in cancelled:
            event.add("exdate", _value(cancelled_date.rule_start, cancelled_date))
    yield event
    for moved in dates:
        if moved.moved_from is not None:
            other = _event(page, request, EventState.MOVED, moved.note)
            other.add("recurrence-id", _value(moved.rule_start, moved))
            _add_times(other, moved)
            yield other


def _event(page: "EventPage", request: HttpRequest | None, state: str, note: str) -> Event:
    """Return an event without its times."""
    event = Event()
    where = where_of(page)
    event.add("uid", uid_of(page))
    changed_at = page.last_published_at or timezone.now()
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    if page.first_published_at:
        event.add("created", page.first_published_at)
    event.add("sequence", page.sequence)
    event.add("summary", _plain(page.title))
    event.add("status", "CANCELLED" if state == EventState.CANCELLED else "CONFIRMED")
    url = page.get_full_url(request)
    if url:
        event.add("url", url)
    place = where.line or page.online_url
    if place:
        event.add("location", _plain(place))
    if where.office is not None and where.office.latitude is not None and where.office.longitude is not None:
        event.add("geo", (float(where.office.latitude), float(where.office.longitude)))
    description = "\n".join(_description(page, state, note, where.access_note, where.access))
    if description:
        event.add("description", _plain(description))
    names = [_plain(str(topic)) for topic in page.topics.all()]
    if names:
        event.add("categories", names)
    return event


def _description(page: "EventPage", state: str, note: str, access_note: str, access: str) -> Iterator[str]:
    if state == EventState.CANCELLED:
        yield _("The event is cancelled.")
    elif state == EventState.MOVED:
        yield _("The event was moved.")
    if note:
        yield note
    if page.lead:
        yield page.lead
    if page.online_url:
        yield _("Take part on line: %(address)s") % {"address": page.online_url}
    if access:
        yield _("For people in a wheelchair: %(access)s") % {"access": access}
    if access_note:
        yield access_note
    if page.organiser:
        yield _("Organiser: %(name)s") % {"name": page.organiser}


def _add_times(event: Event, event_date: EventDate) -> None:
    event.add("dtstart", _value(event_date.starts_at, event_date))
    if event_date.has_end and event_date.ends_at > event_date.starts_at:
        event.add("dtend", _value(event_date.ends_at, event_date))


def _value(moment: datetime, event_date: EventDate) -> date | datetime:
    return moment.date() if event_date.is_all_day else moment


def _zone(zone: ZoneInfo) -> Timezone:
    """Return the clocks of Prague and Bratislava: those of the European Union (directive 2000/84/EC), since 1996."""
    component = Timezone()
    component.add("tzid", zone.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, begins, name, before, after, month in (
        (summer, datetime(1981, 3, 29, 2), "CEST", _WINTER, _SUMMER, 3),
        (winter, datetime(1996, 10, 27, 3), "CET", _SUMMER, _WINTER, 10),
    ):
        part.add("dtstart", begins)
        part.add("rrule", vRecur.from_ical(f"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        component.add_component(part)
    return component


def _plain(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n"))
