"""Opening hours as values, without dates of today and without the database."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Self

DAYS = 7
"""Days of a week, Monday first."""


@dataclass(frozen=True)
class Interval:
    """A stretch of a day; one that closes at or before it opens goes on after midnight.

    ``mark`` points to a footnote ("*"); "" without one.
    """

    opens: time
    closes: time
    by_appointment: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Day:
    """A day of the week: without intervals it is closed; ``mark`` is the footnote of a closed day."""

    intervals: tuple[Interval, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Season:
    """A part of every year with a week of its own; first and last are (month, day), the last one included.

    A season whose last day is before its first goes over the turn of the year.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    week: tuple[Day, ...]


@dataclass(frozen=True)
class SpecialDays:
    """Days that are unlike their day of the week, closed when they have no intervals."""

    first: date
    last: date
    intervals: tuple[Interval, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class OfficeHours:
    """Opening hours as somebody has written them down; false when nobody has.

    ``footnotes`` are pairs of a mark and its text. On public holidays it is closed unless ``open_on_holidays``.
    """

    week: tuple[Day, ...] = ()
    seasons: tuple[Season, ...] = ()
    special_days: tuple[SpecialDays, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    open_on_holidays: bool = False

    def __bool__(self) -> bool:
        return bool(self.week or self.seasons or self.special_days)

    def __str__(self) -> str:
        """Return hours in short for people, as the comparison of two versions shows them: "8.00–11.30* | … | –"."""
        parts = [_in_short(self.week)] if self.week else []
        parts += [f"{season.name} {season.first}–{season.last}: {_in_short(season.week)}" for season in self.seasons]
        parts += [
            f"{days.first:%Y-%m-%d}–{days.last:%Y-%m-%d}: {_day_in_short(days.intervals)} {days.reason}".strip()
            for days in self.special_days
        ]
        parts += [f"{mark} {text}" for mark, text in self.footnotes]
        return "; ".join([*parts, *(["+"] if self.open_on_holidays else [])])

    def to_json(self) -> dict[str, Any]:
        if not self:
            return {}
        return {
            "week": _week_to_json(self.week),
            "seasons": [
                [season.name, list(season.first), list(season.last), _week_to_json(season.week)]
                for season in self.seasons
            ],
            "special_days": [
                [
                    days.first.isoformat(),
                    days.last.isoformat(),
                    [_interval_to_json(interval) for interval in days.intervals],
                    days.reason,
                ]
                for days in self.special_days
            ],
            "footnotes": [list(note) for note in self.footnotes],
            "open_on_holidays": self.open_on_holidays,
        }

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Return what ``to_json`` gave; raise KeyError, TypeError or ValueError for anything else."""
        if not value:
            return cls()
        return cls(
            week=_week_from_json(value["week"]),
            seasons=tuple(
                Season(name, (first[0], first[1]), (last[0], last[1]), _week_from_json(week))
                for name, first, last, week in value["seasons"]
            ),
            special_days=tuple(
                SpecialDays(
                    date.fromisoformat(first), date.fromisoformat(last), tuple(map(_interval, intervals)), reason
                )
                for first, last, intervals, reason in value["special_days"]
            ),
            footnotes=tuple((mark, text) for mark, text in value["footnotes"]),
            open_on_holidays=bool(value["open_on_holidays"]),
        )


def _in_short(week: tuple[Day, ...]) -> str:
    return " | ".join(_day_in_short(day.intervals) + day.mark for day in week)


def _day_in_short(intervals: tuple[Interval, ...]) -> str:
    return (
        ", ".join(
            f"{each.opens:%H.%M}–{each.closes:%H.%M}{each.mark}{' obj.' if each.by_appointment else ''}"
            for each in intervals
        )
        or "–"
    )


def _week_to_json(week: tuple[Day, ...]) -> list[Any]:
    return [[[_interval_to_json(interval) for interval in day.intervals], day.mark] for day in week]


def _interval_to_json(interval: Interval) -> list[Any]:
    return [f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}", interval.by_appointment, interval.mark]


def _week_from_json(value: Any) -> tuple[Day, ...]:
    week = tuple(Day(tuple(map(_interval, intervals)), mark) for intervals, mark in value)
    if len(week) not in (0, DAYS):
        raise ValueError("A week has seven days.")
    return week


def _interval(value: Any) -> Interval:
    opens, closes, by_appointment, mark = value
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes), bool(by_appointment), mark)
