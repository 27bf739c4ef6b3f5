"""What cannot be true of opening hours; every message names the day."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.core.hours.dates import name_of, written_dates
from kpss_pages.core.hours.days import is_in_season
from kpss_pages.core.hours.times import written_time
from kpss_pages.core.hours.values import DAYS, Day, Interval, OfficeHours, Season, SpecialDays

LATEST_CLOSING = time(6, 0)
"""Till when hours that go on after midnight may last; later ones are rather a typing error."""
MOST_INTERVALS = 4
MOST_FOOTNOTES = 10
MOST_SEASONS = 8
MOST_SPECIAL_DAYS = 60
LONGEST_TEXT = 200
YEARS = range(1900, 2200)


SEASONS = "seasons"
SPECIAL_DAYS = "special_days"
FOOTNOTES = "footnotes"


class Problem(NamedTuple):
    """What is wrong, as a sentence, and where: a day of the week ("0" to "6"), seasons, special days or footnotes."""

    part: str
    message: str


def validate_hours(hours: OfficeHours) -> None:
    """Raise ValidationError with a sentence for everything that is wrong with hours. Special days may be past."""
    errors = [ValidationError(message, code="hours") for _part, message in problems(hours)]
    if errors:
        raise ValidationError(errors)


def problems(hours: OfficeHours) -> Iterator[Problem]:
    """Yield everything that is wrong with hours."""
    yield from _in_week(hours.week)
    for season in hours.seasons:
        for message in _in_season(season):
            yield Problem(SEASONS, _said_of(season.name or _("Season"), message))
    for days in hours.special_days:
        for message in _in_special_days(days):
            yield Problem(SPECIAL_DAYS, _said_of(written_dates(days.first, days.last), message))
    yield from _overlaps(hours)
    yield from (Problem(FOOTNOTES, message) for message in _marks(hours))
    yield from _limits(hours)


def _in_season(season: Season) -> Iterator[str]:
    yield from (message for _part, message in _in_week(season.week))
    for month, day in (season.first, season.last):
        if not _is_day_of_year(month, day):
            yield _("It begins or ends on a day that is not in the calendar.")


def _in_special_days(days: SpecialDays) -> Iterator[str]:
    if days.last < days.first:
        yield _("the last day comes before the first. Exchange them.")
    elif days.first.year not in YEARS or days.last.year not in YEARS:
        yield _("check the year.")
    yield from _in_day(days.intervals)


def _said_of(what: str, message: str) -> str:
    return _("%(day)s: %(message)s") % {"day": capfirst(what), "message": message}


def _in_week(week: tuple[Day, ...]) -> Iterator[Problem]:
    for number, day in enumerate(week):
        messages = list(_in_day(day.intervals))
        for message in messages:
            yield Problem(str(number), _said_of(name_of(number), message))
        after_midnight = next((each for each in day.intervals if _lasts_till(each)), None)
        following = week[(number + 1) % DAYS].intervals
        if messages or after_midnight is None or not following:
            continue
        if min(each.opens for each in following) < after_midnight.closes:
            message = _("it opens before the hours of the day before, which last till %(time)s, are over.")
            said = message % {"time": written_time(after_midnight.closes)}
            yield Problem(str((number + 1) % DAYS), _said_of(name_of((number + 1) % DAYS), said))


def _lasts_till(interval: Interval) -> bool:
    """Whether an interval goes on into the next day; one that closes at midnight does not."""
    return interval.closes <= interval.opens and interval.closes > time(0, 0)


def _in_day(intervals: tuple[Interval, ...]) -> Iterator[str]:
    if len(intervals) > MOST_INTERVALS:
        yield _("there are more than %(most)d stretches of hours. Join some of them.") % {"most": MOST_INTERVALS}
        return
    for interval in intervals:
        yield from _in_interval(interval)
    in_order = sorted(intervals, key=lambda interval: interval.opens)
    for first, second in pairwise(in_order):
        if first.closes <= first.opens or second.opens < first.closes:
            yield _("%(first)s and %(second)s overlap. Correct one of them.") % {
                "first": _written(first),
                "second": _written(second),
            }


def _in_interval(interval: Interval) -> Iterator[str]:
    said: dict[str, Any] = {"closes": written_time(interval.closes), "opens": written_time(interval.opens)}
    if interval.closes == interval.opens and interval.opens != time(0, 0):
        yield _("it closes at %(closes)s, when it opens. All day long is 0.00–24.00.") % said
    elif time(0, 0) < interval.closes < interval.opens and interval.closes > LATEST_CLOSING:
        yield _("it closes at %(closes)s, before it opens at %(opens)s. Exchange the two times.") % said


def _written(interval: Interval) -> str:
    return f"{written_time(interval.opens)}–{written_time(interval.closes, closes=True)}"


def _is_day_of_year(month: int, day: int) -> bool:
    try:
        date(2028, month, day)  # a leap year
    except (TypeError, ValueError):
        return False
    return True


def _overlaps(hours: OfficeHours) -> Iterator[Problem]:
    # Those beyond the limits are refused anyway, and pairs of hundreds are hundreds of thousands.
    for earlier, later in combinations(hours.seasons[:MOST_SEASONS], 2):
        if _seasons_overlap(earlier, later):
            message = _("The seasons “%(first)s” and “%(second)s” overlap. Change the days of one.")
            yield Problem(SEASONS, message % {"first": earlier.name, "second": later.name})
    for days, others in combinations(hours.special_days[:MOST_SPECIAL_DAYS], 2):
        if days.first <= others.last and others.first <= days.last:
            message = _("%(first)s and %(second)s overlap, so nobody knows which holds. Change one.")
            first, second = (written_dates(each.first, each.last) for each in (days, others))
            yield Problem(SPECIAL_DAYS, message % {"first": first, "second": second})


def _seasons_overlap(one: Season, other: Season) -> bool:
    return is_in_season(one, other.first) or is_in_season(other, one.first)


def _marks(hours: OfficeHours) -> Iterator[str]:
    explained = {mark for mark, _text in hours.footnotes}
    if len(explained) < len(hours.footnotes):
        yield _("Two footnotes have the same mark. Give one of them another, for example **.")
    for mark in sorted(_marks_of(hours) - explained):
        yield _("The mark “%(mark)s” has no footnote. Write below what it means, or take it away.") % {"mark": mark}


def _marks_of(hours: OfficeHours) -> set[str]:
    weeks: Iterable[tuple[Day, ...]] = (hours.week, *(season.week for season in hours.seasons))
    days = [day for week in weeks for day in week]
    intervals = [each for day in days for each in day.intervals]
    intervals += [each for special in hours.special_days for each in special.intervals]
    return ({day.mark for day in days} | {each.mark for each in intervals}) - {""}


def _limits(hours: OfficeHours) -> Iterator[Problem]:
    for part, count, most, message in (
        (FOOTNOTES, len(hours.footnotes), MOST_FOOTNOTES, _("There are more than %(most)d footnotes.")),
        (SEASONS, len(hours.seasons), MOST_SEASONS, _("There are more than %(most)d seasons.")),
        (
            SPECIAL_DAYS,
            len(hours.special_days),
            MOST_SPECIAL_DAYS,
            _("There are more than %(most)d closures and exceptional openings. Take away those that are over."),
        ),
    ):
        if count > most:
            yield Problem(part, message % {"most": most})
    texts = [(FOOTNOTES, text) for _mark, text in hours.footnotes]
    texts += [(SEASONS, season.name) for season in hours.seasons]
    texts += [(SPECIAL_DAYS, days.reason) for days in hours.special_days]
    for part, text in texts:
        if len(text) > LONGEST_TEXT:
            message = _("“%(text)s…” has more than %(most)d characters. Say it shorter.")
            yield Problem(part, message % {"text": text[:30], "most": LONGEST_TEXT})
