"""The dates of an event, worked out from its rule in the town's wall-clock time: four o'clock stays four o'clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from kpss_pages.events.choices import EventState, ExceptionKind, Repeats

MOST_DATES = 500
LONGEST_YEARS = 3
"""How many dates an event has at most, and for how many years from its start; ``validation`` refuses what is longer."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SIMPLE: Mapping[str, str] = {
    Repeats.DAILY: "FREQ=DAILY",
    Repeats.WEEKLY: "FREQ=WEEKLY",
    Repeats.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
}


@dataclass(frozen=True)
class Exceptional:
    """What is different on the day on which the rule gives ``date``."""

    date: date
    kind: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Schedule:
    """When an event is, as its editors wrote it down; ``until`` is the last day of one that repeats."""

    starts_at: datetime
    zone: ZoneInfo
    ends_at: datetime | None = None
    is_all_day: bool = False
    repeats: str = ""
    until: date | None = None
    state: str = EventState.PLANNED
    note: str = ""
    exceptions: tuple[Exceptional, ...] = ()

    @property
    def first_day(self) -> date:
        return self.starts_at.astimezone(self.zone).date()


@dataclass(frozen=True)
class EventDate:
    """One date of an event, its times in the town's zone.

    ``rule_start`` is when it would start by the rule. ``ends_at`` is never empty: a date of which nobody has said when
    it ends (``has_end`` is False) counts until its day is over, one that lasts all day until the midnight after it.
    """

    rule_start: datetime
    starts_at: datetime
    ends_at: datetime
    has_end: bool
    is_all_day: bool
    state: str = EventState.PLANNED
    note: str = ""

    @property
    def first_day(self) -> date:
        return self.starts_at.date()

    @property
    def last_day(self) -> date:
        """The last day on which any of it takes place."""
        if self.ends_at <= self.starts_at:
            return self.first_day
        return (self.ends_at - timedelta(microseconds=1)).date()

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.state == EventState.MOVED

    @property
    def moved_from(self) -> datetime | None:
        """When it would have been by the rule, None for a date that keeps to it."""
        return self.rule_start if self.is_moved and self.rule_start != self.starts_at else None


def dates_of(schedule: Schedule) -> list[EventDate]:
    """Return the dates of an event in the order of its rule; a cancelled one is among them and says so."""
    exceptions = {exception.date: exception for exception in schedule.exceptions}
    return [_date_on(day, schedule, exceptions.get(day)) for day in days_of(schedule)]


def days_of(schedule: Schedule) -> list[date]:
    """Return the days that the rule gives, the first one always; at most ``MOST_DATES``, for ``LONGEST_YEARS``."""
    return days_by_rule(schedule)[:MOST_DATES]


def days_by_rule(schedule: Schedule) -> list[date]:
    """Return the days that the rule gives within ``LONGEST_YEARS``, however many."""
    first = schedule.first_day
    if not schedule.repeats or schedule.until is None or schedule.until < first:
        return [first]
    last = min(schedule.until, years_after(first, LONGEST_YEARS))
    # Days without hours: no change of the clock comes between them.
    rule = rrulestr(rule_text(schedule.repeats, first), dtstart=datetime.combine(first, time.min))
    return [moment.date() for moment in rule.between(datetime.combine(first, time.min), _midnight(last), inc=True)]


def rule_text(repeats: str, first: date) -> str:
    """Return the rule of an event that starts on a day as RFC 5545 writes it, without its end.

    "Every month on the same day" of a 29th, 30th or 31st is the last day of a month that has no such day, and an event of
    29 February is on the 28th in other years. "On the same day of the week" is the first to fourth such day of the month;
    of an event on a fifth Friday it is the last Friday of every month.
    """
    if repeats == Repeats.MONTHLY_DAY:
        return f"FREQ=MONTHLY;{_day_of_month(first.day)}"
    if repeats == Repeats.MONTHLY_WEEKDAY:
        week = (first.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{_WEEKDAYS[first.weekday()]}"
    if repeats == Repeats.YEARLY:
        is_leap_day = (first.month, first.day) == (2, 29)
        day = _day_of_month(29) if is_leap_day else f"BYMONTHDAY={first.day}"
        return f"FREQ=YEARLY;BYMONTH={first.month};{day}"
    return _SIMPLE[repeats]


def _day_of_month(day: int) -> str:
    if day <= 28:
        return f"BYMONTHDAY={day}"
    days = ",".join(str(number) for number in range(28, day + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"


def years_after(day: date, years: int) -> date:
    """Return the same day some years later, 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date.max if day.year + years > date.max.year else day.replace(year=day.year + years, day=28)


def _date_on(day: date, schedule: Schedule, exception: Exceptional | None) -> EventDate:
    planned = _by_rule(day, schedule)
    if schedule.state == EventState.CANCELLED or exception is None:
        return planned
    if exception.kind == ExceptionKind.CANCELLED:
        return _changed(planned, planned.starts_at, planned.ends_at, EventState.CANCELLED, exception.note)
    if exception.starts_at is None:
        return planned
    start, end = _moved(planned, exception.starts_at.astimezone(schedule.zone), exception, schedule)
    has_end = planned.has_end or exception.ends_at is not None
    return _changed(planned, start, end, EventState.MOVED, exception.note, has_end)


def _by_rule(day: date, schedule: Schedule) -> EventDate:
    zone = schedule.zone
    start = schedule.starts_at.astimezone(zone)
    end = schedule.ends_at.astimezone(zone) if schedule.ends_at is not None else None
    last = day + (end.date() - start.date() if end is not None else timedelta())
    if schedule.is_all_day:
        starts_at, ends_at = at(day, time.min, zone), at(last + timedelta(days=1), time.min, zone)
    else:
        starts_at = at(day, start.time(), zone)
        ends_at = at(last, end.time(), zone) if end is not None else end_of_day(starts_at, zone)
    has_end = end is not None or schedule.is_all_day
    return EventDate(starts_at, starts_at, ends_at, has_end, schedule.is_all_day, schedule.state, schedule.note)


def _moved(
    planned: EventDate, start: datetime, exception: Exceptional, schedule: Schedule
) -> tuple[datetime, datetime]:
    zone = schedule.zone
    end = exception.ends_at.astimezone(zone) if exception.ends_at is not None else None
    if planned.is_all_day:
        days = planned.last_day - planned.first_day
        last = end.date() if end is not None else start.date() + days
        return at(start.date(), time.min, zone), at(last + timedelta(days=1), time.min, zone)
    if end is not None:
        return start, max(start, end)
    if planned.has_end:
        return start, _in_zone(start.astimezone(UTC) + (planned.ends_at - planned.starts_at), zone)
    return start, end_of_day(start, zone)


def _changed(
    planned: EventDate, start: datetime, end: datetime, state: str, note: str, has_end: bool | None = None
) -> EventDate:
    known = planned.has_end if has_end is None else has_end
    return EventDate(planned.rule_start, start, end, known, planned.is_all_day, state, note)


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return a time of a day on the clocks of a zone; the one that the clocks skip in spring is an hour later."""
    return _in_zone(datetime.combine(day, clock.replace(fold=0), tzinfo=zone), zone)


def end_of_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the midnight that ends the day of a moment."""
    return at(moment.astimezone(zone).date() + timedelta(days=1), time.min, zone)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(UTC).astimezone(zone)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def coming(dates: Iterable[EventDate], now: datetime) -> list[EventDate]:
    """Return the dates that are not over, by when they start."""
    return sorted((date for date in dates if date.ends_at > now), key=lambda date: date.starts_at)
