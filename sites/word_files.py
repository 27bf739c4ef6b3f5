"""Word files made of data: a document with title and language, rows of headers, and the same bytes for the same data."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

LANGUAGES = {"cs": "cs-CZ", "sk": "sk-SK"}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The day that a file gives as its own when its data have none; today's would make every file differ."""


def new_document(title: str, language: str, author: str, written_on: datetime = UNDATED) -> Document:
    """Return an empty document that says what it is called, whose it is and which language it is in."""
    document = docx.Document()
    about = document.core_properties
    about.title, about.author, about.language = title, author, language
    about.created = about.modified = written_on
    about.last_modified_by, about.comments = author, ""
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    default.set(qn("w:val"), LANGUAGES[language])
    return document


def mark_header(table: Table) -> None:
    """Mark the first row of a table as its headers, which are repeated on every page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def written(document: Document) -> bytes:
    """Return the file; the time of writing, which is part of every entry of a ZIP archive, is left out."""
    saved, output = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return output.getvalue()
