"""What documents on paper have in common, whatever they are made of: their parts (``paper``), and Word files of them."""

from kpss_pages.core.printing.word import docx_of

__all__ = ["docx_of"]
