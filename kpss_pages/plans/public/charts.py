"""The budget of a plan as the page shows it: a table of years and sources, and bars whose length is written beside them."""

from dataclasses import dataclass
from decimal import Decimal

from kpss_pages.plans.budget import Budget, money_text, source_label


@dataclass(frozen=True)
class Bar:
    """A bar up to 100 units long; ``width`` is a number as SVG writes it, ``amount`` is in words."""

    label: str
    amount: str
    width: str


@dataclass(frozen=True)
class BudgetRow:
    """A row of the table: a year, its amounts in the order of the sources ("" for none) and their sum."""

    year: int
    amounts: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class ShownBudget:
    """Everything in words, in the plan's currency; ``totals`` are those of the sources."""

    sources: tuple[str, ...]
    rows: tuple[BudgetRow, ...]
    totals: tuple[str, ...]
    total: str
    by_year: tuple[Bar, ...]
    by_source: tuple[Bar, ...]


def shown_budget(budget: Budget, currency: str) -> ShownBudget | None:
    """Return the budget in the current language; None when no costs are estimated."""
    if not budget:
        return None
    years = [(str(year), budget.of_year(year)) for year in budget.years]
    sources = [(source_label(source), budget.of_source(source)) for source in budget.sources]
    return ShownBudget(
        sources=tuple(label for label, _ in sources),
        rows=tuple(_row(budget, year, currency) for year in budget.years),
        totals=tuple(money_text(amount, currency) for _, amount in sources),
        total=money_text(budget.total, currency),
        by_year=_bars(years, currency),
        by_source=_bars(sources, currency),
    )


def _row(budget: Budget, year: int, currency: str) -> BudgetRow:
    amounts = (budget.amount(year, source) for source in budget.sources)
    return BudgetRow(
        year,
        tuple("" if amount is None else money_text(amount, currency) for amount in amounts),
        money_text(budget.of_year(year), currency),
    )


def _bars(rows: list[tuple[str, Decimal]], currency: str) -> tuple[Bar, ...]:
    longest = max((amount for _, amount in rows), default=Decimal(0)) or Decimal(1)
    return tuple(Bar(label, money_text(amount, currency), f"{100 * amount / longest:.2f}") for label, amount in rows)
