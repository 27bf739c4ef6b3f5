"""The budget of a plan is added up by year and source."""

from decimal import Decimal

import pytest
from django.utils import translation

from kpss_pages.plans.budget import budget_of, money_text
from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Cost
from tests.kpss_pages.plans.contents import make_content, make_measure


def test_estimates_are_added_up_by_year_and_source() -> None:
    budget = budget_of(make_content(count=3).measures)

    assert budget.years == (2026, 2027)
    assert budget.sources == (MoneySource.MUNICIPALITY, MoneySource.REGION)
    assert budget.amount(2026, MoneySource.MUNICIPALITY) == 360_000
    assert budget.of_year(2026) == Decimal("600001.50")
    assert budget.of_source(MoneySource.MUNICIPALITY) == 810_000
    assert budget.total == Decimal("1050001.50")


def test_a_source_that_gives_nothing_in_a_year_is_told_from_one_that_gives_zero() -> None:
    zero = make_measure(costs=(Cost(2026, MoneySource.EU, Decimal(0)), Cost(2027, MoneySource.GIFTS, Decimal(5))))

    budget = budget_of([zero])

    assert budget.amount(2026, MoneySource.EU) == 0
    assert budget.amount(2026, MoneySource.GIFTS) is None


def test_sources_stand_in_the_order_of_their_list() -> None:
    costs = tuple(Cost(2026, source, Decimal(1)) for source in reversed(MoneySource.values))

    assert list(budget_of([make_measure(costs=costs)]).sources) == MoneySource.values


def test_measures_without_estimates_have_no_budget() -> None:
    assert not budget_of([make_measure(costs=())])


@pytest.mark.parametrize(
    ("language", "amount", "currency", "text"),
    [
        ("cs", "120000", "CZK", "120\u00a0000\u00a0Kč"),
        ("cs", "120000.00", "CZK", "120\u00a0000\u00a0Kč"),
        ("sk", "80000.5", "EUR", "80\u00a0000,50\u00a0€"),
        ("cs", "1234567", "", "1\u00a0234\u00a0567"),
    ],
)
def test_amounts_are_written_by_custom(language: str, amount: str, currency: str, text: str) -> None:
    with translation.override(language):
        assert money_text(Decimal(amount), currency) == text
