from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.core.hours import Day, Season, SpecialDays
from kpss_pages.core.hours.lines import (
    read_day,
    read_footnotes,
    read_seasons,
    read_special_days,
    written_day,
    written_footnotes,
    written_seasons,
    written_special_days,
)
from tests.kpss_pages.core.hours.samples import CHRISTMAS, PREROV, STOCK_TAKING, SUMMER, interval, week

MORNING = interval("08:00", "11:30")
AFTERNOON = interval("12:30", "17:00")


@pytest.mark.parametrize(
    "line",
    [
        "8.00-11.30, 12.30-17.00",
        "8.00–11.30, 12.30–17.00",
        "8.00 – 11.30, 12.30 – 17.00 h",
        "8:00-11:30 12:30-17:00",
        "8.00-11.30 a 12.30-17.00",
        "08.00 - 11.30; 12.30 - 17.00",
        "8-11.30/12.30-17",
        "od 8 do 11.30, od 12.30 do 17 hod.",
        "  8.00\u00a0–\u00a011.30 ,  12.30—17.00 ",
        "12.30-17, 8-11.30",
    ],
)
def test_hours_are_read_however_people_write_them(line: str) -> None:
    assert read_day(line) == Day((MORNING, AFTERNOON))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("8-11.30*", Day((interval("08:00", "11:30", mark="*"),))),
        ("8-11.30 **", Day((interval("08:00", "11:30", mark="**"),))),
        ("8-11.30 1)", Day((interval("08:00", "11:30", mark="1)"),))),
        ("8-12 obj.", Day((interval("08:00", "12:00", by_appointment=True),))),
        ("8-12 (na objednávku)", Day((interval("08:00", "12:00", by_appointment=True),))),
        ("8-12 len na pozvanie", Day((interval("08:00", "12:00", by_appointment=True),))),
        ("8-12 by appointment", Day((interval("08:00", "12:00", by_appointment=True),))),
        ("8-12 obj.*", Day((interval("08:00", "12:00", by_appointment=True, mark="*"),))),
        ("8-12* obj., 13-15", Day((interval("08:00", "12:00", by_appointment=True, mark="*"), interval("13:00", "15:00")))),
        ("0-24", Day((interval("00:00", "00:00"),))),
        ("20-24", Day((interval("20:00", "00:00"),))),
        ("20-2", Day((interval("20:00", "02:00"),))),
        ("zavřeno", Day()),
        ("ZAVŘENO*", Day((), "*")),
        ("zatvorené", Day()),
        ("zavreno", Day()),
        ("closed", Day()),
        ("x", Day()),
        ("–", Day()),
        ("", None),
        ("   ", None),
    ],
)  # fmt: skip
def test_marks_appointments_and_closed_days_are_read(line: str, day: Day | None) -> None:
    assert read_day(line) == day


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("8", "“8” is not understood"),
        ("osm až dvanáct", "“osm až dvanáct” is not understood"),
        ("8.00-11.3O", "“.3O” is not understood"),
        ("8.00-11.30, 12.30", "“, 12.30” is not understood"),
        ("8-25", "There is no 25 on a clock"),
        ("8.75-12", "There is no 8.75 on a clock"),
        ("24.30-8", "There is no 24.30 on a clock"),
        ("8-12\x00", "is not understood"),
        ("8-12 *****", "is not understood"),
        ("x" + "8" * 5000, "is not understood"),
        ("٨-١٢", "is not understood"),
    ],
)
def test_what_is_no_hours_is_refused_by_a_sentence(line: str, said: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        read_day(line)
    [message] = refusal.value.messages
    assert said in message
    assert len(message) < 250


def test_a_day_has_one_form() -> None:
    assert written_day(PREROV.week[0]) == "8.00–11.30, 12.30–17.00"
    assert written_day(PREROV.week[1]) == "8.00–11.30* obj., 12.30–15.00* obj."
    assert written_day(Day((interval("20:00", "00:00"), interval("00:00", "02:00")))) == "20.00–24.00, 0.00–2.00"
    with translation.override("en"):
        assert written_day(Day((), "*")) == "closed*"


@pytest.mark.parametrize("language", ["cs", "sk", "en"])
def test_everything_written_is_read_back_unchanged(language: str) -> None:
    over_new_year = Season("Zima – svátky", (12, 24), (1, 2), week(tuesday=(interval("20:00", "02:00"),)))
    footnotes = (("*", "na pozvání"), ("**", "jen s dokladem: průkaz"), ("1)", "2. patro"))
    special_days = (CHRISTMAS, STOCK_TAKING, SpecialDays(date(2026, 5, 1), date(2026, 5, 3)))
    with translation.override(language):
        for day in (*PREROV.week, Day((), "1)")):
            assert read_day(written_day(day)) == day
        assert read_footnotes(written_footnotes(footnotes)) == footnotes
        assert read_special_days(written_special_days(special_days)) == special_days
        seasons = (SUMMER, over_new_year, Season("Prázdniny", (2, 1), (2, 29), PREROV.week))
        assert read_seasons(written_seasons(seasons)) == seasons


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("24. 12. 2026", SpecialDays(date(2026, 12, 24), date(2026, 12, 24))),
        ("24.12.2026 zavřeno - Štědrý den", SpecialDays(date(2026, 12, 24), date(2026, 12, 24), (), "Štědrý den")),
        ("24. 12. 2026 – Štědrý den", SpecialDays(date(2026, 12, 24), date(2026, 12, 24), (), "Štědrý den")),
        ("24. 12. 2026 (Štědrý den)", SpecialDays(date(2026, 12, 24), date(2026, 12, 24), (), "Štědrý den")),
        ("24.–31. 12. 2026", SpecialDays(date(2026, 12, 24), date(2026, 12, 31))),
        ("24. 12. – 2. 1. 2027", SpecialDays(date(2026, 12, 24), date(2027, 1, 2))),
        ("24. 12. 2026 - 2. 1. 2027: zavřeno", SpecialDays(date(2026, 12, 24), date(2027, 1, 2))),
        ("2026-12-24: 8-11.30", SpecialDays(date(2026, 12, 24), date(2026, 12, 24), (MORNING,))),
        ("2. 5. 2026 8-11.30 – 50 let", SpecialDays(date(2026, 5, 2), date(2026, 5, 2), (MORNING,), "50 let")),
        ("2. 5. 2026 – 50 let školy", SpecialDays(date(2026, 5, 2), date(2026, 5, 2), (), "50 let školy")),
    ],
)
def test_special_days_are_read_however_people_write_them(line: str, days: SpecialDays) -> None:
    assert read_special_days(f"\n{line}\n") == (days,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("24. 12.", "has no date"),
        ("Vánoce", "has no date"),
        ("31. 11. 2026", "There is no 31. 11."),
        ("24. 12. 2026: 8.00", "is not understood"),
        ("24. 12. 2026: 8-12, 13.00", "is not understood"),
        ("24. 12. 2026: 8-99", "There is no 99"),
        ("24. 12. 2026 zavřeno*", "has its reason behind a dash"),
        ("24. 12. 0000", "There is no"),
        ("99999999999. 12. 2026", "has no date"),
    ],
)
def test_a_faulty_special_day_is_refused_at_its_line(line: str, said: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        read_special_days(f"1. 5. 2026\n\n{line}")
    [message] = refusal.value.messages
    assert message.startswith("Line 3: ")
    assert said in message


def test_a_season_is_its_days_its_name_and_a_week() -> None:
    text = "1. 7. - 31. 8. Léto\npo, st: 8-11.30\n\n24.12.–1.1.: Svátky\nÚt–čt zavřeno\nPondělí a pátek 12.30-17"

    summer, holidays = read_seasons(text)

    assert summer == SUMMER
    assert (holidays.name, holidays.first, holidays.last) == ("Svátky", (12, 24), (1, 1))
    assert holidays.week == week(monday=(AFTERNOON,), friday=(AFTERNOON,))


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        ("po–pá", {0, 1, 2, 3, 4}),
        ("pondelok, utorok, streda, štvrtok, piatok, sobota, nedeľa", set(range(7))),
        ("st, čt, št", {2, 3}),
        ("pá–po", {4, 5, 6, 0}),
        ("Mon, Wed", {0, 2}),
        ("so, ne", {5, 6}),
    ],
)
def test_days_of_the_week_are_known_by_their_beginnings(names: str, numbers: set[int]) -> None:
    [season] = read_seasons(f"1. 7. – 31. 8. – Léto\n{names} 8-11.30")

    assert {number for number, day in enumerate(season.week) if day.intervals} == numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("po 8-12", "Begin a season"),
        ("1. 7. – 31. 8.", "Line 1: Say what the season is called"),
        ("1. 7. – 31. 6. – Léto", "Line 1: There is no 31. 6."),
        ("1. 7. – 31. 8. – Léto\nkdykoli 8-12", "Line 2: “kdykoli 8-12” is not understood"),
        ("1. 7. – 31. 8. – Léto\npo ráno", "Line 2: “ráno” is not understood"),
    ],
)
def test_a_faulty_season_is_refused(text: str, said: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        read_seasons(text)
    assert said in refusal.value.messages[0]


def test_a_footnote_begins_with_its_mark() -> None:
    assert read_footnotes("*) na pozvání\n** – objednaní\n1) jen s dokladem") == (
        ("*", "na pozvání"),
        ("**", "objednaní"),
        ("1)", "jen s dokladem"),
    )
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        read_footnotes("* a\nna pozvání")
    assert refusal.value.messages[0].startswith("Line 2: “na pozvání” has no mark")
