"""Makes goals and measures of the demo's plans from the files in ``content/plans/``.

A file is short because it leaves out what follows from the rest: "1.2.3" stands below "1.2"; lists of amounts, states and
values go by year from ``first_year``; amounts are in thousands. Everything in them is invented and marked so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cms.demo.content import in_language
from kpss_pages.plans.content import Activity, Cost, Goal, Indicator, Link, Measure, Origin, PlanContent

THOUSAND = 1000
INDICATORS = 1000
"""What is added to a measure's id for the id of its indicator."""

TEXTS = (
    "number",
    "name",
    "description",
    "reason",
    "working_group",
    "territory",
    "responsible",
    "realised_by",
    "partners",
    "term_note",
    "output",
)
EARLIER = ("added", "dropped", "earlier")
"""What tells the plan's earlier version from the present one: measures that are new, are gone, or were otherwise."""


@dataclass(frozen=True)
class Source:
    """The plan from which an action plan takes measures over."""

    key: str
    content: PlanContent


def make_content(
    written: Mapping[str, Any],
    language: str,
    document: Callable[[str], int],
    source: Source | None = None,
    is_earlier: bool = False,
) -> PlanContent:
    """Return a plan in one language, as it is or as it was published before; ``document`` finds a document by its key."""
    rows = [_as_it_was(row, is_earlier) for row in written.get("measures", []) if _belongs(row, is_earlier)]
    rows = in_language(rows, language)
    years = range(written["first_year"], written["last_year"] + 1)
    taken = [_taken_over(measure, source, years) for measure in _wanted(written, source)] if source else []
    goals = [*(_goals_of(taken, source.content) if source else []), *_goals(in_language(written, language))]
    numbers = {goal.number: goal.id for goal in goals}
    measures = taken + [_measure(row, numbers, years, document) for row in rows]
    ids = [goal.id for goal in goals] + [row["id"] for row in written.get("measures", [])] + [m.id for m in taken]
    return PlanContent(
        currency=written["currency"],
        goals=tuple(sorted(goals, key=_in_order)),
        measures=tuple(sorted(measures, key=_in_order)),
        next_id=INDICATORS + max(ids) + 1,
    )


def above(number: str) -> str:
    """Return the number of the level above: "1.2" for "1.2.3", "" for "1"."""
    return number.rpartition(".")[0]


def _in_order(row: Goal | Measure) -> list[int]:
    return [int(part) for part in row.number.split(".")]


def _belongs(row: Mapping[str, Any], is_earlier: bool) -> bool:
    return "added" not in row if is_earlier else "dropped" not in row


def _as_it_was(row: Mapping[str, Any], is_earlier: bool) -> dict[str, Any]:
    changes = row.get("earlier", {}) if is_earlier else {}
    return {name: value for name, value in {**row, **changes}.items() if name not in EARLIER}


def _goals(written: Mapping[str, Any]) -> Iterator[Goal]:
    ids = {goal["number"]: goal["id"] for goal in written.get("goals", [])}
    for goal in written.get("goals", []):
        yield Goal(
            goal["id"], ids.get(above(goal["number"])), goal["number"], goal["name"], goal.get("description", "")
        )


def _measure(
    row: Mapping[str, Any], goals: Mapping[str, int], years: Sequence[int], document: Callable[[str], int]
) -> Measure:
    first, last = row.get("years", [years[0], years[-1]])
    return Measure(
        id=row["id"],
        goal=goals[above(row["number"])],
        target_groups=tuple(row.get("target_groups", [])),
        activities=tuple(Activity(**activity) for activity in row.get("activities", [])),
        starts_on=date(first, 1, 1),
        ends_on=date(last, 12, 31),
        costs=tuple(_costs(row.get("costs", {}), years)),
        indicators=tuple(_indicators(row)),
        links=tuple(Link(link["label"], document=document(link["document"])) for link in row.get("links", [])),
        is_example=True,
        **{name: row[name] for name in TEXTS if name in row},
    )


def _costs(written: Mapping[str, Sequence[int]], years: Sequence[int]) -> Iterator[Cost]:
    for index, year in enumerate(years):
        for source, amounts in written.items():
            if index < len(amounts) and amounts[index]:
                yield Cost(year, source, Decimal(amounts[index] * THOUSAND))


def _indicators(row: Mapping[str, Any]) -> Iterator[Indicator]:
    if "indicator" in row:
        written = row["indicator"]
        baseline, target = (Decimal(written[name]) if name in written else None for name in ("baseline", "target"))
        yield Indicator(INDICATORS + row["id"], written["name"], written.get("unit", ""), baseline, target)


def _wanted(written: Mapping[str, Any], source: Source) -> Iterator[Measure]:
    by_id = {measure.id: measure for measure in source.content.measures}
    return (by_id[id_] for id_ in written["takes_over"])


def _taken_over(measure: Measure, source: Source, years: Sequence[int]) -> Measure:
    """Return a measure of a plan as an action plan has it: within the years of that, with a link to where it is from."""
    starts_on, ends_on = date(years[0], 1, 1), date(years[-1], 12, 31)
    return replace(
        measure,
        starts_on=max(starts_on, measure.starts_on or starts_on),
        ends_on=min(ends_on, measure.ends_on or ends_on),
        costs=tuple(cost for cost in measure.costs if cost.year in years),
        origin=Origin(source.key, measure.id),
    )


def _goals_of(measures: Sequence[Measure], content: PlanContent) -> list[Goal]:
    used = {goal.id for measure in measures for goal in content.path_to(measure.goal)}
    return [goal for goal in content.goals if goal.id in used]
