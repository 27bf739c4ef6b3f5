"""Days of the week, days of the year and dates as people write them in lines of hours."""

import re
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from kpss_pages.core.hours.times import DASH
from kpss_pages.core.hours.values import DAYS

_BEGINNINGS = (
    ("po", "mo"),
    ("út", "ut", "tu"),
    ("stř", "str", "we"),
    ("čt", "ct", "št", "štv", "stv", "th"),
    ("pá", "pa", "pi", "fr"),
    ("so", "sa"),
    ("ne", "su"),
)
"""How the names of days begin in Czech, Slovak and English, diacritics often left out; "st" alone is Wednesday."""
_WORD = re.compile(r"([^\W\d_]+)\.?")
_BETWEEN_DAYS = re.compile(rf"\s*(?:({DASH})|,|\ba\b|\bi\b|:)?\s*")
_DAY = r"([0-9]{1,2})\.\s*([0-9]{1,2})\."
_SEASON = re.compile(rf"{_DAY}?\s*{DASH}\s*{_DAY}?")
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_DATE = rf"(?:{_ISO}|([0-9]{{1,2}})\.\s*([0-9]{{1,2}})\.\s*([0-9]{{4}}))"
_FROM = rf"(?:{_ISO}|([0-9]{{1,2}})\.(?:\s*([0-9]{{1,2}})\.(?:\s*([0-9]{{4}}))?)?)"
_DATES = re.compile(rf"{_FROM}\s*{DASH}\s*{_DATE}(?![0-9])")
_ONE_DATE = re.compile(rf"{_DATE}(?![0-9])")


def name_of(day: int) -> str:
    """Return the name of a day of the week, Monday 0, in the active language."""
    return str(WEEKDAYS[day])


def read_days(text: str) -> tuple[list[int], str]:
    """Return the days of the week that a text begins with ("po, st", "út–čt") and what follows; no days for none."""
    days: list[int] = []
    position = 0
    until = False
    while match := _WORD.match(text, position):
        day = _weekday(match[1])
        if day is None:
            break
        days += _days_until(days[-1], day) if until and days else [day]
        between = _BETWEEN_DAYS.match(text, match.end())
        until = bool(between and between[1])
        position = between.end() if between else match.end()
    return days, text[position:]


def _weekday(word: str) -> int | None:
    small = word.casefold()
    if small == "st":
        return 2
    for day, beginnings in enumerate(_BEGINNINGS):
        if small.startswith(beginnings):
            return day
    return None


def _days_until(first: int, last: int) -> list[int]:
    """Return the days after the first up to the last, over Sunday where the last comes before it."""
    return [day % DAYS for day in range(first + 1, last + 1 if last > first else last + 1 + DAYS)]


def written_days(days: Sequence[int]) -> str:
    """Return days of the week in short: "po–st, pá"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{WEEKDAYS_ABBR[run[0]]}–{WEEKDAYS_ABBR[run[-1]]}"
        if len(run) > 2
        else ", ".join(str(WEEKDAYS_ABBR[day]) for day in run)
        for run in runs
    )


def read_season(text: str) -> tuple[tuple[int, int], tuple[int, int], str] | None:
    """Return the first and last (month, day) that a text begins with, and what follows; None when it has none."""
    match = _SEASON.match(text)
    if match is None:
        return None
    return _day_of_year(match[2], match[1]), _day_of_year(match[4], match[3]), text[match.end() :]


def _day_of_year(month: str, day: str) -> tuple[int, int]:
    _date_of(2028, month, day)  # a leap year: 29 February is a day of the year
    return int(month), int(day)


def written_season(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the days that bound a season: "1. 7. – 31. 8."."""
    return f"{first[1]}. {first[0]}. – {last[1]}. {last[0]}."


def read_dates(text: str) -> tuple[date, date, str] | None:
    """Return the first and last date that a text begins with, and what follows; None when it has none.

    "24. 12. 2026", "24.–31. 12. 2026", "24. 12. – 31. 12. 2026", "24. 12. 2026 – 2. 1. 2027", "2026-12-24".
    """
    match = _DATES.match(text)
    if match is not None:
        last = _found_date(match.groups()[6:])
        iso, (day, month, year) = match.groups()[:3], match.groups()[3:6]
        first = _date_of(*iso) if iso[0] else _date_of(year or last.year, month or last.month, day)
        if first > last and not iso[0] and not year:
            first = _date_of(last.year - 1, first.month, first.day)  # 24. 12. – 2. 1. 2027
        return first, last, text[match.end() :]
    match = _ONE_DATE.match(text)
    if match is None:
        return None
    only = _found_date(match.groups())
    return only, only, text[match.end() :]


def _found_date(groups: Sequence[str]) -> date:
    return _date_of(*groups[:3]) if groups[0] else _date_of(groups[5], groups[4], groups[3])


def _date_of(year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValidationError(
            _("There is no %(day)s. %(month)s. in the calendar. Check the day and the month."),
            code="date",
            params={"day": day, "month": month},
        ) from error


def written_date(day: date) -> str:
    """Return a date as "24. 12. 2026"."""
    return f"{day.day}. {day.month}. {day.year}"


def written_dates(first: date, last: date) -> str:
    """Return dates as ``read_dates`` reads them back."""
    return written_date(first) if first == last else f"{written_date(first)} – {written_date(last)}"
