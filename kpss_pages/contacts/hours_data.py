"""Opening hours for machines: schema.org's ``OpeningHoursSpecification``, and the norm of časová specifikace.

What is by appointment only is no hours at which somebody can simply come, and neither vocabulary has a word for it; it is
left out. So are seasons, which both want in years.
"""

from collections.abc import Iterable, Iterator

from kpss_pages.core.hours import Interval, OfficeHours
from kpss_pages.core.linked_data import Thing, schema_org, thing

DAYS_OF_SCHEMA_ORG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_OF_NORM = ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle")
DAY_OF_NORM = "https://data.mvcr.gov.cz/zdroj/číselníky/dny-v-týdnu/položky/"

Times = tuple[tuple[str, str], ...]


def hours_as_schema_org(hours: OfficeHours) -> list[Thing]:
    """Return the week, days of the same hours together, then the days that are unlike it."""
    week = [
        schema_org(
            "OpeningHoursSpecification",
            dayOfWeek=[f"https://schema.org/{DAYS_OF_SCHEMA_ORG[day]}" for day in days],
            opens=opens,
            closes=closes,
        )
        for days, times in _days_by_times(hours)
        for opens, closes in times
    ]
    # A day that is closed opens and closes at midnight (https://schema.org/OpeningHoursSpecification).
    special = [
        schema_org(
            "OpeningHoursSpecification",
            validFrom=days.first.isoformat(),
            validThrough=days.last.isoformat(),
            opens=opens,
            closes=closes,
        )
        for days in hours.special_days
        for opens, closes in (_times(days.intervals) or (("00:00", "00:00"),))
    ]
    return [*week, *special]


def hours_as_norm(hours: OfficeHours) -> list[Thing]:
    """Return values of časová specifikace: one for the days of the same hours, with the days on which they do not hold."""
    closed = [_days_off(days.first.isoformat(), days.last.isoformat()) for days in hours.special_days]
    return [
        thing(
            "Časová specifikace",
            den_v_týdnu=[f"{DAY_OF_NORM}{DAYS_OF_NORM[day]}" for day in days],
            časová_doba=[thing("Časová doba", od=f"{opens}:00", do=f"{closes}:00") for opens, closes in times],
            výjimka=closed,
        )
        for days, times in _days_by_times(hours)
    ]


def _days_off(first: str, last: str) -> Thing:
    start, end = (thing("Časový okamžik", datum=day) for day in (first, last))
    return thing("Časová specifikace", časový_interval=thing("Časový interval", začátek=start, konec=end))


def _days_by_times(hours: OfficeHours) -> Iterator[tuple[list[int], Times]]:
    """Yield the days of the week, Monday 0, that have the same hours, with these; closed days are left out."""
    found: dict[Times, list[int]] = {}
    for number, day in enumerate(hours.week):
        if times := _times(day.intervals):
            found.setdefault(times, []).append(number)
    for times, days in found.items():
        yield days, times


def _times(intervals: Iterable[Interval]) -> Times:
    return tuple(
        (f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}") for interval in intervals if not interval.by_appointment
    )
