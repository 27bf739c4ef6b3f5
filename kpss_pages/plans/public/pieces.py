"""Goals and measures of a plan as finished HTML, a piece each, made once for what they show.

A plan of 150 measures takes half a second to render and to typeset. What is made is kept under a digest of everything
that it was made of, so nothing has to be forgotten when something changes, and no town or draft can be given another's.
"""

import hashlib
import pickle
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from kpss_pages.core.typography import typographic
from kpss_pages.plans.content import Branch, Goal, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from kpss_pages.plans.measures import Surroundings, reports_by_measure, shown_measure
from kpss_pages.plans.public.filters import states_in
from sites.languages import current_language
from sites.page_cache.release import release

SECONDS = 24 * 3600

Pieces = Mapping[str, str]
"""HTML by anchor: "g1" a goal's heading and description, "m12" a measure."""


def goal_anchor(goal: Goal) -> str:
    return f"g{goal.id}"


def pieces_of(content: PlanContent, around: Surroundings, years: Sequence[YearOfPlan], year: int | None) -> Pieces:
    """Return the pieces of a plan, with the states of ``year``, or the last ones reported."""
    language = current_language()
    made_of = pickle.dumps((release(), language, content, around, years, year), pickle.HIGHEST_PROTOCOL)
    key = f"kpss:plan-pieces:{hashlib.blake2b(made_of, digest_size=20).hexdigest()}"
    found: Pieces | None = cache.get(key)
    if found is None:
        found = _make(content, around, years, states_in(years, year), language)
        cache.set(key, found, SECONDS)
    return found


def _make(
    content: PlanContent,
    around: Surroundings,
    years: Sequence[YearOfPlan],
    states: Mapping[int, tuple[int, ReportRow]],
    language: str,
) -> Pieces:
    goal_template, measure_template = get_template("kpss_plans/_goal.html"), get_template("kpss_plans/_measure.html")
    made = {}
    for branch in _all(content.tree()):
        if branch.goal is not None:
            name = around.names[f"level_{min(branch.depth, 3)}"]
            anchor = goal_anchor(branch.goal)
            context = {"goal": branch.goal, "anchor": anchor, "level": min(branch.depth + 2, 5), "name": name}
            made[anchor] = typographic(goal_template.render(context), language)
    reported = reports_by_measure(years)
    for measure in content.measures:
        shown = shown_measure(measure, content, around, reported.get(measure.id, ()), states.get(measure.id))
        html = measure_template.render({"shown": shown, "names": around.names})
        made[measure.anchor] = typographic(html, language)
    return {anchor: str(html) for anchor, html in made.items()}


def assembled(content: PlanContent, pieces: Pieces, measures: Collection[int]) -> SafeString:
    """Return the plan in its order with those of its measures that are named, and the goals above them."""
    parts = [part for branch in content.tree() for part in _assembled(branch, pieces, measures)]
    return mark_safe("".join(parts))  # noqa: S308 -- pieces are rendered by templates


def _assembled(branch: Branch, pieces: Pieces, measures: Collection[int]) -> Iterator[str]:
    if not any(measure.id in measures for measure in branch.all_measures()):
        return
    if branch.goal is not None:
        yield pieces[goal_anchor(branch.goal)]
    for measure in branch.measures:
        if measure.id in measures:
            yield pieces[measure.anchor]
    for below in branch.branches:
        yield from _assembled(below, pieces, measures)


def _all(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.branches)
