"""Public holidays of the two countries by date, with their names.

They are those of the ``holidays`` library and not opening-hours-py's own ("PH"). Compared for 2024 to 2027 and 2040: the
Czech ones agree; of the Slovak ones opening-hours-py has 1 September 2024, when people worked already, and it knows no
names, which people are told. ``holidays`` follows the Slovak laws of 2023 and 2025 by year, is released monthly, and is
pure Python, so a town can have it corrected without a compiler.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from sites.choices import Country

_BEHIND_NAME = re.compile(r"\s*[;(].*")
"""Other names of the day and explanations."""
_LANGUAGE = {Country.CZ: "cs", Country.SK: "sk"}


@lru_cache(maxsize=128)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """Return the days of a year on which people of a country ("CZ", "SK") do not work, named in its language.

    Empty for a country that is not one of the two, and for a year that the library does not know.
    """
    if country not in Country.values:
        return {}
    found = holidays.country_holidays(country, years=year, language=_LANGUAGE[Country(country)])
    return {day: _BEHIND_NAME.sub("", found[day]) for day in sorted(found)}


def holiday_on(day: date, country: str) -> str:
    """Return the name of the holiday that a day is, "" when it is none."""
    return public_holidays(country, day.year).get(day, "")
