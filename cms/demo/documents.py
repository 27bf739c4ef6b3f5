"""Makes the demo's plan files: small, real, accessible PDF and DOCX documents from the text of the content files.

The same text always gives the same bytes, so a file keeps its checksum from one load to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from docx.document import Document

from sites.typesetting import typeset
from sites.word_files import mark_header, new_document, written

AUTHOR = "KPSS"
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


def read_sheet(fields: Mapping[str, Any], notice: str) -> Sheet:
    """Return a document of a content file."""
    sections = []
    for section in fields["sections"]:
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
        title=fields["title"],
        language=fields["language"],
        notice=notice,
        subtitle=fields.get("subtitle", ""),
        sections=sections,
    )


def make_pdf(sheet: Sheet) -> bytes:
    """Return a PDF/UA-1 document; raises typst.TypstError when it would not be accessible."""
    return typeset(TEMPLATE, asdict(sheet))


def make_docx(sheet: Sheet) -> bytes:
    """Return a Word document with title, language, headings and tables whose header rows are marked."""
    document = new_document(sheet.title, sheet.language, sheet.author)
    document.core_properties.comments = sheet.notice
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
    return written(document)


def _add_table(document: Document, table: Table) -> None:
    document.add_paragraph(table.caption, style="Caption")
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    mark_header(grid)
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = value
