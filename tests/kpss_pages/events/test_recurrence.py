from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kpss_pages.events.choices import EventState, ExceptionKind, Repeats
from kpss_pages.events.recurrence import MOST_DATES, EventDate, Exceptional, Schedule, coming, dates_of, days_of

PRAGUE = ZoneInfo("Europe/Prague")


def at(day: str, clock: str = "16:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=PRAGUE)


def days(start: str, repeats: str, until: str) -> list[str]:
    return [str(day) for day in days_of(Schedule(at(start), PRAGUE, repeats=repeats, until=date.fromisoformat(until)))]


def test_event_that_does_not_repeat_has_one_date() -> None:
    (found,) = dates_of(Schedule(at("2026-11-18"), PRAGUE, ends_at=at("2026-11-18", "18:00")))

    assert (found.starts_at, found.ends_at, found.has_end) == (at("2026-11-18"), at("2026-11-18", "18:00"), True)
    assert found.rule_start == found.starts_at


def test_four_o_clock_stays_four_o_clock_when_the_clocks_change() -> None:
    schedule = Schedule(
        at("2026-10-23"),
        PRAGUE,
        ends_at=at("2026-10-23", "18:00"),
        repeats=Repeats.WEEKLY,
        until=date(2026, 10, 30),
    )
    summer, winter = dates_of(schedule)

    assert (summer.starts_at.hour, winter.starts_at.hour) == (16, 16)
    assert (summer.starts_at.astimezone(UTC).hour, winter.starts_at.astimezone(UTC).hour) == (14, 15)
    assert winter.ends_at == at("2026-10-30", "18:00")


def test_moment_is_taken_in_the_towns_zone_whatever_zone_it_is_written_in() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)

    assert days_of(Schedule(late, PRAGUE)) == [date(2026, 11, 19)]


def test_time_that_the_clocks_skip_is_an_hour_later() -> None:
    schedule = Schedule(at("2026-03-28", "02:30"), PRAGUE, repeats=Repeats.DAILY, until=date(2026, 3, 30))

    assert [(date.starts_at.hour, date.starts_at.minute) for date in dates_of(schedule)] == [(2, 30), (3, 30), (2, 30)]


@pytest.mark.parametrize(
    ("start", "repeats", "until", "expected"),
    [
        ("2026-01-05", Repeats.DAILY, "2026-01-07", ["2026-01-05", "2026-01-06", "2026-01-07"]),
        ("2026-01-05", Repeats.WEEKLY, "2026-01-18", ["2026-01-05", "2026-01-12"]),
        ("2026-01-05", Repeats.FORTNIGHTLY, "2026-02-02", ["2026-01-05", "2026-01-19", "2026-02-02"]),
        ("2026-01-15", Repeats.MONTHLY_DAY, "2026-03-15", ["2026-01-15", "2026-02-15", "2026-03-15"]),
        ("2026-01-31", Repeats.MONTHLY_DAY, "2026-04-30", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2026-01-30", Repeats.MONTHLY_DAY, "2026-03-31", ["2026-01-30", "2026-02-28", "2026-03-30"]),
        ("2026-01-06", Repeats.MONTHLY_WEEKDAY, "2026-03-31", ["2026-01-06", "2026-02-03", "2026-03-03"]),
        ("2026-01-30", Repeats.MONTHLY_WEEKDAY, "2026-03-31", ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("2024-02-29", Repeats.YEARLY, "2027-02-27", ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("2026-05-01", Repeats.YEARLY, "2028-05-01", ["2026-05-01", "2027-05-01", "2028-05-01"]),
        ("2026-05-01", Repeats.WEEKLY, "2026-04-01", ["2026-05-01"]),
    ],
)
def test_rules(start: str, repeats: str, until: str, expected: list[str]) -> None:
    assert days(start, repeats, until) == expected


def test_dates_are_bounded_in_number_and_time() -> None:
    assert len(days("2026-01-01", Repeats.DAILY, "9999-12-31")) == MOST_DATES
    assert days("2026-01-01", Repeats.YEARLY, "9999-12-31")[-1] == "2029-01-01"


def test_date_that_is_cancelled_stays_and_says_why() -> None:
    schedule = Schedule(
        at("2026-01-05"),
        PRAGUE,
        repeats=Repeats.WEEKLY,
        until=date(2026, 1, 19),
        exceptions=(Exceptional(date(2026, 1, 12), ExceptionKind.CANCELLED, note="Nemoc"),),
    )

    assert [(date.state, date.note) for date in dates_of(schedule)] == [
        (EventState.PLANNED, ""),
        (EventState.CANCELLED, "Nemoc"),
        (EventState.PLANNED, ""),
    ]


def test_date_that_is_moved_lasts_as_long_as_the_others_unless_it_says_otherwise() -> None:
    def moved(**changes: Any) -> EventDate:
        schedule = Schedule(
            at("2026-01-05"),
            PRAGUE,
            ends_at=at("2026-01-05", "18:00"),
            repeats=Repeats.WEEKLY,
            until=date(2026, 1, 12),
            exceptions=(
                Exceptional(date(2026, 1, 12), ExceptionKind.MOVED, starts_at=at("2026-01-14", "09:00"), **changes),
            ),
        )
        return dates_of(schedule)[1]

    assert moved().ends_at == at("2026-01-14", "11:00")
    assert moved(ends_at=at("2026-01-14", "09:30")).ends_at == at("2026-01-14", "09:30")
    assert moved().moved_from == at("2026-01-12")
    assert moved().is_moved


def test_cancelled_event_is_cancelled_on_all_its_dates() -> None:
    schedule = Schedule(
        at("2026-01-05"),
        PRAGUE,
        repeats=Repeats.WEEKLY,
        until=date(2026, 1, 12),
        state=EventState.CANCELLED,
        exceptions=(Exceptional(date(2026, 1, 12), ExceptionKind.MOVED, starts_at=at("2026-01-14")),),
    )

    assert all(date.is_cancelled for date in dates_of(schedule))


def test_event_without_an_end_counts_until_its_day_is_over() -> None:
    (found,) = dates_of(Schedule(at("2026-11-18"), PRAGUE))

    assert (found.ends_at, found.has_end) == (at("2026-11-19", "00:00"), False)
    assert found.last_day == date(2026, 11, 18)


def test_event_that_lasts_all_day_counts_to_the_end_of_its_last_day() -> None:
    (found,) = dates_of(Schedule(at("2026-11-18", "10:00"), PRAGUE, ends_at=at("2026-11-20", "00:00"), is_all_day=True))

    assert (found.starts_at, found.ends_at) == (at("2026-11-18", "00:00"), at("2026-11-21", "00:00"))
    assert (found.first_day, found.last_day) == (date(2026, 11, 18), date(2026, 11, 20))


def test_event_past_midnight_ends_on_the_day_after() -> None:
    schedule = Schedule(
        at("2026-10-17", "22:00"),
        PRAGUE,
        ends_at=at("2026-10-18", "01:00"),
        repeats=Repeats.WEEKLY,
        until=date(2026, 10, 24),
    )

    assert dates_of(schedule)[1].ends_at == at("2026-10-25", "01:00")
    assert dates_of(schedule)[1].last_day == date(2026, 10, 25)


def test_coming_dates_are_those_that_are_not_over_by_their_start() -> None:
    schedule = Schedule(
        at("2026-01-05"),
        PRAGUE,
        ends_at=at("2026-01-05", "18:00"),
        repeats=Repeats.WEEKLY,
        until=date(2026, 1, 26),
        exceptions=(Exceptional(date(2026, 1, 19), ExceptionKind.MOVED, starts_at=at("2026-01-28")),),
    )
    found = coming(dates_of(schedule), at("2026-01-12", "17:00"))

    assert [date.starts_at.day for date in found] == [12, 26, 28]
