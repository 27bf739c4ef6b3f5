from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.core.hours import OfficeHours, SpecialDays
from kpss_pages.core.hours.validation import problems, validate_hours
from tests.kpss_pages.core.hours.samples import CHRISTMAS, PREROV, STOCK_TAKING, SUMMER, interval, prerov, week


def said_of(hours: OfficeHours) -> list[str]:
    with translation.override("en"):
        return [problem.message for problem in problems(hours)]


def test_hours_of_an_office_have_nothing_wrong_with_them() -> None:
    assert said_of(prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING))) == []
    assert said_of(OfficeHours()) == []


def test_special_days_may_be_past() -> None:
    assert said_of(prerov(special_days=(SpecialDays(date(2019, 1, 1), date(2019, 1, 2)),))) == []


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        (
            (interval("08:00", "12:00"), interval("11:30", "17:00")),
            "Tuesday: 8.00–12.00 and 11.30–17.00 overlap. Correct one of them.",
        ),
        (
            (interval("11:30", "17:00"), interval("08:00", "12:00")),
            "Tuesday: 8.00–12.00 and 11.30–17.00 overlap. Correct one of them.",
        ),
        (
            (interval("08:00", "08:00"),),
            "Tuesday: it closes at 8.00, when it opens. All day long is 0.00–24.00.",
        ),
        (
            (interval("17:00", "08:00"),),
            "Tuesday: it closes at 8.00, before it opens at 17.00. Exchange the two times.",
        ),
        (
            (interval("20:00", "02:00"), interval("21:00", "22:00")),
            "Tuesday: 20.00–2.00 and 21.00–22.00 overlap. Correct one of them.",
        ),
        (
            (interval("00:00", "00:00"), interval("08:00", "12:00")),
            "Tuesday: 0.00–24.00 and 8.00–12.00 overlap. Correct one of them.",
        ),
        (
            tuple(interval(f"{hour:02}:00", f"{hour:02}:30") for hour in range(8, 13)),
            "Tuesday: there are more than 4 stretches of hours. Join some of them.",
        ),
        (
            (interval("08:00", "12:00", mark="*"),),
            "The mark “*” has no footnote. Write below what it means, or take it away.",
        ),
    ],
)
def test_impossible_hours_are_named_with_their_day(intervals: tuple, said: str) -> None:
    assert said_of(OfficeHours(week=week(tuesday=intervals))) == [said]
    in_season = said_of(OfficeHours(seasons=(replace(SUMMER, week=week(tuesday=intervals)),)))
    assert len(in_season) == 1
    assert in_season[0].endswith(said)
    special = said_of(OfficeHours(special_days=(SpecialDays(date(2026, 12, 1), date(2026, 12, 1), intervals),)))
    assert special == [said.replace("Tuesday", "1. 12. 2026")]


@pytest.mark.parametrize("closes", ["00:00", "02:00", "06:00"])
def test_hours_may_go_on_after_midnight_till_the_morning(closes: str) -> None:
    assert said_of(OfficeHours(week=week(friday=(interval("20:00", closes),)))) == []


def test_hours_that_touch_do_not_overlap() -> None:
    hours = (interval("08:00", "12:00"), interval("12:00", "13:00", by_appointment=True))

    assert said_of(OfficeHours(week=week(monday=hours))) == []


def test_a_night_may_not_last_into_the_next_mornings_hours() -> None:
    hours = OfficeHours(week=week(sunday=(interval("20:00", "05:00"),), monday=(interval("04:00", "08:00"),)))

    assert said_of(hours) == [
        "Monday: it opens before the hours of the day before, which last till 5.00, are over.",
    ]


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        ((8, 31), (9, 10), True),
        ((9, 1), (9, 10), False),
        ((6, 1), (12, 31), True),
        ((7, 10), (7, 20), True),
        ((10, 1), (7, 1), True),
        ((10, 1), (6, 30), False),
    ],
)
def test_seasons_may_not_overlap(first: tuple[int, int], last: tuple[int, int], overlaps: bool) -> None:
    other = replace(SUMMER, name="Podzim", first=first, last=last)

    assert bool(said_of(prerov(seasons=(SUMMER, other)))) == overlaps


def test_special_days_may_not_overlap_nor_end_before_they_begin() -> None:
    twice = prerov(special_days=(CHRISTMAS, SpecialDays(date(2026, 12, 31), date(2026, 12, 31))))
    backwards = prerov(special_days=(SpecialDays(date(2026, 12, 31), date(2026, 12, 1)),))

    assert "nobody knows which holds" in said_of(twice)[0]
    assert said_of(backwards) == ["31. 12. 2026 – 1. 12. 2026: the last day comes before the first. Exchange them."]
    assert "check the year" in said_of(prerov(special_days=(SpecialDays(date(202, 1, 1), date(2026, 1, 1)),)))[0]


def test_footnotes_have_different_marks() -> None:
    assert "same mark" in said_of(replace(PREROV, footnotes=(("*", "a"), ("*", "b"))))[0]


def test_there_is_a_limit_to_everything() -> None:
    many = tuple(SpecialDays(date(2026, 1, 1).replace(year=1950 + n), date(1950 + n, 1, 1)) for n in range(61))

    assert said_of(prerov(special_days=many)) == [
        "There are more than 60 closures and exceptional openings. Take away those that are over."
    ]
    assert "more than 200 characters" in said_of(prerov(footnotes=(("*", "x" * 201),)))[0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    hours = OfficeHours(week=week(monday=(interval("17:00", "08:00"),), friday=(interval("09:00", "09:00"),)))

    with pytest.raises(ValidationError) as refusal:
        validate_hours(hours)
    assert len(refusal.value.messages) == 2


def test_many_closures_of_one_day_are_refused_in_a_few_sentences() -> None:
    said = said_of(prerov(special_days=(CHRISTMAS,) * 900))

    assert len(said) < 2000
    assert "There are more than 60 closures and exceptional openings. Take away those that are over." in said
