"""29 November 2026 is a Sunday."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kpss_pages.core.hours import OfficeHours, SpecialDays
from kpss_pages.core.hours.days import day_on
from kpss_pages.core.hours.state import OpenState, state_at
from tests.kpss_pages.core.hours.samples import (
    BRATISLAVA,
    CHRISTMAS,
    PRAGUE,
    PREROV,
    STOCK_TAKING,
    SUMMER,
    at,
    interval,
    prerov,
    week,
)


def state(hours: OfficeHours, moment: str, country: str = "CZ") -> OpenState:
    return state_at(hours, at(moment), country, PRAGUE)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-30 08:00", "2026-11-30 11:30"),
        ("2026-11-30 11:29:59", "2026-11-30 11:30"),
        ("2026-11-30 12:30", "2026-11-30 17:00"),
    ],
)
def test_it_is_open_from_the_first_minute_and_not_at_the_last(moment: str, until: str) -> None:
    found = state(PREROV, moment)

    assert found.is_open
    assert not found.by_appointment
    assert found.until == at(until)


@pytest.mark.parametrize(
    ("moment", "opens_at", "by_appointment"),
    [
        ("2026-11-29 23:59:59", "2026-11-30 08:00", False),
        ("2026-11-30 00:00", "2026-11-30 08:00", False),
        ("2026-11-30 11:30", "2026-11-30 12:30", False),
        ("2026-11-30 17:00", "2026-12-01 08:00", True),
        ("2026-12-03 15:00", "2026-12-07 08:00", False),
    ],
)
def test_it_says_when_it_opens_next(moment: str, opens_at: str, by_appointment: bool) -> None:
    found = state(PREROV, moment)

    assert not found.is_open
    assert (found.opens_at, found.opens_by_appointment) == (at(opens_at), by_appointment)


def test_hours_by_appointment_are_open_and_say_so() -> None:
    found = state(PREROV, "2026-12-01 09:00")

    assert found.is_open
    assert found.by_appointment
    assert found.until == at("2026-12-01 11:30")


def test_the_moment_counts_by_the_clock_of_the_town() -> None:
    assert state_at(PREROV, datetime(2026, 11, 30, 7, 30, tzinfo=UTC), "CZ", PRAGUE).is_open
    assert not state_at(PREROV, datetime(2026, 11, 30, 10, 30, tzinfo=UTC), "CZ", PRAGUE).is_open
    assert state_at(PREROV, datetime(2026, 7, 1, 6, 0, tzinfo=UTC), "SK", BRATISLAVA).is_open
    assert not state_at(PREROV, datetime(2026, 11, 30, 6, 0, tzinfo=UTC), "SK", BRATISLAVA).is_open


def test_on_public_holidays_of_its_country_it_is_closed() -> None:
    # 28 September 2026 is a Monday: the Day of Czech Statehood, in Slovakia a working day.
    assert state(PREROV, "2026-09-28 09:00", "CZ").opens_at == at("2026-09-29 08:00")
    assert state(PREROV, "2026-09-28 09:00", "SK").is_open
    # 29 August 2026 is a Saturday; 1 September has been a working day in Slovakia since 2024.
    assert state(PREROV, "2026-09-01 09:00", "SK").is_open
    assert state(prerov(open_on_holidays=True), "2026-09-28 09:00", "CZ").is_open


def test_holidays_of_the_next_year_count() -> None:
    # The first of January 2029 is a Monday.
    assert state(PREROV, "2028-12-31 12:00").opens_at == at("2029-01-02 08:00")


def test_special_days_come_before_holidays_and_the_week() -> None:
    hours = prerov(special_days=(CHRISTMAS, STOCK_TAKING))

    assert state(hours, "2026-12-02 08:30").opens_at == at("2026-12-02 09:00")
    assert state(hours, "2026-12-02 10:00").opens_at == at("2026-12-03 08:00")
    assert state(hours, "2026-12-22 15:00").opens_at == at("2027-01-04 08:00")
    on_holiday = SpecialDays(date(2026, 9, 28), date(2026, 9, 28), (interval("10:00", "12:00"),))
    assert state(prerov(special_days=(on_holiday,)), "2026-09-28 10:00").is_open


def test_a_season_has_a_week_of_its_own() -> None:
    hours = prerov(seasons=(SUMMER,))

    assert state(hours, "2026-06-30 09:00").by_appointment  # Tuesday
    assert state(hours, "2026-07-01 11:30").opens_at == at("2026-07-08 08:00")  # Monday 6 July is a holiday
    assert state(hours, "2026-08-31 11:30").opens_at == at("2026-09-01 08:00")


def test_hours_after_midnight_belong_to_the_evening_before() -> None:
    hours = OfficeHours(week=week(monday=(interval("20:00", "02:00"),), tuesday=(interval("20:00", "00:00"),)))

    assert state(hours, "2026-11-30 23:00").until == at("2026-12-01 02:00")
    assert state(hours, "2026-12-01 01:59").until == at("2026-12-01 02:00")
    assert state(hours, "2026-12-01 02:00").opens_at == at("2026-12-01 20:00")
    assert state(hours, "2026-12-01 23:59").until == at("2026-12-02 00:00")
    assert state(hours, "2026-12-02 00:00").opens_at == at("2026-12-07 20:00")


def test_days_and_nights_without_a_break_are_one_stretch() -> None:
    all_day = (interval("00:00", "00:00"),)
    always = OfficeHours(week=tuple(week(monday=all_day)[:1]) * 7, open_on_holidays=True)

    assert state(always, "2026-11-30 00:00") == OpenState(at("2026-11-30 00:00"), is_open=True)
    two_days = OfficeHours(week=week(monday=all_day, tuesday=all_day))
    assert state(two_days, "2026-11-30 12:00").until == at("2026-12-02 00:00")


def test_a_closed_day_begins_at_midnight() -> None:
    hours = OfficeHours(
        week=week(monday=(interval("20:00", "02:00"),)),
        special_days=(SpecialDays(date(2026, 12, 1), date(2026, 12, 1)),),
    )

    assert state(hours, "2026-11-30 23:00").until == at("2026-12-01 00:00")


@pytest.mark.parametrize(
    ("moment", "opens_at", "hours_between"),
    [
        ("2026-03-28 08:00", "2026-03-30 08:00", 47),  # clocks are put forward on 29 March
        ("2026-10-24 08:00", "2026-10-26 08:00", 49),  # and back on 25 October
    ],
)
def test_it_opens_by_the_clock_when_the_clocks_are_put(moment: str, opens_at: str, hours_between: int) -> None:
    found = state(PREROV, moment)

    assert found.opens_at == at(opens_at)
    assert found.opens_at is not None
    assert found.opens_at.timestamp() - at(moment).timestamp() == hours_between * 3600


def test_an_hour_that_a_clock_leaves_out_is_no_opening() -> None:
    hours = OfficeHours(week=week(sunday=(interval("02:10", "02:50"),)))

    assert state(hours, "2026-03-28 12:00").opens_at == at("2026-04-05 02:10")
    assert state(PREROV, "2026-03-29 02:30").moment == at("2026-03-29 03:30")


def test_a_night_in_which_clocks_are_put_ends_by_the_clock() -> None:
    hours = OfficeHours(week=week(saturday=(interval("22:00", "03:30"),)))

    for evening, end in (("2026-03-28 22:00", "2026-03-29 03:30"), ("2026-10-24 22:00", "2026-10-25 03:30")):
        assert state(hours, evening).until == at(end)
    assert state_at(hours, at("2026-10-25 02:30", fold=1), "CZ", PRAGUE).is_open


@pytest.mark.parametrize(
    "hours",
    [
        OfficeHours(),
        OfficeHours(week=week()),
        OfficeHours(special_days=(SpecialDays(date(2020, 1, 2), date(2020, 1, 3), (interval("08:00", "09:00"),)),)),
    ],
)
def test_what_never_opens_again_says_nothing_of_an_opening(hours: OfficeHours) -> None:
    found = state(hours, "2026-11-30 09:00")

    assert found == OpenState(at("2026-11-30 09:00"))
    assert found.next_change is None


def test_what_opens_in_some_years_is_found() -> None:
    far = SpecialDays(date(2031, 5, 5), date(2031, 5, 5), (interval("08:00", "09:00"),))

    assert state(OfficeHours(special_days=(far,)), "2026-11-30 09:00").opens_at == at("2031-05-05 08:00")


def test_every_day_agrees_with_what_is_shown_of_it() -> None:
    hours = prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING))
    for country in ("CZ", "SK"):
        for number in range(3 * 365):
            day = date(2025, 6, 1) + timedelta(days=number)
            shown = day_on(hours, day, country).intervals
            for clock in ("07:59", "08:00", "09:30", "11:30", "14:59", "16:00"):
                moment = at(f"{day} {clock}")
                expected = any(each.opens <= moment.time() < each.closes for each in shown)
                assert state_at(hours, moment, country, PRAGUE).is_open == expected, moment
