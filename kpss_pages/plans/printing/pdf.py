"""The printed plan as PDF/UA-1: tagged, with title, language, contents and bookmarks."""

from dataclasses import asdict
from pathlib import Path

from kpss_pages.core.printing.paper import Paper
from sites.typesetting import typeset

TEMPLATE = Path(__file__).parent / "plan.typ"


def pdf_of(paper: Paper) -> bytes:
    """Return a plan as a file."""
    values = asdict(paper)
    day = values["written_on"]
    return typeset(TEMPLATE, {**values, "written_on": [day.year, day.month, day.day] if day else None})
