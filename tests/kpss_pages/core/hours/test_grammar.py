import opening_hours
import pytest

from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.grammar import expression, to_osm
from tests.kpss_pages.core.hours.samples import (
    CHRISTMAS,
    FOOTNOTE,
    PREROV,
    STOCK_TAKING,
    SUMMER,
    interval,
    prerov,
    week,
)

FULL = prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING))


def test_hours_are_written_in_the_grammar_of_openstreetmap() -> None:
    assert to_osm(FULL) == (
        "Mo,We 08:00-11:30,12:30-17:00, "
        f'Tu,Th 08:00-11:30,12:30-15:00 unknown "{FOOTNOTE}"; '
        "Jul 01-Aug 31 off; Jul 01-Aug 31 Mo,We 08:00-11:30; "
        "PH off; "
        '2026 Dec 23-2027 Jan 01 off "Vánoce"; 2026 Dec 02 09:00-10:00'
    )


@pytest.mark.parametrize(
    "hours",
    [
        PREROV,
        FULL,
        OfficeHours(week=week(), special_days=(STOCK_TAKING,)),
        OfficeHours(special_days=(STOCK_TAKING,)),
        OfficeHours(week=week(monday=(interval("20:00", "02:00"), interval("00:00", "00:00")))),
        prerov(footnotes=(("*", 'říká „pozvání" a "předvolání"\n; \\ || 24/7'),)),
    ],
)
def test_opening_hours_py_takes_whatever_is_written(hours: OfficeHours) -> None:
    assert opening_hours.validate(to_osm(hours))
    assert opening_hours.validate(expression(hours, "CZ", range(2026, 2029)))
    assert opening_hours.validate(expression(hours, "SK", range(2026, 2029)))


def test_nothing_written_is_nothing_for_others_and_closed_for_a_clock() -> None:
    assert to_osm(OfficeHours()) == ""
    assert expression(OfficeHours(open_on_holidays=True), "CZ", (2026,)) == "off"


def test_a_clock_knows_the_holidays_of_the_country_by_date() -> None:
    assert "2026 Sep 28" in expression(PREROV, "CZ", (2026,))
    assert "2026 Sep 28" not in expression(PREROV, "SK", (2026,))
    assert "2026 Sep 28" not in expression(prerov(open_on_holidays=True), "CZ", (2026,))
    assert "PH" not in to_osm(prerov(open_on_holidays=True))
