"""A plan on paper, made of its data: a tagged PDF and a Word document with the same parts in the same order.

``paper`` says what a document consists of, ``composing`` makes it of a plan; ``pdf`` and ``word`` write it.
"""

from kpss_pages.plans.printing.composing import paper_of
from kpss_pages.plans.printing.pdf import pdf_of
from kpss_pages.plans.printing.word import docx_of

__all__ = ["docx_of", "paper_of", "pdf_of"]
