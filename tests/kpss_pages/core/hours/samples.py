"""Opening hours for tests: those of a town office, with a footnote, and what is built on them."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kpss_pages.core.hours import Day, Interval, OfficeHours, Season, SpecialDays

PRAGUE = ZoneInfo("Europe/Prague")
BRATISLAVA = ZoneInfo("Europe/Bratislava")
FOOTNOTE = "veřejnoprávní jednání na pozvání, objednaní klienti"


def interval(opens: str, closes: str, *, by_appointment: bool = False, mark: str = "") -> Interval:
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes), by_appointment, mark)


_MORNING = interval("08:00", "11:30")
_INVITED = (
    interval("08:00", "11:30", by_appointment=True, mark="*"),
    interval("12:30", "15:00", by_appointment=True, mark="*"),
)
_OPEN_DAY = Day((_MORNING, interval("12:30", "17:00")))

PREROV = OfficeHours(
    week=(_OPEN_DAY, Day(_INVITED), _OPEN_DAY, Day(_INVITED), Day((), "*"), Day(), Day()),
    footnotes=(("*", FOOTNOTE),),
)
"""Přerov's office hours as its page has them."""

SUMMER = Season("Léto", (7, 1), (8, 31), (Day((_MORNING,)), Day(), Day((_MORNING,)), Day(), Day(), Day(), Day()))
CHRISTMAS = SpecialDays(date(2026, 12, 23), date(2027, 1, 1), (), "Vánoce")
STOCK_TAKING = SpecialDays(date(2026, 12, 2), date(2026, 12, 2), (interval("09:00", "10:00"),), "inventura – sklad")


def prerov(**changes: Any) -> OfficeHours:
    """Return Přerov's hours with changes."""
    return replace(PREROV, **changes)


def week(**days: tuple[Interval, ...]) -> tuple[Day, ...]:
    """Return a week that is closed but for the days given: ``week(monday=(interval("08:00", "12:00"),))``."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return tuple(Day(days.get(name, ())) for name in names)


def at(text: str, zone: ZoneInfo = PRAGUE, *, fold: int = 0) -> datetime:
    """Return a moment by the clock of a zone: "2026-11-30 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)
