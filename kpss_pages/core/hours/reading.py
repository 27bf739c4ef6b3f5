"""Reads opening hours from one text: in the grammar of OpenStreetMap, as ``grammar.to_osm`` and most maps write it, or as
people write them, "po–pá 8.00–17.00; so 9.00–11.00".

Of the grammar (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification) that is taken which our hours can say:
weeks, seasons, dates with a year, public holidays that are "off". Everything else is refused as a whole: hours of which a
part is left out are wrong hours.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.core.hours.dates import read_days, written_season
from kpss_pages.core.hours.lines import read_day
from kpss_pages.core.hours.validation import validate_hours
from kpss_pages.core.hours.values import DAYS, Day, Interval, OfficeHours, Season, SpecialDays

LONGEST = 3000
"""Characters of a text with hours."""
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = ("*", "**", "***", *(f"{number})" for number in range(1, 10)))

_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_TIME = "[0-9]{1,2}:[0-9]{2}"
_DASH = r"\s*[-–]\s*"
_RULE = re.compile(
    rf"""\s*
    (?:(?P<dates>[0-9]{{4}}\s+(?:{_MONTH})\s+[0-9]{{1,2}}(?:{_DASH}(?:[0-9]{{4}}\s+)?(?:(?:{_MONTH})\s+)?[0-9]{{1,2}})?)\b
      |(?P<season>(?:{_MONTH})(?:\s+[0-9]{{1,2}})?{_DASH}(?:{_MONTH})(?:\s+[0-9]{{1,2}})?)\b)?\s*:?\s*
    (?P<days>(?:(?:{_DAY})(?:{_DASH}(?:{_DAY}))?|PH)(?:\s*,\s*(?:(?:{_DAY})(?:{_DASH}(?:{_DAY}))?|PH))*\b)?\s*:?\s*
    (?P<times>24/7|{_TIME}{_DASH}{_TIME}(?:\s*,\s*{_TIME}{_DASH}{_TIME})*)?\s*
    (?P<state>off|closed|open|unknown)?\s*
    (?:"(?P<comment>[^"]*)")?\s*
    (?P<end>;|,|\Z)""",
    re.VERBOSE,
)


def hours_in(text: str, before: OfficeHours | None = None) -> OfficeHours:
    """Return the hours that a text says, none for a blank one; raise ValidationError for what is not understood.

    ``before`` are hours of the same place: names of seasons and reasons of open days, which the grammar does not write,
    are those of before.
    """
    plain = " ".join(text.split())
    if not plain:
        return OfficeHours()
    hours = _Reading(before or OfficeHours()).read(plain) if len(plain) <= LONGEST else None
    hours = hours or _as_people_write(plain)
    validate_hours(hours)
    return hours


class _Reading:
    """Rules of the grammar laid over one another."""

    def __init__(self, before: OfficeHours) -> None:
        self.names = {(season.first, season.last): season.name for season in before.seasons}
        self.reasons = {(days.first, days.last): days.reason for days in before.special_days}
        self.week: dict[int, Day] = {}
        self.seasons: dict[tuple[tuple[int, int], tuple[int, int]], dict[int, Day]] = {}
        self.special: dict[tuple[date, date], SpecialDays] = {}
        self.marks: dict[str, str] = {}
        """The mark of each footnote."""
        self.is_open_on_holidays = True

    def read(self, text: str) -> OfficeHours | None:
        """Return what a text says; None for what is not, or not all, in the grammar."""
        position, adds = 0, False
        while position < len(text):
            rule = _RULE.match(text, position)
            if rule is None or not (rule["times"] or rule["state"]):
                return None
            try:
                if not self._lay(rule, adds):
                    return None
            except (IndexError, ValueError):  # a day that is in no calendar, a time that is on no clock
                return None
            position, adds = rule.end(), rule["end"] == ","
        return OfficeHours(
            week=_whole(self.week),
            seasons=tuple(
                Season(self.names.get(bounds) or written_season(*bounds), *bounds, _whole(week) or (Day(),) * DAYS)
                for bounds, week in self.seasons.items()
            ),
            special_days=tuple(self.special.values()),
            footnotes=tuple((mark, note) for note, mark in self.marks.items()),
            open_on_holidays=self.is_open_on_holidays,
        )

    def _lay(self, rule: re.Match[str], adds: bool) -> bool:
        """Take a rule in; false when our hours cannot say it."""
        intervals = () if rule["state"] in ("off", "closed") else tuple(self._intervals(rule))
        if not intervals and (rule["times"] or rule["state"] not in ("off", "closed")):
            return False  # "open" or "unknown" without a time
        days = (rule["days"] or "").replace(" ", "").split(",") if rule["days"] else []
        if "PH" in days:
            if intervals or rule["season"] or rule["dates"]:
                return False
            self.is_open_on_holidays = False
            days.remove("PH")
            if not days:
                return True
        if rule["dates"]:
            bounds = _dates(rule["dates"])
            reason = (rule["comment"] or "") if not intervals else self.reasons.get(bounds, "")
            before = self.special[bounds].intervals if adds and bounds in self.special else ()
            self.special[bounds] = SpecialDays(*bounds, before + intervals, reason)
            return not days
        week = self.seasons.setdefault(_season(rule["season"]), {}) if rule["season"] else self.week
        for day in {number for part in days for number in _run(part)} if days else range(DAYS):
            known = week.get(day, Day()).intervals if adds else ()
            together = sorted(known + intervals, key=lambda interval: interval.opens)
            week[day] = replace(Day(), intervals=tuple(together))
        return True

    def _intervals(self, rule: re.Match[str]) -> Iterator[Interval]:
        note, times = rule["comment"] or "", rule["times"] or ""
        if note and times and note not in self.marks:
            self.marks[note] = _MARKS[len(self.marks)]
        for part in ("00:00-24:00" if times == "24/7" else times).split(","):
            if part:
                opens, closes = re.split(_DASH, part.strip())
                yield Interval(
                    _time(opens), _time(closes, closes=True), rule["state"] == "unknown", self.marks.get(note, "")
                )


def _whole(week: dict[int, Day]) -> tuple[Day, ...]:
    return tuple(week.get(day, Day()) for day in range(DAYS)) if week else ()


def _run(part: str) -> list[int]:
    """Return the days of "Mo" or "Fr-Mo"."""
    first, _dash, last = part.replace("–", "-").partition("-")
    start = _DAYS.index(first)
    end = _DAYS.index(last) if last else start
    return [day % DAYS for day in range(start, (end if end >= start else end + DAYS) + 1)]


def _time(text: str, *, closes: bool = False) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    return time(hour % 24 if closes and hour <= 48 else hour, minute)


def _dates(text: str) -> tuple[date, date]:
    first, *rest = re.split(_DASH, text)
    year, month, day = first.split()
    begins = date(int(year), _MONTHS.index(month) + 1, int(day))
    said = rest[0].split() if rest else []
    ends = begins
    if said:
        ends_in = _MONTHS.index(said[-2]) + 1 if len(said) > 1 else begins.month
        ends = date(int(said[0]) if len(said) > 2 else begins.year, ends_in, int(said[-1]))
    return begins, ends


def _season(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, last = (part.split() for part in re.split(_DASH, text))
    begins, ends = _MONTHS.index(first[0]) + 1, _MONTHS.index(last[0]) + 1
    day = int(last[1]) if len(last) > 1 else monthrange(2028, ends)[1]  # a leap year
    return (begins, int(first[1]) if len(first) > 1 else 1), (ends, day)


def _as_people_write(text: str) -> OfficeHours:
    """Return a week that is said in words; raise ValidationError for what is none."""
    week: dict[int, Day] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        days, rest = read_days(part)
        day = read_day(rest) if days else None
        if day is None or day.mark or any(interval.mark for interval in day.intervals):
            sentence = _(
                "“%(text)s” is not understood. Write hours like this: Mo-Fr 08:00-16:00; Sa 09:00-11:00; PH off."
            )
            raise ValidationError(sentence, code="hours", params={"text": part[:60]})
        week |= dict.fromkeys(days, day)
    return OfficeHours(week=_whole(week))
