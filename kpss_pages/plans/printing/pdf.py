"""The printed plan as PDF/UA-1: tagged, with title, language, contents and bookmarks."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.evaluation import YearOfPlan
from kpss_pages.plans.printing.composing import paper_of
from sites.typesetting import typeset

if TYPE_CHECKING:
    from kpss_pages.plans.models import PlanPage

TEMPLATE = Path(__file__).parent / "plan.typ"


def pdf_of(page: "PlanPage", years: Sequence[YearOfPlan], content: PlanContent | None = None) -> bytes:
    """Return a plan as a file; ``years`` as of ``evaluation.years_of``, ``content`` as of ``composing.paper_of``."""
    values = asdict(paper_of(page, years, content))
    day = values["written_on"]
    return typeset(TEMPLATE, {**values, "written_on": [day.year, day.month, day.day] if day else None})
