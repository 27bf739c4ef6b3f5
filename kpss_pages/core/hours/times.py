"""Hours of a day as one line of text: "8.00–11.30, 12.30–15.00* obj.", "zavřeno*".

People write times with a dot or a colon, with any dash, with or without minutes. A mark is a sign that a footnote explains
("*", "**", "1)"). What is by appointment is said by "obj.", which stands for the word in both languages.
"""

import re
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.core.hours.values import Interval

DASH = "[-\u2010-\u2015]"
BY_APPOINTMENT = "obj."
MARK = r"[*†‡§#°]{1,3}|[0-9a-z]\)"
"""What may mark a footnote; ``re`` syntax."""
_TIME = r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?:\s*h(?:od)?\b\.?)?"
_INTERVAL = re.compile(rf"(?:od\s+|from\s+)?{_TIME}\s*(?:{DASH}|do\b|to\b)\s*{_TIME}", re.IGNORECASE)
_SAID_MARK = re.compile(rf"\s*({MARK})")
_SAID_BY_APPOINTMENT = re.compile(
    r"\s*\(?\s*(?:(?:jen|len|pouze|iba|only|po|na|by)\s+)*(?:obj|pozv|appointment)[\w]*\.?\s*\)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[,;/]|\b(?:a|i|and)\b)?\s*", re.IGNORECASE)
_CLOSED = re.compile(rf"(?:zav[rř]|zatv|closed)[^\W\d_]*|(?:{DASH}|[x×])+(?=\s*$)", re.IGNORECASE)


class ReadLine(NamedTuple):
    """What the beginning of a line says; ``rest`` is what follows. ``said`` is false where it says nothing of hours."""

    intervals: tuple[Interval, ...]
    mark: str
    said: bool
    rest: str


def read_hours(line: str) -> ReadLine:
    """Read the hours that a line begins with; raise ValidationError for hours that no clock has."""
    intervals: list[Interval] = []
    position = 0
    while match := _INTERVAL.match(line, position):
        opens, closes = _time(match[1], match[2]), _time(match[3], match[4])
        position, mark, by_appointment = _read_marks(line, match.end())
        intervals.append(Interval(opens, closes, by_appointment, mark))
        between = _BETWEEN.match(line, position)
        following = between.end() if between else position
        if not _INTERVAL.match(line, following):
            break
        position = following
    if intervals:
        return ReadLine(tuple(sorted(intervals, key=lambda interval: interval.opens)), "", True, line[position:])
    closed = _CLOSED.match(line)
    if closed is None:
        return ReadLine((), "", False, line)
    position, mark, _by_appointment = _read_marks(line, closed.end())
    return ReadLine((), mark, True, line[position:])


def _read_marks(line: str, position: int) -> tuple[int, str, bool]:
    """Return where marks end, the mark, and whether it is by appointment; the two come in either order."""
    mark, by_appointment = "", False
    for _twice in range(2):
        if not mark and (found := _SAID_MARK.match(line, position)):
            mark, position = found[1], found.end()
        if not by_appointment and (said := _SAID_BY_APPOINTMENT.match(line, position)):
            by_appointment, position = True, said.end()
    return position, mark, by_appointment


def _time(hour: str, minute: str | None) -> time:
    if (int(hour), int(minute or 0)) == (24, 0):
        return time(0, 0)
    if int(hour) > 23 or int(minute or 0) > 59:
        raise ValidationError(
            _("There is no %(time)s on a clock. Write hours from 0.00 to 24.00."),
            code="time",
            params={"time": f"{hour}.{minute}" if minute else hour},
        )
    return time(int(hour), int(minute or 0))


def written_hours(intervals: Iterable[Interval], mark: str = "") -> str:
    """Return hours as a line that ``read_hours`` reads back; the word for closed is in the active language."""
    written = [
        f"{written_time(interval.opens)}–{written_time(interval.closes, closes=True)}{_behind(interval.mark)}"
        f"{f' {BY_APPOINTMENT}' if interval.by_appointment else ''}"
        for interval in intervals
    ]
    return ", ".join(written) or f"{word_for_closed()}{_behind(mark)}"


def _behind(mark: str) -> str:
    """Return a mark as it stands behind hours: "1)" apart, for it begins like another digit."""
    return f" {mark}" if mark[:1].isalnum() else mark


def written_time(moment: time, *, closes: bool = False) -> str:
    """Return a time as "8.00"; midnight is "24.00" where something closes then."""
    if closes and moment == time(0, 0):
        return "24.00"
    return f"{moment.hour}.{moment.minute:02}"


def word_for_closed() -> str:
    """Return "zavřeno" or its like, as a table has it."""
    return _("closed")
