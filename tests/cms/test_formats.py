"""Dates as the two languages write them, and as people type them."""

from datetime import date

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("cs", "SHORT_DATE_FORMAT", "12.\xa03.\xa02024"),
        ("sk", "SHORT_DATE_FORMAT", "12.\xa03.\xa02024"),
        ("sk-sk", "SHORT_DATE_FORMAT", "12.\xa03.\xa02024"),
        ("cs", "DATE_FORMAT", "12.\xa0března\xa02024"),
        ("sk", "DATE_FORMAT", "12.\xa0marca\xa02024"),
    ],
)
def test_dates_are_shown_by_the_rules_of_the_language(language: str, name: str, shown: str) -> None:
    with translation.override(language):
        assert date_format(date(2024, 3, 12), name) == shown


@pytest.mark.parametrize("language", ["cs", "sk"])
@pytest.mark.parametrize("typed", ["12.3.2024", "12.03.2024", "12. 03. 2024", "12. 3. 2024", "2024-03-12"])
def test_dates_are_read_as_people_type_them(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2024, 3, 12)
