"""Hours as schedules: one for each stretch of the week, of a season, and of special days that are to come."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kpss_pages.catalog.exporting.hsds.ids import Ids
from kpss_pages.catalog.shown import ShownForm, ShownService
from kpss_pages.core.hours.linked_data import next_time
from kpss_pages.core.hours.values import Day, Interval
from kpss_pages.core.linked_data import Thing, known

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT = time(0, 0)


def schedules_of(shown: ShownService, ids: Ids, zone: ZoneInfo) -> list[Thing]:
    """Return when a service is given in all of its forms, in the time of the town.

    ``timezone`` is the distance from UTC in hours on the first day from today on for which the hours count, because a time
    without any is read as UTC; it changes twice a year, so ``notes`` names the zone.
    """
    found = [schedule for form in shown.forms for schedule in _of_form(form, shown.today)]
    return [
        {
            "id": ids.of("schedule", shown.pk, number),
            **schedule,
            "timezone": _hours_from_utc(zone, max(schedule.get("valid_from", ""), shown.today.isoformat())),
            "notes": zone.key,
        }
        for number, schedule in enumerate(found, start=1)
    ]


@lru_cache(maxsize=1024)
def _hours_from_utc(zone: ZoneInfo, day: str) -> float:
    distance = datetime.combine(date.fromisoformat(day), time(12), zone).utcoffset()
    hours = distance.total_seconds() / 3600 if distance else 0
    return int(hours) if hours == int(hours) else hours


def _of_form(form: ShownForm, today: date) -> Iterator[Thing]:
    row, hours = form.row, form.row.hours
    said = ", ".join(filter(None, (form.name, row.hours_note)))
    if row.is_nonstop:
        around = _("around the clock")
        yield _weekly(_DAYS, Interval(_MIDNIGHT, _MIDNIGHT)) | {"description": f"{said}, {around}"}
        return
    notes = dict(hours.footnotes)
    for schedule in _week(hours.week, said, notes):
        yield schedule
    for season in hours.seasons:
        first, last = next_time(season, today)
        for schedule in _week(season.week, f"{said}, {season.name}", notes):
            yield schedule | {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
    for days in hours.special_days:
        if days.last < today:
            continue
        bounds = {"valid_from": days.first.isoformat(), "valid_to": days.last.isoformat()}
        if not days.intervals:
            yield bounds | {"description": ", ".join(filter(None, (said, days.reason, _("closed"))))}
        for interval in days.intervals:
            words = ", ".join(filter(None, (said, days.reason, _note(interval, notes))))
            yield bounds | _times(interval) | {"description": words}


def _week(week: tuple[Day, ...], said: str, notes: dict[str, str]) -> Iterator[Thing]:
    days_of: dict[Interval, list[str]] = {}
    for name, day in zip(_DAYS, week, strict=False):
        for interval in day.intervals:
            days_of.setdefault(interval, []).append(name)
    for interval, days in days_of.items():
        words = ", ".join(filter(None, (said, _note(interval, notes))))
        yield _weekly(days, interval) | known({"description": words})


def _weekly(days: list[str] | tuple[str, ...], interval: Interval) -> Thing:
    # Every week: an "interval" would want the day of the first time.
    return {"freq": "WEEKLY", "byday": ",".join(days), **_times(interval)}


def _times(interval: Interval) -> Thing:
    # From midnight to midnight would be no time at all.
    closes = time(23, 59) if interval.opens == interval.closes == _MIDNIGHT else interval.closes
    return {"opens_at": f"{interval.opens:%H:%M}", "closes_at": f"{closes:%H:%M}"}


def _note(interval: Interval, notes: dict[str, str]) -> str:
    return notes.get(interval.mark, "") or (_("By appointment") if interval.by_appointment else "")
