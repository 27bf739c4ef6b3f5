"""Reads what was printed, and builds plans to print."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pypdfium2
from docx.document import Document
from docx.oxml.ns import qn

from kpss_pages.plans.content import Measure
from kpss_pages.plans.models import MeasureReport, PlanPage
from sites.models import TownSettings


def pdf_text(pdf: bytes) -> str:
    """Return the words of a PDF with single plain spaces between them."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = (page.get_textpage().get_text_range() for page in document)
        # What the hyphenation has put in is taken out again.
        return _plain("\n".join(pages).replace("\ufffe\r\n", "").replace("\ufffe", ""))


def docx_text(content: bytes) -> str:
    """Return the words of a Word document, those of its tables too."""
    paragraphs = opened(content).element.body.iter(qn("w:p"))
    return _plain("\n".join("".join(str(text.text) for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def make_report(
    town: TownSettings, page: PlanPage, measure: Measure, year: int = 2026, **changes: Any
) -> MeasureReport:
    """Report that a measure has been fulfilled."""
    defaults: dict[str, Any] = {
        "state": "fulfilled",
        "comment": "Služba běží v pěti obcích.",
        "comment_by": "vedoucí odboru",
        "spent": Decimal(98_765),
        "values": {str(measure.indicators[0].id): "37"},
    }
    return MeasureReport.objects.create(
        site=town.site, plan=page.translation_key, measure=measure.id, year=year, **(defaults | changes)
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text)
