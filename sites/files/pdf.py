"""PDF files (ISO 32000)."""

import ctypes
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
from django.core.files import File
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY, FPDFCatalog_GetLanguage, FPDFCatalog_IsTagged

from sites.files.refusal import damaged, encrypted, mismatch

_TAIL_BYTES = 2048
_PAGES_LOOKED_AT = 20
"""Pages in which text is looked for; a scan has none in any."""

# PDFium is not safe for use by several threads at once.
_pdfium = Lock()


def check_pdf(file: File, ending: str) -> None:
    """Refuse what is no PDF, asks for a password to be opened, or was cut off."""
    if not file.read(1024).lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        raise mismatch(ending)
    file.seek(max(file.size - _TAIL_BYTES, 0))
    has_end = b"%%EOF" in file.read()
    file.seek(0)
    with _pdfium:
        try:
            with pypdfium2.PdfDocument(file) as document:
                document[0].close()
        except pypdfium2.PdfiumError as error:
            if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
                raise encrypted() from error
            raise damaged(ending) from error
    if not has_end:
        raise damaged(ending)


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF tells programs that read it aloud; ``title`` and ``language`` are "" where it tells nothing."""

    has_text: bool
    is_tagged: bool
    title: str
    language: str


def facts_of_pdf(file: File) -> PdfFacts | None:
    """Return what a PDF tells of itself; None when it cannot be opened. Leaves the file's position at the start."""
    file.seek(0)
    with _pdfium:
        try:
            with pypdfium2.PdfDocument(file) as document:
                return PdfFacts(
                    has_text=any(_has_text(document, index) for index in range(min(len(document), _PAGES_LOOKED_AT))),
                    is_tagged=bool(FPDFCatalog_IsTagged(document.raw)),
                    title=document.get_metadata_value("Title").strip(),
                    language=_language(document),
                )
        except pypdfium2.PdfiumError:
            return None
        finally:
            file.seek(0)


def _has_text(document: Any, index: int) -> bool:
    page = document[index]
    try:
        text = page.get_textpage()
        has_text = text.count_chars() > 0
        text.close()
    finally:
        page.close()
    return has_text


def _language(document: Any) -> str:
    length = FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    FPDFCatalog_GetLanguage(document.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0").strip()
