"""How a period of validity is written."""

from datetime import date

import pytest
from django.utils import translation

from kpss_pages.plans.periods import period_text

WHOLE_YEARS = (date(2018, 1, 1), date(2022, 12, 31))
DAYS = (date(2021, 7, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("language", "period", "text"),
    [
        ("cs", WHOLE_YEARS, "2018–2022"),
        ("sk", WHOLE_YEARS, "2018\u00a0– 2022"),
        ("cs", (date(2024, 1, 1), date(2024, 12, 31)), "2024"),
        ("cs", DAYS, "1. 7. 2021\u00a0– 30. 6. 2023"),
        ("sk", DAYS, "1. 7. 2021\u00a0– 30. 6. 2023"),
        ("cs", (date(2021, 7, 1), date(2022, 12, 31)), "1. 7. 2021\u00a0– 31. 12. 2022"),
        ("en", (date(2024, 1, 1), None), "from 2024"),
        ("en", (date(2024, 3, 1), None), "from 1. 3. 2024"),
        ("en", (None, date(2024, 12, 31)), "until 2024"),
        ("cs", (None, None), ""),
    ],
)
def test_whole_years_are_written_as_years(language: str, period: tuple[date | None, date | None], text: str) -> None:
    with translation.override(language):
        assert period_text(*period) == text
