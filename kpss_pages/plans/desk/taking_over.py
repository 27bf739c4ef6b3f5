"""Measures that an action plan takes over from the plan that it carries out."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from kpss_pages.plans.choices import PlanKind
from kpss_pages.plans.content import Goal, Measure, Origin, PlanContent
from kpss_pages.plans.desk.changing import NEW, next_goal_number, next_measure_number, with_goal, with_measure
from kpss_pages.plans.models import PlanPage
from sites.tenancy.scope import site_id_of


@dataclass(frozen=True)
class Offered:
    """A measure that can be taken over, or was; ``path`` are the titles of the goals above it."""

    measure: Measure
    path: str
    is_taken: bool


def source_of(draft: PlanPage) -> PlanPage | None:
    """Return the published plan of the same town that an action plan carries out, in its language where there is one."""
    base: PlanPage | None = draft.based_on
    if draft.kind != PlanKind.ACTION_PLAN or base is None:
        return None
    same = PlanPage.objects.live().filter(translation_key=base.translation_key)
    plans = [plan for plan in same if site_id_of(plan) == site_id_of(draft) and plan.pk != draft.pk]
    return min(plans, key=lambda plan: (plan.locale_id != draft.locale_id, plan.pk != base.pk), default=None)


def offered(content: PlanContent, source: PlanPage) -> list[Offered]:
    """Return the published measures of the source in the order of its tree."""
    taken = _taken(content)
    return [
        Offered(
            measure=measure,
            path=" / ".join(f"{goal.number} {goal.name}".strip() for goal in source.content.path_to(measure.goal)),
            is_taken=origin_of(source, measure) in taken,
        )
        for branch in source.content.tree()
        for measure in branch.all_measures()
    ]


def origin_of(source: PlanPage, measure: Measure) -> Origin:
    """Return where a measure was first: what was taken over itself points to the plan that it comes from."""
    return measure.origin or Origin(str(source.translation_key), measure.id)


def take_over(content: PlanContent, source: PlanPage, chosen: Collection[int]) -> PlanContent:
    """Return the content with the chosen measures of the source, and the goals above them; those taken before stay."""
    # Ids of indicators stay those of the source, under which their values are reported.
    content = replace(content, next_id=max(content.next_id, source.content.next_id))
    if not content.currency:
        content = replace(content, currency=source.content.currency)
    taken = _taken(content)
    for measure in source.content.measures:
        origin = origin_of(source, measure)
        if measure.id not in chosen or origin in taken:
            continue
        taken.add(origin)
        content, goal = _with_goals(content, source.content.path_to(measure.goal))
        numbers = {known.number for known in content.measures}
        number = next_measure_number(content, goal) if measure.number in numbers else measure.number
        content, _copy = with_measure(content, replace(measure, id=NEW, goal=goal, number=number, origin=origin))
    return content


def _taken(content: PlanContent) -> set[Origin]:
    return {measure.origin for measure in content.measures if measure.origin is not None}


def _with_goals(content: PlanContent, path: list[Goal]) -> tuple[PlanContent, int | None]:
    """Return the content with the goals of a path, which it may have by name already, and the last's id."""
    parent: int | None = None
    for goal in path:
        # By name as well: the number may have been taken by another goal when it came.
        alike = [own for own in content.goals if (own.name, own.parent) == (goal.name, parent)]
        known = next((own for own in alike if own.number == goal.number), alike[0] if alike else None)
        if known is None:
            numbers = {own.number for own in content.goals}
            number = next_goal_number(content, parent) if goal.number in numbers else goal.number
            content, known = with_goal(content, replace(goal, id=NEW, parent=parent, number=number))
        parent = known.id
    return content, parent
