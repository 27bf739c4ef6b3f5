"""A month of a calendar: its weeks, what is on each of its days, and which months there are at all."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from kpss_pages.events.wording import hours_text, month_text, short_day_text, weekday_text

if TYPE_CHECKING:
    from kpss_pages.events.models import Occurrence

MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def previous(self) -> "Month":
        return Month.of(self.first_day - timedelta(days=1))

    @property
    def next(self) -> "Month":
        return Month.of(self.last_day + timedelta(days=1))

    @property
    def below(self) -> str:
        """Its address below that of the calendar: "2026/12/"."""
        return f"{self.year:04}/{self.month:02}/"

    @property
    def name(self) -> str:
        return month_text(self.first_day)


@dataclass(frozen=True)
class Months:
    """The months that a calendar shows: from the first with an event, or this one, to the last of these."""

    first: Month
    last: Month
    this: Month

    @classmethod
    def around(cls, span: tuple[datetime, datetime] | None, today: date, zone: ZoneInfo) -> Self:
        """Return the months of events between two moments; of none, this month alone."""
        this = Month.of(today)
        if span is None:
            return cls(this, this, this)
        begins = Month.of(span[0].astimezone(zone).date())
        ends = Month.of((span[1].astimezone(zone) - timedelta(microseconds=1)).date())
        return cls(min(this, begins), max(this, ends), this)

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __iter__(self) -> Iterator[Month]:
        month = self.first
        while month <= self.last:
            yield month
            month = month.next

    def before(self, month: Month) -> Month | None:
        """Return the month before another, None before the first."""
        return month.previous if month > self.first else None

    def after(self, month: Month) -> Month | None:
        """Return the month after another, None after the last."""
        return month.next if month < self.last else None


@dataclass(frozen=True)
class OnDay:
    """An event on one of its days, with its hours in words."""

    occurrence: "Occurrence"
    hours: str


@dataclass(frozen=True)
class Day:
    """A cell of the table; one of another month is empty."""

    date: date
    is_in_month: bool
    is_today: bool
    events: list[OnDay] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The day with its weekday, as it is read aloud."""
        return short_day_text(self.date)


@dataclass(frozen=True)
class Weekday:
    """A heading of the table."""

    name: str
    short: str


def weekdays() -> list[Weekday]:
    """Return the days of a week from Monday."""
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    return [Weekday(weekday_text(day), date_format(day, "D").lower()) for day in days]


def weeks_of(month: Month, occurrences: "Iterable[Occurrence]", today: date) -> list[list[Day]]:
    """Return the weeks of a month from Monday; an event of several days stands on each of them."""
    weeks = [
        [Day(day, day.month == month.month, day == today) for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]
    days = {day.date: day for week in weeks for day in week if day.is_in_month}
    for occurrence in occurrences:
        event_date = occurrence.date
        day = max(event_date.first_day, month.first_day)
        while day <= min(event_date.last_day, month.last_day):
            days[day].events.append(OnDay(occurrence, hours_text(event_date, day)))
            day += timedelta(days=1)
    return weeks
