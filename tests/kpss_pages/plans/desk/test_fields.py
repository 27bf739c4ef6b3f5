"""Amounts, days and lists are read as people write them, and what cannot be read is explained."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from kpss_pages.plans.desk.fields import AmountField, DayField, LinesField, TextField, amount_text


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12 500,50", Decimal("12500.50")),
        ("12\u00a0500,5", Decimal("12500.5")),
        ("12\u202f500", Decimal(12500)),
        ("12500.50", Decimal("12500.50")),
        ("0", Decimal(0)),
        (" ", None),
    ],
)
def test_amounts_are_read(written: str, amount: Decimal | None) -> None:
    assert AmountField().clean(written) == amount


@pytest.mark.parametrize("written", ["12.500,50", "1e5", "NaN", "Infinity", "-5", "5 Kč", "1,234", "9" * 20, "١٢"])
def test_faulty_amounts_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(written)


def test_signed_amounts_may_be_below_nothing() -> None:
    assert AmountField(signed=True, places=4).clean("−1,2345") == Decimal("-1.2345")


@pytest.mark.parametrize(
    ("amount", "text"),
    [("12500.50", "12\u00a0500,50"), ("80000.00", "80\u00a0000"), ("-1.5", "-1,5"), ("0", "0")],
)
def test_amounts_are_written_so_that_they_are_read_again(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text
    assert AmountField(signed=True).clean(text) == Decimal(amount)


@pytest.mark.parametrize("written", ["12.3.2024", "12. 3. 2024", "12.03.2024", "2024-03-12", "12.\u00a03.\u00a02024"])
def test_days_are_read(written: str) -> None:
    assert DayField().clean(written) == date(2024, 3, 12)


def test_year_alone_is_its_first_or_last_day() -> None:
    assert DayField().clean("2026") == date(2026, 1, 1)
    assert DayField(is_end=True).clean("2026") == date(2026, 12, 31)
    assert DayField().clean("") is None


@pytest.mark.parametrize("written", ["31. 2. 2024", "spring", "2024-13-01", "0000", "3/12/2024", "20245"])
def test_faulty_days_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(written)


def test_lines_are_values_without_blanks_and_repetitions() -> None:
    assert LinesField(required=False).clean("senioři\r\n\r\n  pečující   osoby \nsenioři") == (
        "senioři",
        "pečující osoby",
    )


def test_text_keeps_one_kind_of_line_end() -> None:
    assert TextField().clean("a\r\nb") == "a\nb"
