"""29 November 2026 is a Sunday."""

from datetime import date

import pytest
from django.utils import translation

from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.state import state_at
from kpss_pages.core.hours.wording import hours_of, seconds_until_change, times, words_for, written_days
from tests.kpss_pages.core.hours.samples import CHRISTMAS, PRAGUE, PREROV, at, interval, prerov, week

NIGHTS = OfficeHours(week=week(monday=(interval("20:00", "02:00"),), tuesday=(interval("20:00", "00:00"),)))
ALL_WEEK = OfficeHours(week=(week(monday=(interval("00:00", "00:00"),))[0],) * 7, open_on_holidays=True)
TWO_DAYS = OfficeHours(week=week(monday=(interval("00:00", "00:00"),), tuesday=(interval("00:00", "00:00"),)))


@pytest.mark.parametrize(
    ("hours", "moment", "words"),
    [
        (PREROV, "2026-11-30 09:00", "Open now until 11.30"),
        (PREROV, "2026-12-01 09:00", "Open now until 11.30, by appointment"),
        (PREROV, "2026-11-30 07:00", "Opens today 8.00"),
        (PREROV, "2026-11-30 12:00", "Opens today 12.30"),
        (PREROV, "2026-12-01 12:00", "Opens today 12.30, by appointment"),
        (PREROV, "2026-11-29 23:59", "Opens tomorrow 8.00"),
        (PREROV, "2026-11-30 20:00", "Opens tomorrow 8.00, by appointment"),
        (PREROV, "2026-12-04 09:00", "Opens Monday 8.00"),
        (prerov(special_days=(CHRISTMAS,)), "2026-12-22 20:00", "Opens 4. 1. 2027 8.00"),
        (PREROV, "2026-12-23 18:00", "Opens Monday 8.00"),
        (NIGHTS, "2026-11-30 23:00", "Open now until 2.00"),
        (NIGHTS, "2026-12-01 23:00", "Open now until 24.00"),
        (ALL_WEEK, "2026-12-01 23:00", "Open now"),
        (TWO_DAYS, "2026-11-30 00:00", "Open now until 2. 12. 2026 0.00"),
        (OfficeHours(week=week()), "2026-12-01 09:00", "Closed"),
    ],
)
def test_what_holds_now_is_a_sentence(hours: OfficeHours, moment: str, words: str) -> None:
    with translation.override("en"):
        assert words_for(state_at(hours, at(moment), "CZ", PRAGUE)).replace("\u00a0", " ") == words


def test_times_and_dates_are_written_as_each_language_writes_them() -> None:
    morning = interval("08:00", "11:30")
    with translation.override("cs"):
        assert times(morning) == "8.00–11.30"
        assert times(interval("20:00", "00:00")) == "20.00–24.00"
        assert hours_of((morning, interval("12:30", "17:00"))) == "8.00–11.30, 12.30–17.00"
        assert written_days(date(2026, 12, 24), date(2026, 12, 31)) == "24.–31.\u00a012.\u00a02026"
    with translation.override("sk"):
        assert times(morning) == "8.00\u00a0– 11.30"
        assert written_days(date(2026, 12, 24), date(2026, 12, 31)) == "24.\u00a0– 31.\u00a012.\u00a02026"
        assert written_days(date(2026, 12, 24), date(2027, 1, 2)).replace("\u00a0", " ") == "24. 12. 2026 – 2. 1. 2027"
        assert written_days(date(2026, 11, 24), date(2026, 12, 2)).replace("\u00a0", " ") == "24. 11. – 2. 12. 2026"
        assert written_days(date(2026, 11, 24), date(2026, 11, 24)).replace("\u00a0", " ") == "24. 11. 2026"


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-11-30 11:00", 1800),
        ("2026-11-30 18:00", 6 * 3600),
        ("2026-03-29 00:00", 23 * 3600),  # the day on which clocks are put forward has 23 hours
        ("2026-10-25 00:00", 25 * 3600),
        ("2026-11-30 11:29:59.9", 1),
    ],
)
def test_words_hold_till_the_next_change_and_never_over_midnight(moment: str, seconds: int) -> None:
    assert seconds_until_change(state_at(PREROV, at(moment), "CZ", PRAGUE)) == seconds
