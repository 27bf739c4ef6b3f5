"""Hours of a form of service (``casoveRozsahy``), whose shape nobody has confirmed.

Read are lists of rows that name a day of the week in words and two times of a day, and plain text, which becomes a note.
"""

import re
from collections.abc import Iterator
from datetime import time
from typing import Any

from kpss_pages.catalog.registers import cleaning
from kpss_pages.core.addresses.keys import plain_name
from kpss_pages.core.hours import Day, Interval, OfficeHours
from kpss_pages.core.hours.values import DAYS

_DAYS = ("pondeli", "utery", "streda", "ctvrtek", "patek", "sobota", "nedele")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?")
_MOST_ROWS = 50


def hours_in(value: Any) -> tuple[dict[str, Any], str]:
    """Return hours as ``OfficeHours.to_json`` writes them and a note; {} and "" for what cannot be recognised."""
    if isinstance(value, str):
        return {}, cleaning.text(value, 300)
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_ROWS:
        return {}, ""
    week: list[list[Interval]] = [[] for _day in range(DAYS)]
    for row in value:
        texts = list(_texts(row))
        days = [_DAYS.index(plain) for each in texts if (plain := plain_name(each)) in _DAYS]
        times = [time(int(match[1]), int(match[2])) for each in texts if (match := _TIME.fullmatch(each))]
        if len(days) != 1 or len(times) != 2:
            return {}, ""  # half of a week would be a wrong week
        week[days[0]].append(Interval(times[0], times[1]))
    hours = OfficeHours(week=tuple(Day(tuple(sorted(each, key=lambda part: part.opens))) for each in week))
    return hours.to_json(), ""


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield cleaning.text(value, 40)
    elif isinstance(value, dict) and depth < 3:
        for each in value.values():
            yield from _texts(each, depth + 1)
