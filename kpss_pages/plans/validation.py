"""What is wrong with a plan's goals and measures: one set of rules for the forms and for the spreadsheet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Activity, Goal, Indicator, Link, Measure, PlanContent
from kpss_pages.plans.models.reports import FIRST_YEAR, LAST_YEAR

LONGEST_NUMBER, LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 20, 250, 250, 5000
LONGEST_UNIT, LONGEST_ADDRESS = 60, 500
MOST_MEASURES = 1000
MOST_PARTS = 100
"""Activities, costs, indicators or links of one measure."""
LARGEST_AMOUNT = 10**12


@dataclass(frozen=True)
class Problem:
    """A rule that something breaks: ``what`` is "goal", "measure" or "plan", ``field`` one of its fields.

    ``part`` is the field of the activity, cost, indicator or link that breaks it; "" when it is no single one.
    """

    what: str
    id: int | None
    field: str
    sentence: str
    part: str = ""


def problems_of(content: PlanContent) -> list[Problem]:
    """Return everything that is wrong, goals first, in the order of the plan."""
    return [*_of_plan(content), *_of_goals(content), *_of_measures(content)]


def _of_plan(content: PlanContent) -> Iterator[Problem]:
    if len(content.measures) > MOST_MEASURES:
        yield Problem(
            "plan", None, "measures", _("A plan can have at most %(count)d measures.") % {"count": MOST_MEASURES}
        )


def _of_goals(content: PlanContent) -> Iterator[Problem]:
    taken = Counter(goal.number for goal in content.goals)
    known = {goal.id for goal in content.goals}
    for goal in content.goals:
        if not goal.name:
            yield Problem("goal", goal.id, "name", _("Write the name."))
        yield from _numbered(goal, "goal", taken)
        if goal.parent is not None and goal.parent not in known:
            yield Problem("goal", goal.id, "parent", _("The level above does not exist in this plan."))
        elif goal not in content.path_to(goal.id) or content.path_to(goal.id)[0].parent is not None:
            yield Problem("goal", goal.id, "parent", _("A level cannot stand below itself."))
        yield from _too_long(goal, "goal")


def _of_measures(content: PlanContent) -> Iterator[Problem]:
    taken = Counter(measure.number for measure in content.measures)
    known = {goal.id for goal in content.goals}
    for measure in content.measures:
        if not measure.name:
            yield Problem("measure", measure.id, "name", _("Write the name."))
        yield from _numbered(measure, "measure", taken)
        if measure.goal is not None and measure.goal not in known:
            yield Problem("measure", measure.id, "goal", _("The level above does not exist in this plan."))
        yield from _term(measure)
        yield from _costs(measure)
        yield from _other_parts(measure)
        yield from _too_long(measure, "measure")


def _numbered(row: Goal | Measure, what: str, taken: "Counter[str]") -> Iterator[Problem]:
    if not row.number:
        yield Problem(what, row.id, "number", _("Write the number, for example 1.2."))
    elif taken[row.number] > 1:
        yield Problem(
            what,
            row.id,
            "number",
            _("The number %(number)s is here more than once. Give each its own.") % {"number": row.number},
        )


def _term(measure: Measure) -> Iterator[Problem]:
    if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
        yield Problem(
            "measure", measure.id, "ends_on", _("The term ends before it begins. Correct one of the two dates.")
        )
    for name in ("starts_on", "ends_on"):
        day = getattr(measure, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield Problem("measure", measure.id, name, _year_sentence())


def _costs(measure: Measure) -> Iterator[Problem]:
    for cost in measure.costs:
        if not FIRST_YEAR <= cost.year <= LAST_YEAR:
            yield Problem("measure", measure.id, "costs", _year_sentence(), "year")
        if cost.source not in MoneySource.values:
            sentence = _("The source of money is none of those in the list.")
            yield Problem("measure", measure.id, "costs", sentence, "source")
        if not (cost.amount.is_finite() and 0 <= cost.amount < LARGEST_AMOUNT):
            yield Problem("measure", measure.id, "costs", _("An amount has to be a number from 0 up."), "amount")
    seen = Counter((cost.year, cost.source) for cost in measure.costs)
    for (year, _source), count in seen.items():
        if count > 1:
            yield Problem(
                "measure",
                measure.id,
                "costs",
                _("The year %(year)d has the same source of money twice. Add the amounts up.") % {"year": year},
            )


def _other_parts(measure: Measure) -> Iterator[Problem]:
    for activity in measure.activities:
        if not activity.name:
            yield Problem("measure", measure.id, "activities", _("Write what is done."), "name")
        yield from _long_part(measure, "activities", activity, {"name": LONGEST_NAME, "term": LONGEST_LINE})
        yield from _long_part(measure, "activities", activity, {"responsible": LONGEST_LINE})
    for indicator in measure.indicators:
        if not indicator.name:
            yield Problem("measure", measure.id, "indicators", _("Write what is measured."), "name")
        yield from _long_part(measure, "indicators", indicator, {"name": LONGEST_NAME, "unit": LONGEST_UNIT})
        for name in ("baseline", "target"):
            amount = getattr(indicator, name)
            if amount is not None and not (amount.is_finite() and abs(amount) < LARGEST_AMOUNT):
                yield Problem("measure", measure.id, "indicators", _("Write a number that is not so large."), name)
    for link in measure.links:
        if not link.label:
            yield Problem("measure", measure.id, "links", _("Write the text of the link."), "label")
        yield from _long_part(measure, "links", link, {"label": LONGEST_LINE, "url": LONGEST_ADDRESS})


def _long_part(
    measure: Measure, field: str, part: Activity | Indicator | Link, limits: dict[str, int]
) -> Iterator[Problem]:
    for name, limit in limits.items():
        if len(getattr(part, name)) > limit:
            yield Problem("measure", measure.id, field, _too_long_sentence(limit), name)


def _year_sentence() -> str:
    return _("The year has to lie between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}


def _too_long(row: Goal | Measure, what: str) -> Iterator[Problem]:
    limits = {"number": LONGEST_NUMBER, "name": LONGEST_NAME, "description": LONGEST_TEXT, "reason": LONGEST_TEXT}
    limits |= {"output": LONGEST_TEXT, "partners": LONGEST_TEXT, "term_note": LONGEST_LINE}
    limits |= dict.fromkeys(("working_group", "territory", "responsible", "realised_by"), LONGEST_LINE)
    for name, limit in limits.items():
        if len(getattr(row, name, "")) > limit:
            yield Problem(what, row.id, name, _too_long_sentence(limit))


def _too_long_sentence(limit: int) -> str:
    return _("The text is too long; at most %(count)d characters fit.") % {"count": limit}
