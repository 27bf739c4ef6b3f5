import json
from datetime import date

import pytest
from django.utils import translation

from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.linked_data import opening_hours_specification, time_specifications
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
from tests.open_norms import errors_of, schema_of

TODAY = date(2026, 11, 29)
FULL = prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING))
NIGHTS = OfficeHours(week=week(monday=(interval("20:00", "02:00"), interval("00:00", "00:00"))))


@pytest.mark.parametrize("hours", [PREROV, FULL, NIGHTS, OfficeHours(), OfficeHours(special_days=(STOCK_TAKING,))])
@pytest.mark.parametrize("language", ["cs", "sk"])
@pytest.mark.parametrize("country", ["CZ", "SK"])
def test_hours_are_values_of_the_open_formal_norm(hours: OfficeHours, country: str, language: str) -> None:
    values = time_specifications(hours, country, TODAY, language)

    assert errors_of(values, schema_of("časová-specifikace", "seznam-časových-specifikací")) == []
    assert bool(values) == bool(hours)


def test_days_with_the_same_hours_are_one_value_of_the_norm() -> None:
    first, second = time_specifications(prerov(open_on_holidays=True), "CZ", TODAY, "cs")

    assert first == {
        "typ": "Časová specifikace",
        "den_v_týdnu": [
            "https://data.mvcr.gov.cz/zdroj/číselníky/dny-v-týdnu/položky/pondělí",
            "https://data.mvcr.gov.cz/zdroj/číselníky/dny-v-týdnu/položky/středa",
        ],
        "časová_doba": [
            {"typ": "Časová doba", "od": "08:00:00", "do": "11:30:00"},
            {"typ": "Časová doba", "od": "12:30:00", "do": "17:00:00"},
        ],
    }
    assert second["popis"] == {"cs": FOOTNOTE}
    assert "popis" not in time_specifications(PREROV, "CZ", TODAY, "sk")[1]


def test_exceptions_of_the_norm_are_seasons_closures_and_holidays_of_the_country() -> None:
    czech, slovak = (json.dumps(time_specifications(FULL, country, TODAY, "cs")[0]) for country in ("CZ", "SK"))

    assert all('"2027-07-01"' in value and '"2026-12-23"' in value for value in (czech, slovak))
    assert '"2027-09-28"' in czech
    assert '"2027-09-28"' not in slovak
    assert '"2026-12-24"' not in czech  # within the closure over Christmas


def test_schema_org_has_the_week_and_by_dates_what_is_different() -> None:
    with translation.override("en"):
        found = opening_hours_specification(FULL, TODAY)

    assert found[0] == {
        "@type": "OpeningHoursSpecification",
        "opens": "08:00",
        "closes": "11:30",
        "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Wednesday"],
    }
    assert {"https://schema.org/PublicHolidays"} == {
        day for each in found for day in each.get("dayOfWeek", []) if day.endswith("Holidays")
    }
    assert found[-2] == {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": "2026-12-23",
        "validThrough": "2027-01-01",
    }
    assert {
        (each["validFrom"], each["validThrough"]) for each in found if "dayOfWeek" in each and "validFrom" in each
    } == {("2027-07-01", "2027-08-31")}
    assert [each["description"] for each in found if "description" in each] == [FOOTNOTE, FOOTNOTE]


def test_a_whole_day_is_not_mistaken_for_a_closed_one() -> None:
    found = opening_hours_specification(OfficeHours(week=week(monday=(interval("00:00", "00:00"),))), TODAY)

    assert (found[0]["opens"], found[0]["closes"]) == ("00:00", "23:59")


def test_what_is_over_is_left_out() -> None:
    found = opening_hours_specification(FULL, date(2027, 1, 2))

    assert not any(each.get("validFrom", "").startswith("2026") for each in found)


def test_a_season_over_new_year_lasts_into_the_next() -> None:
    winter = prerov(seasons=(type(SUMMER)("Zima", (12, 1), (2, 29), SUMMER.week),))

    def bounds(today: date) -> set[tuple[str, str]]:
        values = opening_hours_specification(winter, today)
        return {(each["validFrom"], each["validThrough"]) for each in values if "validFrom" in each}

    assert bounds(date(2027, 1, 15)) == {("2026-12-01", "2027-02-28")}
    assert bounds(date(2027, 3, 1)) == {("2027-12-01", "2028-02-29")}
