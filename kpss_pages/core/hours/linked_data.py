"""Opening hours as linked data: in the vocabulary of schema.org, and as the open formal norm of time specifications.

https://schema.org/OpeningHoursSpecification, https://ofn.gov.cz/časová-specifikace/2020-07-01/
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from kpss_pages.core.hours.public_holidays import public_holidays
from kpss_pages.core.hours.values import Day, Interval, OfficeHours, Season, SpecialDays
from kpss_pages.core.linked_data import SCHEMA_ORG, Thing, schema_org, text, thing

_MIDNIGHT = time(0, 0)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_OF_NORM = "https://data.mvcr.gov.cz/zdroj/číselníky/dny-v-týdnu/položky/"
_DAYS_OF_NORM = ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle")
_AHEAD = timedelta(days=366)
"""How far ahead exceptions are listed."""

Said = tuple[bool, str]
"""What is said of hours: whether they are by appointment, and the mark of their footnote."""


def opening_hours_specification(hours: OfficeHours, today: date) -> list[Thing]:
    """Return hours as values of schema.org's ``openingHoursSpecification``.

    A day that opens and closes at midnight is closed. Special days that are over are left out; a season is that of this
    year, or of the next when it is over.
    """
    notes = dict(hours.footnotes)
    found = [_schema(days, each, notes) for days, each in _by_day(hours.week)]
    for season in hours.seasons:
        first, last = next_time(season, today)
        bounds = {"validFrom": first.isoformat(), "validThrough": last.isoformat()}
        found += [_schema(days, each, notes) | bounds for days, each in _by_day(season.week)]
        closed = [number for number, day in enumerate(season.week) if not day.intervals]
        if closed:
            found.append(_schema(closed, None, notes) | bounds)
    if not hours.open_on_holidays and (hours.week or hours.seasons):
        found.append(_closed() | {"dayOfWeek": [f"{SCHEMA_ORG}/PublicHolidays"]})
    for special in _coming(hours, today):
        bounds = {"validFrom": special.first.isoformat(), "validThrough": special.last.isoformat()}
        found += [_schema((), each, notes) | bounds for each in special.intervals or (None,)]
    return found


def _schema(days: Iterable[int], interval: Interval | None, notes: dict[str, str]) -> Thing:
    on = [f"{SCHEMA_ORG}/{_DAYS[day]}" for day in days]
    value = _closed() if interval is None else _open(interval, notes)
    return value | {"dayOfWeek": on} if on else value


def _closed() -> Thing:
    return schema_org("OpeningHoursSpecification", opens="00:00", closes="00:00")


def _open(interval: Interval, notes: dict[str, str]) -> Thing:
    # All day long is written so, for from midnight to midnight is closed.
    closes = time(23, 59) if interval.opens == interval.closes == _MIDNIGHT else interval.closes
    return schema_org(
        "OpeningHoursSpecification",
        opens=f"{interval.opens:%H:%M}",
        closes=f"{closes:%H:%M}",
        description=_said(interval.by_appointment, notes.get(interval.mark, "")),
    )


def _said(by_appointment: bool, note: str) -> str:
    return note or (_("By appointment") if by_appointment else "")


def time_specifications(hours: OfficeHours, country: str, today: date, language: str) -> list[Thing]:
    """Return hours as values of the norm "Časová specifikace", one for days with the same hours and footnote.

    Exceptions of the next year are dates, public holidays among them. ``language`` is that of the footnotes, which a norm
    takes in Czech.
    """
    notes = dict(hours.footnotes)
    seasons = [(season, next_time(season, today)) for season in hours.seasons]
    closed = [_span(days.first, days.last) for days in _coming(hours, today)]
    closed += [thing("Časová specifikace", **_of_dates(day, day)) for day in _holidays(hours, country, today)]
    others = closed + [_span(first, last) for _season, (first, last) in seasons]
    found = list(_of_norm(hours.week, notes, language, {"výjimka": others}))
    for season, (first, last) in seasons:
        found += _of_norm(season.week, notes, language, {"časová_platnost": [_span(first, last)], "výjimka": closed})
    for special in _coming(hours, today):
        for said, intervals in _by_said(special.intervals):
            note = _said(said[0], notes.get(said[1], ""))
            times = {"popis": text(note, language), "časová_doba": [_times(each) for each in intervals]}
            found.append(thing("Časová specifikace", **times, **_of_dates(special.first, special.last)))
    return found


def _of_norm(
    week: tuple[Day, ...], notes: dict[str, str], language: str, around: dict[str, list[Thing]]
) -> Iterator[Thing]:
    days_of: dict[tuple[Said, tuple[Interval, ...]], list[int]] = {}
    for number, day in enumerate(week):
        for said, intervals in _by_said(day.intervals):
            days_of.setdefault((said, intervals), []).append(number)
    for (said, intervals), days in days_of.items():
        yield thing(
            "Časová specifikace",
            popis=text(_said(said[0], notes.get(said[1], "")), language),
            den_v_týdnu=[_DAY_OF_NORM + _DAYS_OF_NORM[day] for day in days],
            časová_doba=[_times(each) for each in intervals],
            **around,
        )


def _times(interval: Interval) -> Thing:
    closes = time(23, 59, 59) if interval.opens == interval.closes == _MIDNIGHT else interval.closes
    return {"typ": "Časová doba", "od": interval.opens.isoformat(), "do": closes.isoformat()}


def _span(first: date, last: date) -> Thing:
    return thing("Časová specifikace", **_of_dates(first, last))


def _of_dates(first: date, last: date) -> Thing:
    if first == last:
        return {"časový_okamžik": _date(first)}
    return {"časový_interval": thing("Časový interval", začátek=_date(first), konec=_date(last))}


def _date(day: date) -> Thing:
    return thing("Časový okamžik", datum=day.isoformat())


def _by_day(week: tuple[Day, ...]) -> Iterator[tuple[list[int], Interval]]:
    """Yield each interval of a week with the days that have it."""
    days_of: dict[Interval, list[int]] = {}
    for number, day in enumerate(week):
        for interval in day.intervals:
            days_of.setdefault(interval, []).append(number)
    yield from ((days, interval) for interval, days in days_of.items())


def _by_said(intervals: tuple[Interval, ...]) -> Iterator[tuple[Said, tuple[Interval, ...]]]:
    found: dict[Said, list[Interval]] = {}
    for interval in intervals:
        found.setdefault((interval.by_appointment, interval.mark), []).append(interval)
    yield from ((said, tuple(those)) for said, those in found.items())


def _coming(hours: OfficeHours, today: date) -> list[SpecialDays]:
    return [days for days in hours.special_days if days.last >= today and days.first <= today + _AHEAD]


def _holidays(hours: OfficeHours, country: str, today: date) -> list[date]:
    """Return the public holidays of the next year on which it is closed."""
    if hours.open_on_holidays:
        return []
    special = _coming(hours, today)
    return [
        day
        for year in range(today.year, (today + _AHEAD).year + 1)
        for day in public_holidays(country, year)
        if today <= day <= today + _AHEAD and not any(days.first <= day <= days.last for days in special)
    ]


def next_time(season: Season, today: date) -> tuple[date, date]:
    """Return the first and last date of a season that lasts or comes next."""
    for year in range(today.year - 1, today.year + 3):
        first = _day_in(year, season.first)
        last = _day_in(year if season.first <= season.last else year + 1, season.last)
        if last >= today:
            return first, last
    raise ValueError("A season comes every year.")


def _day_in(year: int, day: tuple[int, int]) -> date:
    """Return a day of the year in a year; 29 February is 28 where there is none."""
    try:
        return date(year, *day)
    except ValueError:
        return date(year, day[0], day[1] - 1)
