"""Makes the printed document of a plan: facts, priorities and goals with their measures, progress and budget."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.core.printing.paper import Fact, Paper, Section, facts, paragraphs, with_spaces
from kpss_pages.plans.budget import budget_of
from kpss_pages.plans.content import Branch, PlanContent
from kpss_pages.plans.evaluation import YearOfPlan
from kpss_pages.plans.measures import Surroundings, reports_by_measure, surroundings_of
from kpss_pages.plans.models.structure import DEEPEST
from kpss_pages.plans.printing.figures import budget_table, progress_sections
from kpss_pages.plans.printing.measures import measure_section
from kpss_pages.plans.relations import relations_of
from kpss_pages.plans.roles import contact_of
from sites.tenancy.scope import town_of

if TYPE_CHECKING:
    from kpss_pages.plans.models import PlanPage


def paper_of(page: "PlanPage", years: Sequence[YearOfPlan], content: PlanContent | None = None) -> Paper:
    """Return the document of a plan in the language of its page; ``content`` is another version than the page's."""
    content = page.content if content is None else content
    with translation.override(page.language):
        around = surroundings_of(page, content, relations_of(page, content).origins)
        town = town_of(page)
        paper = Paper(
            title=page.title,
            language=page.language,
            publisher=town.name if town else "",
            kind=capfirst(page.get_kind_display()),
            lead=paragraphs(page.lead),
            facts=tuple(_facts(page)),
            contents=_("Contents"),
            sections=tuple(_sections(page, content, around, years)),
            written_on=page.last_updated,
        )
        return with_spaces(paper, page.language)


def _facts(page: "PlanPage") -> Iterator[Fact]:
    extended = _("until %(day)s") % {"day": _day(page.extended_to)} if page.extended_to else ""
    yield from facts(
        (_("Period"), page.period),
        (_("Territory"), str(page.territory) if page.territory else ""),
        (_("State"), capfirst(page.state_label)),
        (_("Discussed with the public"), _day(page.discussed_on)),
        (_("Approved"), ", ".join(filter(None, (page.approved_by, _day(page.approved_on))))),
        (_("Resolution"), page.resolution_number),
        (_("Extended"), ", ".join(filter(None, (extended, page.extension_resolution)))),
        (_("Author"), page.author),
        (_("Whom to ask"), _contact(page)),
        (_("Last updated"), _day(page.last_updated)),
    )
    if page.live and page.full_url:
        yield Fact(_("On the web"), page.full_url, page.full_url)


def _sections(
    page: "PlanPage", content: PlanContent, around: Surroundings, years: Sequence[YearOfPlan]
) -> Iterator[Section]:
    reported = reports_by_measure(sorted(years, key=lambda year: year.year))
    cards = {
        measure.id: measure_section(measure, content, around, reported.get(measure.id, ()), page.full_url or "")
        for measure in content.measures
    }
    for branch in content.tree():
        yield from _branch(branch, cards, around)
    yield from progress_sections(years, around.names["level_1"])
    if budget := budget_of(content.measures):
        caption = _("Estimated cost by year and source")
        yield Section(1, _("Budget"), tables=(budget_table(budget, content.currency, caption),))


def _branch(branch: Branch, cards: Mapping[int, Section], around: Surroundings) -> Iterator[Section]:
    level = branch.depth or 1
    goal = branch.goal
    if goal is None:
        yield Section(level, _("Measures"))
    else:
        name = around.names[f"level_{min(level, DEEPEST)}"]
        yield Section(level, f"{name} {goal.number}: {goal.name}", text=paragraphs(goal.description))
    for measure in branch.measures:
        yield replace(cards[measure.id], level=level + 1)
    for below in branch.branches:
        yield from _branch(below, cards, around)


def _contact(page: "PlanPage") -> str:
    contact = contact_of(page)
    return ", ".join(filter(None, (contact.name, contact.holder))) if contact else ""


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
