"""What the page of a plan shows of its goals and measures, and of everything that hangs on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kpss_pages.core.listing import understand
from kpss_pages.plans.budget import budget_of
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.evaluation import NOT_REPORTED, YearOfPlan, years_of
from kpss_pages.plans.measures import surroundings_of
from kpss_pages.plans.public.charts import shown_budget
from kpss_pages.plans.public.filters import PARAMETERS, MeasureFilters, Offer, states_in
from kpss_pages.plans.public.law import law_of
from kpss_pages.plans.public.overview import progress_by_priority, progress_of
from kpss_pages.plans.public.pieces import assembled, goal_anchor, pieces_of
from kpss_pages.plans.public.timeline import timeline
from kpss_pages.plans.relations import Relations
from sites.page_cache.showing import withhold
from sites.tenancy.scope import town_of

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage

VERSIONS_SHOWN = 20
FEWEST_CONTENTS = 3
"""A page of fewer parts needs no list of them."""


@dataclass(frozen=True)
class Entry:
    """A line of the page's list of contents, with those below it."""

    anchor: str
    title: str
    below: "tuple[Entry, ...]" = ()


def beside_measures(page: "PlanPage") -> dict[str, Any]:
    """Return the law, the steps and the versions: what a plan has also without measures."""
    town = town_of(page)
    return {
        "law": law_of(page, town.country) if town is not None else None,
        "steps": timeline(page.steps.all(), page.town_today),
        "versions": list(page.versions.defer("content").order_by("-number")[:VERSIONS_SHOWN]) if page.pk else [],
    }


def measures_of_page(page: "PlanPage", relations: Relations, request: HttpRequest) -> dict[str, Any]:
    """Return the measures narrowed down as the address asks, with progress, budget and contents; {} without any."""
    content: PlanContent = page.content
    if not content:
        return {}
    years = years_of(page, content)
    offer = Offer.of(content, years)
    filters = MeasureFilters.from_query(request.GET, offer)
    if filters.has_unknown:
        withhold(request)
    understand(request, [(name, getattr(filters, name)) for name in PARAMETERS])
    states = states_in(years, filters.year)
    shown = {m.id for m in filters.matching(content.measures, {key: row for key, (_year, row) in states.items()})}
    around = surroundings_of(page, content, relations.origins, request)
    pieces = pieces_of(content, around, years, filters.year)
    return {
        "content": content,
        "names": around.names,
        "offer": offer,
        "filters": filters,
        "sentence": filters.sentence(len(shown), len(content.measures)),
        "shown_count": len(shown),
        "measures_html": assembled(content, pieces, shown),
        "priorities": tuple(
            Entry(goal_anchor(branch.goal), f"{branch.goal.number} {branch.goal.name}".strip())
            for branch in content.tree()
            if branch.goal is not None and any(measure.id in shown for measure in branch.all_measures())
        ),
        "budget": shown_budget(budget_of(content.measures), content.currency),
        **progress_of_years(years, filters.year),
    }


def progress_of_years(years: Sequence[YearOfPlan], asked: int | None) -> dict[str, Any]:
    """Return the overview of the year asked for, by default of the last one that can be judged.

    That is a year that is closed, or of which half of the measures were reported; the last one with any report where
    there is none. Nothing when nothing was reported.
    """
    told = [year for year in years if year.is_closed or _reported(year)]
    if not told:
        return {}
    judged = next((known for known in told if known.is_closed or 2 * _reported(known) >= len(known.rows)), told[0])
    year = next((known for known in told if known.year == asked), judged)
    return {
        "reported_years": sorted(known.year for known in told),
        "progress_year": year,
        "progress": progress_by_priority(year.rows),
        "progress_total": progress_of(year.rows),
    }


def _reported(year: YearOfPlan) -> int:
    return sum(row.state != NOT_REPORTED for row in year.rows)


def contents_of(context: Mapping[str, Any]) -> list[Entry]:
    """Return what is on a page with measures, or with the evaluation of some; [] for a page of few parts."""
    if not (context.get("content") or context.get("evaluated")):
        return []
    lines = [
        ("steps", "steps", _("How the plan comes about")),
        ("files", "documents", _("Documents")),
        ("evaluated", "evaluation", _("Evaluation")),
        ("progress_year", "progress", _("Progress")),
        ("content", "measures", _("Goals and measures")),
        ("budget", "budget", _("Budget")),
        ("versions", "versions", _("Versions")),
        ("law", "law", _("What the law says")),
    ]
    found = [
        Entry(anchor, title, context["priorities"] if anchor == "measures" else ())
        for name, anchor, title in lines
        if context.get(name)
    ]
    return found if len(found) >= FEWEST_CONTENTS else []
