"""The figures of a plan as tables: how its measures stand, and what they are estimated to cost."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kpss_pages.core.printing.paper import NOTHING, Section, Table, row
from kpss_pages.plans.budget import Budget, currency_label, money_text, source_label
from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan, by_priority, counts_of, over


def budget_table(budget: Budget, currency: str, caption: str) -> Table:
    """Return a row a year and a column a source, with totals where there is more than one."""
    if currency:
        caption = _("%(caption)s, in %(currency)s") % {"caption": caption, "currency": currency_label(currency)}
    columns = [_("Year"), *(capfirst(source_label(source)) for source in budget.sources), _("Total")]
    rows = []
    for year in budget.years:
        amounts = (budget.amount(year, source) for source in budget.sources)
        written = (NOTHING if amount is None else money_text(amount) for amount in amounts)
        rows.append(row(str(year), *written, money_text(budget.of_year(year))))
    totals = (money_text(budget.of_source(source)) for source in budget.sources)
    rows.append(row(_("Total"), *totals, money_text(budget.total)))
    shares, numbers = (0,) * len(columns), tuple(range(1, len(columns)))
    return Table(caption, tuple(columns), tuple(rows), shares, numbers, has_total=True)


def progress_sections(years: Sequence[YearOfPlan], priority: str) -> Iterator[Section]:
    """Yield the overview of progress: all years together, then year by year; nothing when nothing was reported."""
    if not years:
        return
    tables = []
    if len(years) > 1:
        tables.append(_progress_table(over(years), priority, _("All years, by the state last reported")))
    yield Section(1, _("Progress"), tables=tuple(tables))
    for year in years:
        text = [_closed(year)] if year.closed_at else []
        caption = _("Measures by state, %(year)d") % {"year": year.year}
        yield Section(2, str(year.year), text=tuple(text), tables=(_progress_table(year.rows, priority, caption),))


def _closed(year: YearOfPlan) -> str:
    day = date_format(localtime(year.closed_at), "SHORT_DATE_FORMAT")
    return _("The evaluation was closed on %(day)s; its figures no longer change.") % {"day": day}


def _progress_table(rows: Iterable[ReportRow], priority: str, caption: str) -> Table:
    rows = list(rows)
    states = [capfirst(str(state.label)) for state in MeasureState]
    columns = (priority, *states, _("Not reported"), _("Total"))
    lines = [
        row(name, *(str(count) for count in counts_of(found).values()), str(len(found)))
        for name, found in by_priority(rows).items()
    ]
    lines.append(row(_("Total"), *(str(count) for count in counts_of(rows).values()), str(len(rows))))
    counted = len(columns) - 1
    return Table(caption, columns, tuple(lines), (3, *(1,) * counted), tuple(range(1, counted + 1)), has_total=True)
