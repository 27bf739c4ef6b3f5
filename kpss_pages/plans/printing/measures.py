"""A measure on paper: a card with all that the plan says of it, and what was reported of it year by year."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import urljoin

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.core.printing.paper import NOTHING, Cell, Fact, Section, Table, facts, paragraphs, row
from kpss_pages.plans.budget import budget_of, money_text
from kpss_pages.plans.comparing import number_text
from kpss_pages.plans.content import Activity, Measure, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from kpss_pages.plans.measures import ShownMeasure, Surroundings, shown_measure
from kpss_pages.plans.periods import period_text
from kpss_pages.plans.printing.figures import budget_table
from sites.languages import current_language

WEB = ("https://", "http://")

Reported = Sequence[tuple[YearOfPlan, ReportRow]]
"""Years with what was reported of one measure, the earliest first."""


def measure_section(
    measure: Measure, content: PlanContent, around: Surroundings, reported: Reported, address: str
) -> Section:
    """Return the card of a measure; ``address`` is that of the plan, from which links of the town lead on."""
    shown = shown_measure(measure, content, around)
    return Section(
        1,
        f"{around.names['measure']} {measure.number}: {measure.name}",
        text=paragraphs(measure.description),
        facts=(*_role(shown, address), *_facts(measure), *_links(shown, address)),
        tables=tuple(_tables(measure, content.currency, around.names["activity"], reported)),
        is_card=True,
    )


def _role(shown: ShownMeasure, address: str) -> Iterator[Fact]:
    if shown.role is not None:
        yield Fact(_("Responsible role"), str(shown.role), _on_the_web(shown.role.url, address))


def _facts(measure: Measure) -> Iterator[Fact]:
    term = period_text(measure.starts_on, measure.ends_on)
    yield from facts(
        (_("Example"), _("an invented measure") if measure.is_example else ""),
        (_("Reason"), " ".join(paragraphs(measure.reason))),
        (_("Target groups"), ", ".join(measure.target_groups)),
        (_("Working group"), measure.working_group),
        (_("Territory"), measure.territory),
        (_("Responsible"), measure.responsible),
        (_("Realised by"), measure.realised_by),
        (_("Partners"), measure.partners),
        (_("Term"), ", ".join(filter(None, (term, measure.term_note)))),
        (_("Output"), " ".join(paragraphs(measure.output))),
    )


def _links(shown: ShownMeasure, address: str) -> Iterator[Fact]:
    if shown.origin is not None:
        yield Fact(_("Taken over from"), shown.origin.label, _on_the_web(shown.origin.url, address))
    for link in shown.links:
        yield Fact(_("Link"), link.label, _on_the_web(link.url, address))


def _on_the_web(url: str, address: str) -> str:
    """Return where a link leads from paper; "" for what is no address of the web."""
    whole = urljoin(address, url) if url else ""
    return whole if whole.startswith(WEB) else ""


def _tables(measure: Measure, currency: str, activity: str, reported: Reported) -> Iterator[Table]:
    if measure.activities:
        yield _activities(measure.activities, activity)
    if budget := budget_of([measure]):
        yield budget_table(budget, currency, _("Estimated cost"))
    if measure.indicators:
        yield _indicators(measure, reported)
    if reported:
        yield _progress(reported, currency)


def _activities(activities: Sequence[Activity], name: str) -> Table:
    return Table(
        _("Activities"),
        (name, _("Term"), _("Responsible")),
        tuple(row(activity.name, activity.term, activity.responsible) for activity in activities),
        shares=(3, 2, 2),
    )


def _indicators(measure: Measure, reported: Reported) -> Table:
    known = [(year.year, found.values) for year, found in reported if found.values]
    columns = (_("Indicator"), _("Unit"), _("Baseline"), _("Target"), *(str(year) for year, _values in known))
    rows = tuple(
        row(
            indicator.name,
            indicator.unit,
            number_text(indicator.baseline),
            number_text(indicator.target),
            *(_written(values.get(str(indicator.id))) for _year, values in known),
        )
        for indicator in measure.indicators
    )
    numbers = tuple(range(2, len(columns)))
    return Table(_("Indicators"), columns, rows, (3, 1, *(0,) * len(numbers)), numbers)


def _progress(reported: Reported, currency: str) -> Table:
    rows = tuple(
        (
            *row(str(year.year), capfirst(found.state_label), _spent(found, currency)),
            Cell(_comment(found) or NOTHING, found.language if found.language != current_language() else ""),
        )
        for year, found in reported
    )
    return Table(_("Progress"), (_("Year"), _("State"), _("Spent"), _("Comment")), rows, (0, 2, 0, 5), (2,))


def _spent(found: ReportRow, currency: str) -> str:
    return "" if found.spent is None else money_text(found.spent, currency)


def _comment(found: ReportRow) -> str:
    if found.comment and found.comment_by:
        return f"{found.comment} ({found.comment_by})"
    return found.comment


def _written(value: str | None) -> str:
    return number_text(Decimal(value)) if value else ""
