"""Opening hours as text that people type: a line a day, a line a closure, a line a footnote; seasons are small weeks.

Everything that is written here is read back as the same hours, in Czech and in Slovak.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.core.hours.dates import (
    read_dates,
    read_days,
    read_season,
    written_dates,
    written_days,
    written_season,
)
from kpss_pages.core.hours.times import DASH, MARK, read_hours, written_hours
from kpss_pages.core.hours.values import DAYS, Day, Season, SpecialDays

Thing = TypeVar("Thing")

_FOOTNOTE = re.compile(rf"({MARK})\)?\s*(?:{DASH}|:)?\s*(.+)")
_BEFORE_TEXT = re.compile(rf"\s*(?:({DASH})|[:,])?\s*")


def read_day(line: str) -> Day | None:
    """Return a day from its line, None for an empty one; raise ValidationError for anything that is no hours."""
    text = " ".join(line.split())
    if not text:
        return None
    read = read_hours(text)
    if not read.said or read.rest.strip(" .;,"):
        raise _not_understood(read.rest.strip() or text)
    return Day(read.intervals, read.mark)


def written_day(day: Day) -> str:
    """Return a day as ``read_day`` reads it back."""
    return written_hours(day.intervals, day.mark)


def read_footnotes(text: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of a mark and its text from lines like "* by invitation"."""
    return tuple(_read_each(text, _read_footnote))


def _read_footnote(line: str) -> tuple[str, str]:
    match = _FOOTNOTE.fullmatch(line)
    if match is None:
        raise ValidationError(
            _("“%(text)s” has no mark. Begin with the mark that the hours have, for example: * by invitation only."),
            code="line",
            params={"text": _short(line)},
        )
    return match[1], match[2]


def written_footnotes(footnotes: Iterable[tuple[str, str]]) -> str:
    """Return footnotes as ``read_footnotes`` reads them back."""
    return "\n".join(f"{mark} {text}" for mark, text in footnotes)


def read_special_days(text: str) -> tuple[SpecialDays, ...]:
    """Return closures and exceptional openings from lines like "24. 12. 2026: 8.00–10.00 – stock-taking"."""
    return tuple(_read_each(text, _read_special))


def _read_special(line: str) -> SpecialDays:
    dates = read_dates(line)
    if dates is None:
        raise ValidationError(
            _("“%(text)s” has no date. Begin with the date and its year, for example 24. 12. 2026."),
            code="line",
            params={"text": _short(line)},
        )
    first, last, rest = dates
    before = _BEFORE_TEXT.match(rest)
    body = rest[before.end() :] if before else rest
    read = read_hours(body)
    reason = _read_reason(read.rest if read.said else body, behind_dash=not read.said and bool(before and before[1]))
    if read.mark:
        raise ValidationError(
            _("A closed day has its reason behind a dash and no mark: 24. 12. 2026 – stock-taking."), code="line"
        )
    return SpecialDays(first, last, read.intervals, reason)


def _read_reason(text: str, *, behind_dash: bool) -> str:
    """Return what a special day is for; digits without a dash before them are rather hours that were not understood."""
    before = _BEFORE_TEXT.match(text)
    reason = text[before.end() :].strip() if before else text.strip()
    if re.match("[0-9]", reason) and not behind_dash and not (before and before[1]):
        raise _not_understood(text)
    return reason[1:-1].strip() if reason.startswith("(") and reason.endswith(")") else reason


def written_special_days(special_days: Iterable[SpecialDays]) -> str:
    """Return special days as ``read_special_days`` reads them back."""
    return "\n".join(
        f"{written_dates(days.first, days.last)}: {written_hours(days.intervals)}"
        f"{f' – {days.reason}' if days.reason else ''}"
        for days in special_days
    )


def read_seasons(text: str) -> tuple[Season, ...]:
    """Return seasons from lines: the days that bound it with its name, then its days of the week.

    "1. 7. – 31. 8. – summer" begins a season, "po, st 8.00–11.30" is a part of its week. Days that are not named are
    closed.
    """
    seasons: list[Season] = []
    for season in _read_each(text, _read_season_line):
        if isinstance(season, Season):
            seasons.append(season)
            continue
        days, day = season
        if not seasons:
            raise ValidationError(
                _("Begin a season with its first and last day and its name, for example: 1. 7. – 31. 8. – Summer."),
                code="line",
            )
        begun = seasons[-1]
        week = tuple(day if number in days else before for number, before in enumerate(begun.week))
        seasons[-1] = Season(begun.name, begun.first, begun.last, week)
    return tuple(seasons)


def _read_season_line(line: str) -> Season | tuple[list[int], Day]:
    bounds = read_season(line)
    if bounds is not None:
        first, last, rest = bounds
        before = _BEFORE_TEXT.match(rest)
        name = rest[before.end() :].strip() if before else rest.strip()
        if not name:
            raise ValidationError(
                _("Say what the season is called, behind its days: 1. 7. – 31. 8. – Summer."), code="line"
            )
        return Season(name, first, last, (Day(),) * DAYS)
    days, rest = read_days(line)
    if not days:
        raise ValidationError(
            _("“%(text)s” is not understood. Begin a line with days of the week, or a season with its first day."),
            code="line",
            params={"text": _short(line)},
        )
    return days, read_day(rest) or Day()


def written_seasons(seasons: Iterable[Season]) -> str:
    """Return seasons as ``read_seasons`` reads them back."""
    return "\n\n".join("\n".join(_written_season(season)) for season in seasons)


def _written_season(season: Season) -> Iterator[str]:
    yield f"{written_season(season.first, season.last)} – {season.name}"
    days_of: dict[Day, list[int]] = {}
    for number, day in enumerate(season.week):
        if day != Day():
            days_of.setdefault(day, []).append(number)
    for day, numbers in days_of.items():
        yield f"{written_days(numbers)} {written_day(day)}"


def _read_each(text: str, read: Callable[[str], Thing]) -> list[Thing]:
    """Read the lines of a text; raise ValidationError with a message for every faulty one, which it names."""
    things: list[Thing] = []
    errors: list[ValidationError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = " ".join(line.split())
        if not plain:
            continue
        try:
            things.append(read(plain))
        except ValidationError as error:
            errors += [
                ValidationError(
                    _("Line %(number)d: %(message)s"), code="line", params={"number": number, "message": message}
                )
                for message in error.messages
            ]
    if errors:
        raise ValidationError(errors)
    return things


def _not_understood(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not understood. Write hours like 8.00–11.30, 12.30–17.00, or that it is closed."),
        code="line",
        params={"text": _short(text.strip())},
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
