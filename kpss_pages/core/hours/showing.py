"""What a page shows of opening hours: rows of a table, seasons, what is different soon, and the few lines of a footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.core.hours import wording
from kpss_pages.core.hours.dates import name_of
from kpss_pages.core.hours.days import season_on, special_days_on
from kpss_pages.core.hours.public_holidays import public_holidays
from kpss_pages.core.hours.times import word_for_closed
from kpss_pages.core.hours.values import Day, Interval, OfficeHours
from sites.choices import Country

DAYS_AHEAD = 60
"""How far ahead what is different is listed."""
_WEEKEND = (5, 6)
_LANGUAGES = {Country.CZ: "cs", Country.SK: "sk"}


@dataclass(frozen=True)
class Piece:
    """A stretch of hours or the word for closed, with its mark; ``by_appointment`` is to be said where no mark does."""

    text: str
    mark: str = ""
    by_appointment: bool = False


@dataclass(frozen=True)
class Row:
    """A day of the week, or several with the same hours."""

    days: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Week:
    """A week with what it is called: ``caption`` is "" for the ordinary one."""

    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Difference:
    """Days soon on which other hours hold; ``language`` is that of the reason where it is not the page's."""

    days: str
    pieces: tuple[Piece, ...]
    reason: str = ""
    language: str = ""


@dataclass(frozen=True)
class ShownHours:
    """Everything that a table shows."""

    weeks: tuple[Week, ...]
    differences: tuple[Difference, ...]
    footnotes: tuple[tuple[str, str], ...]
    is_closed_on_holidays: bool


@dataclass(frozen=True)
class ShortHours:
    """The week that holds now, days with the same hours in one row; ``season`` is its name."""

    season: str
    rows: tuple[Row, ...]
    footnotes: tuple[tuple[str, str], ...]


def shown_hours(hours: OfficeHours, country: str, today: date) -> ShownHours:
    """Return what a page shows of hours on a day; the words are in the active language."""
    weeks = [Week("", tuple(_rows(hours.week)))] if hours.week else []
    weeks += [
        Week(f"{season.name}, {wording.written_season(season.first, season.last)}", tuple(_rows(season.week)))
        for season in hours.seasons
    ]
    return ShownHours(
        weeks=tuple(weeks),
        differences=tuple(_differences(hours, country, today)),
        footnotes=hours.footnotes,
        is_closed_on_holidays=not hours.open_on_holidays,
    )


def short_hours(hours: OfficeHours, today: date) -> ShortHours:
    """Return the few lines of a footer: the week that holds on a day, without days that are simply closed."""
    season = season_on(hours.seasons, today)
    week = season.week if season is not None else hours.week
    days_of: dict[Day, list[int]] = {}
    for number, day in enumerate(week):
        if day != Day():
            days_of.setdefault(day, []).append(number)
    rows = tuple(Row(_joined(numbers), _pieces(day.intervals, day.mark)) for day, numbers in days_of.items())
    marks = {piece.mark for row in rows for piece in row.pieces}
    footnotes = tuple(note for note in hours.footnotes if note[0] in marks)
    return ShortHours(season.name if season is not None else "", rows, footnotes)


def _rows(week: tuple[Day, ...]) -> Iterator[Row]:
    first, last = _WEEKEND
    is_same_weekend = week[first] == week[last]
    for number, day in enumerate(week):
        if number == first and is_same_weekend:
            yield Row(capfirst(_joined([first, last])), _pieces(day.intervals, day.mark))
        elif number != last or not is_same_weekend:
            yield Row(capfirst(name_of(number)), _pieces(day.intervals, day.mark))


def _joined(days: list[int]) -> str:
    """Return names of days: "pondělí, středa", three and more in a row as "pondělí–čtvrtek"."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s–%(last)s") % {"first": name_of(days[0]), "last": name_of(days[-1])}
    return ", ".join(map(name_of, days))


def _pieces(intervals: tuple[Interval, ...], mark: str = "") -> tuple[Piece, ...]:
    if not intervals:
        return (Piece(word_for_closed(), mark),)
    return tuple(
        Piece(wording.times(interval), interval.mark, interval.by_appointment and not interval.mark)
        for interval in intervals
    )


def _differences(hours: OfficeHours, country: str, today: date) -> Iterator[Difference]:
    horizon = today + timedelta(days=DAYS_AHEAD)
    found: list[tuple[date, Difference]] = [
        (
            days.first,
            Difference(wording.written_days(days.first, days.last), _pieces(days.intervals), days.reason),
        )
        for days in hours.special_days
        if days.last >= today and days.first <= horizon
    ]
    if not hours.open_on_holidays:
        for year in range(today.year, horizon.year + 1):
            for day, name in public_holidays(country, year).items():
                if today <= day <= horizon and special_days_on(hours.special_days, day) is None:
                    language = _LANGUAGES[Country(country)]
                    found.append((day, Difference(wording.written_day(day), _pieces(()), name, language)))
    yield from (difference for _day, difference in sorted(found, key=lambda pair: pair[0]))
