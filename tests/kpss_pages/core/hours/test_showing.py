from datetime import date

from django.utils import translation

from kpss_pages.core.hours.showing import Difference, Piece, Row, short_hours, shown_hours
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

TODAY = date(2026, 11, 29)


def days_of(rows: tuple[Row, ...]) -> list[str]:
    return [row.days for row in rows]


def test_a_week_has_its_days_in_the_language_of_the_page() -> None:
    with translation.override("cs"):
        assert days_of(shown_hours(PREROV, "CZ", TODAY).weeks[0].rows) == [
            "Pondělí",
            "Úterý",
            "Středa",
            "Čtvrtek",
            "Pátek",
            "Sobota, neděle",
        ]
    with translation.override("sk"):
        assert days_of(shown_hours(PREROV, "SK", TODAY).weeks[0].rows)[0] == "Pondelok"


def test_a_weekend_of_two_kinds_has_two_rows() -> None:
    hours = prerov(week=week(saturday=(interval("08:00", "10:00"),)))

    assert len(shown_hours(hours, "CZ", TODAY).weeks[0].rows) == 7


def test_marks_stand_behind_hours_and_speak_for_themselves() -> None:
    with translation.override("en"):
        rows = shown_hours(PREROV, "CZ", TODAY).weeks[0].rows
        alone = shown_hours(
            prerov(week=week(monday=(interval("08:00", "10:00", by_appointment=True),))), "CZ", TODAY
        ).weeks[0]

        assert rows[1].pieces == (Piece("8.00–11.30", "*"), Piece("12.30–15.00", "*"))
        assert rows[4].pieces == (Piece("closed", "*"),)
        assert alone.rows[0].pieces == (Piece("8.00–10.00", "", by_appointment=True),)


def test_seasons_come_after_the_week_with_their_days() -> None:
    weeks = shown_hours(prerov(seasons=(SUMMER,)), "CZ", TODAY).weeks

    assert [week.caption.replace("\u00a0", " ") for week in weeks] == ["", "Léto, 1. 7. – 31. 8."]


def test_what_is_different_within_sixty_days_is_listed_by_date() -> None:
    hours = prerov(special_days=(CHRISTMAS, STOCK_TAKING))
    with translation.override("en"):
        shown = shown_hours(hours, "CZ", TODAY).differences

    assert [(each.days.replace("\u00a0", " "), each.reason) for each in shown] == [
        ("2. 12. 2026", "inventura – sklad"),
        ("23. 12. 2026 – 1. 1. 2027", "Vánoce"),
    ]
    assert shown[1].pieces == (Piece("closed"),)
    later = shown_hours(hours, "CZ", date(2027, 1, 1)).differences
    assert [each.reason for each in later] == ["Vánoce"]
    assert shown_hours(hours, "CZ", date(2027, 1, 2)).differences == ()
    assert (
        shown_hours(hours, "CZ", date(2026, 9, 29)).differences[0].reason
        == "Den vzniku samostatného československého státu"
    )


def test_holidays_are_those_of_the_country_and_say_their_language() -> None:
    with translation.override("en"):
        czech = shown_hours(PREROV, "CZ", TODAY).differences
        slovak = shown_hours(PREROV, "SK", TODAY).differences

    assert [each.reason for each in czech][:2] == ["Štědrý den", "1. svátek vánoční"]
    assert czech[0] == Difference("24.\u00a012.\u00a02026", (Piece("closed"),), "Štědrý den", "cs")
    assert slovak[0].language == "sk"
    assert shown_hours(prerov(open_on_holidays=True), "CZ", TODAY).differences == ()


def test_the_foot_of_a_page_has_a_line_for_days_with_the_same_hours() -> None:
    with translation.override("cs"):
        short = short_hours(PREROV, TODAY)

    assert days_of(short.rows) == ["pondělí, středa", "úterý, čtvrtek", "pátek"]
    assert short.footnotes == (("*", FOOTNOTE),)


def test_the_foot_of_a_page_has_the_season_that_holds() -> None:
    hours = prerov(seasons=(SUMMER,))

    assert short_hours(hours, date(2026, 7, 1)).season == "Léto"
    assert short_hours(hours, date(2026, 7, 1)).footnotes == ()
    assert short_hours(hours, date(2026, 9, 1)).season == ""


def test_days_in_a_row_are_a_range() -> None:
    with translation.override("cs"):
        assert days_of(short_hours(prerov(week=(PREROV.week[0],) * 5 + PREROV.week[5:]), TODAY).rows) == [
            "pondělí–pátek"
        ]
