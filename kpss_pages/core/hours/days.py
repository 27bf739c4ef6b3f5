"""What holds on a date: of special days, public holidays, seasons and the week, the first that speaks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kpss_pages.core.hours.public_holidays import holiday_on
from kpss_pages.core.hours.values import Interval, OfficeHours, Season, SpecialDays

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfCalendar:
    """A date with its hours; ``reason`` is the holiday or what a special day is for, ``mark`` that of a closed day."""

    day: date
    intervals: tuple[Interval, ...] = ()
    mark: str = ""
    reason: str = ""
    is_special: bool = False
    is_holiday: bool = False


def day_on(hours: OfficeHours, day: date, country: str) -> DayOfCalendar:
    """Return what holds on a date in a country ("CZ", "SK")."""
    special = special_days_on(hours.special_days, day)
    if special is not None:
        return DayOfCalendar(day, special.intervals, reason=special.reason, is_special=True)
    holiday = "" if hours.open_on_holidays else holiday_on(day, country)
    if holiday:
        return DayOfCalendar(day, reason=holiday, is_holiday=True)
    season = season_on(hours.seasons, day)
    week = season.week if season is not None else hours.week
    if not week:
        return DayOfCalendar(day)
    return DayOfCalendar(day, week[day.weekday()].intervals, week[day.weekday()].mark)


def special_days_on(special_days: Iterable[SpecialDays], day: date) -> SpecialDays | None:
    """Return the special days that a date is one of; of several those written last."""
    found = None
    for days in special_days:
        if days.first <= day <= days.last:
            found = days
    return found


def season_on(seasons: Iterable[Season], day: date) -> Season | None:
    """Return the season that a date lies in; of several the one written last."""
    found = None
    for season in seasons:
        if is_in_season(season, (day.month, day.day)):
            found = season
    return found


def is_in_season(season: Season, day: tuple[int, int]) -> bool:
    """Whether a day of the year, (month, day), lies in a season."""
    if season.first <= season.last:
        return season.first <= day <= season.last
    return day >= season.first or day <= season.last
