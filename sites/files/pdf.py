"""PDF files (ISO 32000)."""

from threading import Lock

import pypdfium2
from django.core.files import File
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from sites.files.refusal import damaged, encrypted, mismatch

_TAIL_BYTES = 2048

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
