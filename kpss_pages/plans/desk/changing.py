"""Changes of a plan's goals and measures: each takes a content and returns another; nothing is saved here."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from kpss_pages.plans.content import Goal, Measure, PlanContent

NEW = 0
"""The id of a goal, measure or indicator that is to be given one."""

Row = TypeVar("Row", Goal, Measure)


def with_goal(content: PlanContent, goal: Goal) -> tuple[PlanContent, Goal]:
    """Return the content with a goal changed, or added at the end when it is new, and the goal as it then is."""
    if goal.id == NEW:
        goal = replace(goal, id=content.next_id)
        added = replace(content, goals=(*content.goals, goal), next_id=content.next_id + 1)
        return added, goal
    return replace(content, goals=_replaced(content.goals, goal)), goal


def with_measure(content: PlanContent, measure: Measure) -> tuple[PlanContent, Measure]:
    """Return the content with a measure changed, or added at the end, and the measure; new indicators get ids too."""
    next_id = content.next_id
    is_new = measure.id == NEW
    if is_new:
        measure, next_id = replace(measure, id=next_id), next_id + 1
    indicators = []
    for indicator in measure.indicators:
        if indicator.id == NEW:
            indicator, next_id = replace(indicator, id=next_id), next_id + 1
        indicators.append(indicator)
    measure = replace(measure, indicators=tuple(indicators))
    measures = (*content.measures, measure) if is_new else _replaced(content.measures, measure)
    return replace(content, measures=measures, next_id=next_id), measure


def below(content: PlanContent, goal_id: int) -> tuple[list[Goal], list[Measure]]:
    """Return the goals below a goal and the measures of it and of those, in the plan's order."""
    goals = [goal for goal in content.goals if goal.id != goal_id and _is_on_path(content, goal_id, goal.id)]
    held = {goal_id, *(goal.id for goal in goals)}
    return goals, [measure for measure in content.measures if measure.goal in held]


def without_goal(content: PlanContent, goal_id: int) -> PlanContent:
    """Return the content without a goal and all that is below it; its ids are not given again."""
    goals, measures = below(content, goal_id)
    left = {goal_id, *(goal.id for goal in goals)}
    return replace(
        content,
        goals=tuple(goal for goal in content.goals if goal.id not in left),
        measures=tuple(measure for measure in content.measures if measure not in measures),
    )


def without_measure(content: PlanContent, measure_id: int) -> PlanContent:
    return replace(content, measures=tuple(m for m in content.measures if m.id != measure_id))


def with_goal_again(content: PlanContent, former: PlanContent, goal_id: int) -> PlanContent:
    """Return the content with a deleted goal and what was below it where they were in a former content."""
    goal = former.goal(goal_id)
    if goal is None:
        return content
    goals, measures = below(former, goal_id)
    known = {row.id for row in content.goals}
    first = goal if goal.parent in known else replace(goal, parent=None)
    return replace(
        content,
        goals=_merged(content.goals, former.goals, [first, *goals]),
        measures=_merged(content.measures, former.measures, measures),
        next_id=max(content.next_id, former.next_id),
    )


def with_measure_again(content: PlanContent, former: PlanContent, measure_id: int) -> PlanContent:
    """Return the content with a deleted measure where it was; without a goal when that is gone."""
    measure = former.measure(measure_id)
    if measure is None:
        return content
    if content.goal(measure.goal) is None:
        measure = replace(measure, goal=None)
    return replace(
        content,
        measures=_merged(content.measures, former.measures, [measure]),
        next_id=max(content.next_id, former.next_id),
    )


def moved_goal(content: PlanContent, goal_id: int, steps: int) -> PlanContent:
    """Return the content with a goal one place up (-1) or down (1) among those of the same parent."""
    goal = content.goal(goal_id)
    siblings = [row for row in content.goals if goal is not None and row.parent == goal.parent]
    return replace(content, goals=_swapped(content.goals, siblings, goal_id, steps))


def moved_measure(content: PlanContent, measure_id: int, steps: int) -> PlanContent:
    """Return the content with a measure one place up (-1) or down (1) among those of the same goal."""
    measure = content.measure(measure_id)
    siblings = [row for row in content.measures if measure is not None and row.goal == measure.goal]
    return replace(content, measures=_swapped(content.measures, siblings, measure_id, steps))


def copied_measure(content: PlanContent, measure_id: int) -> tuple[PlanContent, Measure | None]:
    """Return the content with a copy of a measure behind it, with a number of its own, and the copy."""
    measure = content.measure(measure_id)
    if measure is None:
        return content, None
    copy = replace(
        measure,
        id=NEW,
        number=next_measure_number(content, measure.goal),
        origin=None,
        indicators=tuple(replace(indicator, id=NEW) for indicator in measure.indicators),
    )
    content, copy = with_measure(content, copy)
    *others, _last = content.measures
    place = others.index(measure) + 1
    return replace(content, measures=(*others[:place], copy, *others[place:])), copy


def next_goal_number(content: PlanContent, parent_id: int | None) -> str:
    """Return the number of the next goal below another one, of the next at the top for None."""
    siblings = [goal.number for goal in content.goals if goal.parent == parent_id]
    return _next_number(_prefix(content, parent_id), siblings, {goal.number for goal in content.goals})


def next_measure_number(content: PlanContent, goal_id: int | None) -> str:
    """Return the number of the next measure of a goal."""
    siblings = [measure.number for measure in content.measures if measure.goal == goal_id]
    return _next_number(_prefix(content, goal_id), siblings, {measure.number for measure in content.measures})


def _prefix(content: PlanContent, goal_id: int | None) -> str:
    goal = content.goal(goal_id)
    return f"{goal.number.rstrip('.')}." if goal is not None and goal.number else ""


def _next_number(prefix: str, siblings: Iterable[str], taken: set[str]) -> str:
    last = 0
    for number in siblings:
        found = re.search(r"(\d{1,6})\.?$", number)
        last = max(last, int(found[1]) if found else 0)
    while f"{prefix}{last + 1}" in taken:
        last += 1
    return f"{prefix}{last + 1}"


def _is_on_path(content: PlanContent, goal_id: int, from_id: int) -> bool:
    return any(goal.id == goal_id for goal in content.path_to(from_id))


def _replaced(rows: tuple[Row, ...], changed: Row) -> tuple[Row, ...]:
    return tuple(changed if row.id == changed.id else row for row in rows)


def _swapped(rows: tuple[Row, ...], siblings: list[Row], row_id: int, steps: int) -> tuple[Row, ...]:
    place = next((index for index, row in enumerate(siblings) if row.id == row_id), None)
    if place is None or not 0 <= place + steps < len(siblings):
        return rows
    one, other = siblings[place], siblings[place + steps]
    exchanged = {one.id: other, other.id: one}
    return tuple(exchanged.get(row.id, row) for row in rows)


def _merged(rows: tuple[Row, ...], former: tuple[Row, ...], back: list[Row]) -> tuple[Row, ...]:
    """Return the rows with those that come back, each behind the row that it formerly followed."""
    merged = list(rows)
    coming = {row.id: row for row in back}
    behind = -1
    for row in former:
        present = next((index for index, known in enumerate(merged) if known.id == row.id), None)
        if present is not None:
            behind = present
        elif row.id in coming:
            behind += 1
            merged.insert(behind, coming[row.id])
    return tuple(merged)
