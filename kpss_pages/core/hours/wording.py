"""Opening hours in words: times and dates as each language writes them, and sentences about what holds now.

Whole sentences stand in the catalogues, one for each day of the week: Czech says "v pondělí" but "ve středu".
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.core.hours.days import ONE_DAY
from kpss_pages.core.hours.state import OpenState
from kpss_pages.core.hours.times import word_for_closed, written_time
from kpss_pages.core.hours.values import Interval
from sites.languages import current_language

NBSP = "\u00a0"

_OPENS_ON = (
    gettext_lazy("Opens Monday %(time)s"),
    gettext_lazy("Opens Tuesday %(time)s"),
    gettext_lazy("Opens Wednesday %(time)s"),
    gettext_lazy("Opens Thursday %(time)s"),
    gettext_lazy("Opens Friday %(time)s"),
    gettext_lazy("Opens Saturday %(time)s"),
    gettext_lazy("Opens Sunday %(time)s"),
)
_OPENS_ON_BY_APPOINTMENT = (
    gettext_lazy("Opens Monday %(time)s, by appointment"),
    gettext_lazy("Opens Tuesday %(time)s, by appointment"),
    gettext_lazy("Opens Wednesday %(time)s, by appointment"),
    gettext_lazy("Opens Thursday %(time)s, by appointment"),
    gettext_lazy("Opens Friday %(time)s, by appointment"),
    gettext_lazy("Opens Saturday %(time)s, by appointment"),
    gettext_lazy("Opens Sunday %(time)s, by appointment"),
)


def words_for(state: OpenState) -> str:
    """Return what holds now as a sentence without a full stop: "Open now until 11.30", "Opens Monday 8.00"."""
    if state.is_open:
        return _words_for_open(state)
    if state.opens_at is None:
        return _("Closed")
    said = {"time": written_time(state.opens_at.time()), "date": written_day(state.opens_at.date())}
    days = (state.opens_at.date() - state.moment.date()) // ONE_DAY
    by_appointment = state.opens_by_appointment
    if days == 0:
        return (_("Opens today %(time)s, by appointment") if by_appointment else _("Opens today %(time)s")) % said
    if days == 1:
        return (_("Opens tomorrow %(time)s, by appointment") if by_appointment else _("Opens tomorrow %(time)s")) % said
    if days < 7:
        sentences = _OPENS_ON_BY_APPOINTMENT if by_appointment else _OPENS_ON
        return str(sentences[state.opens_at.weekday()]) % said
    return (_("Opens %(date)s %(time)s, by appointment") if by_appointment else _("Opens %(date)s %(time)s")) % said


def _words_for_open(state: OpenState) -> str:
    if state.until is None:
        return _("Open now, by appointment") if state.by_appointment else _("Open now")
    # Longer than a day, "until 24.00" would be a lie.
    if state.until - state.moment > timedelta(days=1):
        said = {"date": written_day(state.until.date()), "time": written_time(state.until.time())}
        return (
            _("Open now until %(date)s %(time)s, by appointment")
            if state.by_appointment
            else _("Open now until %(date)s %(time)s")
        ) % said
    said = {"time": written_time(state.until.time(), closes=True)}
    if state.by_appointment:
        return _("Open now until %(time)s, by appointment") % said
    return _("Open now until %(time)s") % said


def times(interval: Interval) -> str:
    """Return an interval as the active language writes it: "8.00–11.30", in Slovak with spaces about the dash."""
    opens, closes = written_time(interval.opens), written_time(interval.closes, closes=True)
    return f"{opens}{NBSP}– {closes}" if current_language() == "sk" else f"{opens}–{closes}"


def hours_of(intervals: Iterable[Interval]) -> str:
    """Return the hours of a day in one line, without marks: "8.00–11.30, 12.30–17.00", "closed"."""
    return ", ".join(times(interval) for interval in intervals) or word_for_closed()


def written_day(day: date) -> str:
    """Return a date with non-breaking spaces: "24. 12. 2026"."""
    return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"


def written_days(first: date, last: date) -> str:
    """Return a range of dates as short as the language has it: "24.–31. 12. 2026", in Slovak "24. – 31. 12. 2026"."""
    if first == last:
        return written_day(first)
    dash = f"{NBSP}– " if current_language() == "sk" else "–"
    if first.year != last.year:
        return f"{written_day(first)}{NBSP}– {written_day(last)}"
    if first.month != last.month:
        return f"{first.day}.{NBSP}{first.month}.{NBSP}– {written_day(last)}"
    return f"{first.day}.{dash}{written_day(last)}"


def written_season(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the days that bound a season: "1. 7. – 31. 8."."""
    return f"{first[1]}.{NBSP}{first[0]}.{NBSP}– {last[1]}.{NBSP}{last[0]}."


def seconds_until_change(state: OpenState) -> float:
    """Return for how many seconds words about a state hold: till the next change, and not over midnight."""
    midnight = datetime.combine(state.moment.date() + ONE_DAY, datetime.min.time(), state.moment.tzinfo)
    ends = [midnight] if state.next_change is None else [midnight, state.next_change]
    # Subtracting times of one zone would leave out the hour by which a clock is put.
    return max(min(end.timestamp() for end in ends) - state.moment.timestamp(), 1.0)
