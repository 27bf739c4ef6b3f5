"""A plan on paper, made of its data: a tagged PDF and a Word document with the same parts in the same order.

``kpss_pages.core.printing`` says what a document consists of and writes Word files, ``composing`` makes it of a plan,
and ``pdf`` writes it as PDF.
"""

from kpss_pages.core.printing import docx_of
from kpss_pages.plans.printing.composing import paper_of
from kpss_pages.plans.printing.pdf import pdf_of

__all__ = ["docx_of", "paper_of", "pdf_of"]
