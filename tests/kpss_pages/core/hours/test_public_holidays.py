from datetime import date

from kpss_pages.core.hours.public_holidays import holiday_on, public_holidays


def test_each_country_has_its_own_holidays_in_its_language() -> None:
    assert holiday_on(date(2026, 9, 28), "CZ") == "Den české státnosti"
    assert holiday_on(date(2026, 9, 28), "SK") == ""
    assert holiday_on(date(2026, 8, 29), "SK") == "Výročie Slovenského národného povstania"
    assert holiday_on(date(2026, 1, 1), "CZ") == "Den obnovy samostatného českého státu"
    assert holiday_on(date(2027, 1, 6), "SK") == "Zjavenie Pána"
    assert holiday_on(date(2026, 4, 3), "CZ") == "Velký pátek"


def test_days_on_which_slovaks_work_again_are_no_holidays() -> None:
    # Since 2024 people work on 1 September, since 2025 on 17 November, in 2026 on 8 May and 15 September.
    for day in (date(2024, 9, 1), date(2025, 11, 17), date(2026, 5, 8), date(2026, 9, 15)):
        assert holiday_on(day, "SK") == ""
    assert holiday_on(date(2027, 5, 8), "SK") != ""


def test_other_countries_and_years_have_none() -> None:
    assert public_holidays("AT", 2026) == {}
    assert public_holidays("", 2026) == {}
    assert public_holidays("CZ", 1200) == {}
