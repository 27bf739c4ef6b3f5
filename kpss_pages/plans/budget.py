"""What a plan's measures are estimated to cost, by year and by source of money; and how an amount is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from kpss_pages.plans.choices import Currency, MoneySource
from kpss_pages.plans.content import Measure

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Budget:
    """Estimates added up; ``years`` ascend, ``sources`` are those that something comes from, as ``MoneySource`` lists."""

    years: tuple[int, ...]
    sources: tuple[str, ...]
    amounts: Mapping[tuple[int, str], Decimal]

    def __bool__(self) -> bool:
        return bool(self.amounts)

    def amount(self, year: int, source: str) -> Decimal | None:
        """Return the estimate of a year from one source; None when there is none."""
        return self.amounts.get((year, source))

    def of_year(self, year: int) -> Decimal:
        return sum((amount for (known, _), amount in self.amounts.items() if known == year), NOTHING)

    def of_source(self, source: str) -> Decimal:
        return sum((amount for (_, known), amount in self.amounts.items() if known == source), NOTHING)

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), NOTHING)


def budget_of(measures: Iterable[Measure]) -> Budget:
    """Return the estimates of the measures given, for a whole plan those of ``content.measures``."""
    amounts: dict[tuple[int, str], Decimal] = {}
    for measure in measures:
        for cost in measure.costs:
            key = cost.year, cost.source
            amounts[key] = amounts.get(key, NOTHING) + cost.amount
    found = {source for _, source in amounts}
    return Budget(
        years=tuple(sorted({year for year, _ in amounts})),
        sources=tuple(source for source in MoneySource.values if source in found),
        amounts=amounts,
    )


def source_label(source: str) -> str:
    """Return the name of a source of money in the current language."""
    return str(MoneySource(source).label)


def money_text(amount: Decimal, currency: str = "") -> str:
    """Return an amount as it is written, with its currency when one is given: "120 000 Kč", "80 000,50 €"."""
    places = 0 if amount == amount.to_integral_value() else 2
    written = str(number_format(amount, places, use_l10n=True, force_grouping=True))
    return f"{written}\u00a0{currency_label(currency)}" if currency else written


def currency_label(currency: str) -> str:
    """Return the sign of a currency; "" without one."""
    return str(Currency(currency).label) if currency else ""
