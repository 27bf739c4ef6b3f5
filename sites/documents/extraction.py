"""The words of a file, page by page; runs in a process of its own (``reader``), which knows nothing of Django.

Everything is bounded, and what a library cannot read may raise whatever it likes: the process ends then, nothing else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
from defusedxml.ElementTree import iterparse
from docx.oxml.ns import qn

MAX_PAGES = 2_000
MAX_CHARACTERS = 2_000_000
"""Of all pages together; a thousand full pages."""
MAX_XML_BYTES = 60_000_000
"""Of an unpacked part of an archive."""

Pages = Iterator[tuple[int, str]]

_SOFT_HYPHEN = re.compile("[\u00ad\x02\ufffe]\\s*")
"""At the end of a line, as PDFium gives it too: the word goes on."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def pages_of(path: Path, ending: str) -> list[tuple[int, str]]:
    """Return the pages that have words, with their numbers; 0 is the number where a file has no pages."""
    read = _READERS.get(ending)
    found, left = [], MAX_CHARACTERS
    for number, text in islice(read(path), MAX_PAGES) if read else ():
        tidied = " ".join(_UNPRINTABLE.sub(" ", _SOFT_HYPHEN.sub("", text)).split())[:left]
        if tidied:
            found.append((number, tidied))
        left -= len(tidied)
        if left <= 0:
            break
    return found


def _of_pdf(path: Path) -> Pages:
    with pypdfium2.PdfDocument(path) as document:
        for index in range(min(len(document), MAX_PAGES)):
            yield index + 1, _of_pdf_page(document, index)


def _of_pdf_page(document: Any, index: int) -> str:
    """Return the words of a page; "" for one that is broken, which says nothing of the others."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return ""
    try:
        text = page.get_textpage()
        words: str = text.get_text_bounded()
        text.close()
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()
    return words


def _of_docx(path: Path) -> Pages:
    body = docx.Document(str(path)).element.body
    yield 0, _joined(_of_paragraph(paragraph) for paragraph in body.iter(qn("w:p")))  # those in tables too


def _of_paragraph(paragraph: Any) -> str:
    """Return the words of a paragraph of Word, without what was struck out in a revision."""
    parts = {qn("w:t"): None, qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " "}
    return "".join(parts[node.tag] or node.text or "" for node in paragraph.iter(*parts))


def _of_xlsx(path: Path) -> Pages:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    yield 0, _joined(_of_rows(book.worksheets))
    book.close()


def _of_rows(sheets: Iterable[Any]) -> Iterator[str]:
    for sheet in sheets:
        sheet.reset_dimensions()  # as declared, they may be those of an empty million of rows
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


def _of_pptx(path: Path) -> Pages:
    # Their numbers are not their order, so a slide is not named.
    yield 0, _joined(_of_archive(path, re.compile(r"ppt/slides/slide\d+\.xml"), {"p"}))


def _of_open_document(path: Path) -> Pages:
    yield 0, _joined(_of_archive(path, re.compile(r"content\.xml"), {"p", "h"}))


def _of_archive(path: Path, names: re.Pattern[str], tags: set[str]) -> Iterator[str]:
    """Yield the words of every element of the tags, whatever their namespaces, in the parts of an archive."""
    with ZipFile(path) as archive:
        for part in archive.infolist():
            if names.fullmatch(part.filename) and part.file_size <= MAX_XML_BYTES:
                with archive.open(part) as file:
                    for _event, element in iterparse(file):
                        if element.tag.rpartition("}")[2] in tags:
                            yield "".join(element.itertext())
                            element.clear()


def _of_text(path: Path) -> Pages:
    with path.open("rb") as file:
        content = file.read(4 * MAX_CHARACTERS)
    try:
        yield 0, content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 0, content.decode("cp1250", errors="replace")


def _joined(parts: Iterable[str]) -> str:
    """Return the parts, a line each, until there are enough of them."""
    taken, length = [], 0
    for part in parts:
        taken.append(part)
        length += len(part)
        if length > MAX_CHARACTERS:
            break
    return "\n".join(taken)


_READERS: Mapping[str, Callable[[Path], Pages]] = {
    "csv": _of_text,
    "docx": _of_docx,
    "odp": _of_open_document,
    "ods": _of_open_document,
    "odt": _of_open_document,
    "pdf": _of_pdf,
    "pptx": _of_pptx,
    "txt": _of_text,
    "xlsx": _of_xlsx,
}
