"""Opening hours in the grammar of OpenStreetMap, which opening-hours-py reads.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification

``to_osm`` is for others: holidays are "PH", footnotes and reasons are comments, and what is by appointment is "unknown",
as the specification has it. ``expression`` is for working out what is open: without comments, which would cut one stretch
into several, and with the public holidays of some years as dates (see ``public_holidays`` for why).

Within a week rules are joined by ", ", which adds: by ";" a Tuesday's rule would end at midnight what Monday began. A
season, a holiday and special days come behind ";": such a day begins at midnight, and what the evening before began ends
there.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time

from kpss_pages.core.hours.public_holidays import public_holidays
from kpss_pages.core.hours.values import Day, Interval, OfficeHours, SpecialDays

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOSED = "off"
_MINUTES_OF_A_DAY = 24 * 60


def to_osm(hours: OfficeHours) -> str:
    """Return hours as a value of OpenStreetMap's key ``opening_hours``; "" when nobody has written them down."""
    if not hours:
        return ""
    notes = dict(hours.footnotes)
    rules = [*_regular(hours, notes)]
    if not hours.open_on_holidays:
        rules.append("PH off")
    rules += [_special(days, notes, with_reasons=True) for days in hours.special_days]
    return "; ".join(rules)


def expression(hours: OfficeHours, country: str, years: Iterable[int]) -> str:
    """Return hours with the public holidays of some years written out; "off" when nobody has written them down."""
    rules = [*_regular(hours, {})]
    if not hours.open_on_holidays:
        closed = [day for year in years for day in public_holidays(country, year)]
        if closed:
            rules.append(f"{','.join(map(_date, closed))} {_CLOSED}")
    rules += [_special(days, {}, with_reasons=False) for days in hours.special_days]
    return "; ".join(rules) or _CLOSED


def _regular(hours: OfficeHours, notes: dict[str, str]) -> Iterator[str]:
    if any(day.intervals for day in hours.week):
        yield _week("", hours.week, notes)
    elif hours.week:
        yield _CLOSED
    for season in hours.seasons:
        part = f"{_day_of_year(season.first)}-{_day_of_year(season.last)} "
        yield part + _CLOSED
        if any(day.intervals for day in season.week):
            yield _week(part, season.week, notes)


def _week(part: str, week: tuple[Day, ...], notes: dict[str, str]) -> str:
    """Return the rules of a week; days with the same hours share theirs."""
    days_of: dict[tuple[Interval, ...], list[str]] = {}
    for name, day in zip(_DAYS, week, strict=True):
        if day.intervals:
            days_of.setdefault(day.intervals, []).append(name)
    return ", ".join(
        rule for intervals, names in days_of.items() for rule in _rules(f"{part}{','.join(names)} ", intervals, notes)
    )


def _special(days: SpecialDays, notes: dict[str, str], *, with_reasons: bool) -> str:
    part = _date(days.first) if days.first == days.last else f"{_date(days.first)}-{_date(days.last)}"
    if not days.intervals:
        return f"{part} {_CLOSED}{_comment(days.reason if with_reasons else '')}"
    return ", ".join(_rules(f"{part} ", days.intervals, notes))


def _rules(part: str, intervals: tuple[Interval, ...], notes: dict[str, str]) -> Iterator[str]:
    """Yield a rule for each run of intervals that are said the same of."""
    times_of: dict[str, list[str]] = {}
    for interval in intervals:
        said = _comment(notes.get(interval.mark, ""))
        said = f" unknown{said}" if interval.by_appointment else said
        times_of.setdefault(said, []).append(_times(interval))
    for said, times in times_of.items():
        yield f"{part}{','.join(times)}{said}"


def _times(interval: Interval) -> str:
    closes = _minutes(interval.closes)
    if closes <= _minutes(interval.opens):
        closes += _MINUTES_OF_A_DAY
    return f"{interval.opens:%H:%M}-{closes // 60:02}:{closes % 60:02}"


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _comment(text: str) -> str:
    plain = " ".join(text.replace('"', "”").split())
    return f' "{plain}"' if plain else ""


def _day_of_year(day: tuple[int, int]) -> str:
    return f"{_MONTHS[day[0] - 1]} {day[1]:02}"


def _date(day: date) -> str:
    return f"{day.year} {_day_of_year((day.month, day.day))}"
