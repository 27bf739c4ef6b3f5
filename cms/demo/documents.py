"""Makes the demo's plan files: small, real, accessible PDF and DOCX documents from the text of the content files.

The same text always gives the same bytes, so a file keeps its checksum from one load to the next.
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import typst
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

AUTHOR = "KPSS"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The day that the files give as theirs; today's would make every load differ."""
TEMPLATE = Path(__file__).parent / "sheet.typ"


@dataclass(frozen=True)
class Table:
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    heading: str
    text: Sequence[str] = ()
    items: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Sheet:
    """The text of a document; ``notice`` says that it is an example."""

    title: str
    language: str
    notice: str
    subtitle: str = ""
    author: str = AUTHOR
    sections: Sequence[Section] = field(default=())


def read_sheet(written: Mapping[str, Any], notice: str) -> Sheet:
    """Return a document of a content file."""
    sections = []
    for section in written["sections"]:
        table = section.get("table")
        sections.append(
            Section(
                heading=section["heading"],
                text=section.get("text", []),
                items=section.get("items", []),
                table=Table(**table) if table else None,
            )
        )
    return Sheet(
        title=written["title"],
        language=written["language"],
        notice=notice,
        subtitle=written.get("subtitle", ""),
        sections=sections,
    )


def make_pdf(sheet: Sheet) -> bytes:
    """Return a PDF/UA-1 document; raises typst.TypstError when it would not be accessible."""
    text = json.dumps(asdict(sheet), ensure_ascii=False)
    pdf: bytes = typst.compile(TEMPLATE, sys_inputs={"sheet": text}, pdf_standards="ua-1")
    return pdf


def make_docx(sheet: Sheet) -> bytes:
    """Return a Word document with title, language, headings and tables whose header rows are marked."""
    document = docx.Document()
    _describe(document, sheet)
    document.add_heading(sheet.title, level=0)
    if sheet.subtitle:
        document.add_paragraph(sheet.subtitle, style="Subtitle")
    document.add_paragraph(sheet.notice, style="Intense Quote")
    for section in sheet.sections:
        document.add_heading(section.heading, level=1)
        for paragraph in section.text:
            document.add_paragraph(paragraph)
        for item in section.items:
            document.add_paragraph(item, style="List Bullet")
        if section.table:
            _add_table(document, section.table)
    output = BytesIO()
    document.save(output)
    return _without_times(output.getvalue())


def _describe(document: Document, sheet: Sheet) -> None:
    about = document.core_properties
    about.title, about.author, about.language = sheet.title, sheet.author, sheet.language
    about.created = about.modified = WRITTEN
    about.comments = sheet.notice
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), {"cs": "cs-CZ", "sk": "sk-SK"}[sheet.language])


def _add_table(document: Document, table: Table) -> None:
    document.add_paragraph(table.caption, style="Caption")
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(header)
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = value


def _without_times(content: bytes) -> bytes:
    """Return a ZIP archive of the same files, all dated 1980: the time of writing is part of every entry."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return output.getvalue()
