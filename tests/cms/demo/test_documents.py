"""The demo's plan files."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from cms.demo.content import TOWNS, read_content
from cms.demo.documents import Section, Sheet, Table, make_docx, make_pdf

SHEET = Sheet(
    title="Plán pro Žďár",
    language="cs",
    notice="Ukázka",
    sections=[
        Section(
            heading="Cíle",
            text=["Příliš žluťoučký kůň."],
            items=["první", "druhý"],
            table=Table(caption="Přehled", columns=["Rok", "Krok"], rows=[["2026", ""]]),
        )
    ],
)


def test_same_text_gives_the_same_file() -> None:
    assert make_pdf(SHEET) == make_pdf(SHEET)
    assert make_docx(SHEET) == make_docx(SHEET)


def test_pdf_is_accessible_and_can_be_searched() -> None:
    pdf = make_pdf(SHEET)
    document = pypdfium2.PdfDocument(pdf)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Plán pro Žďár"
    assert "žluťoučký kůň" in document[0].get_textpage().get_text_range()
    assert b"pdfuaid" in pdf


def test_docx_has_title_language_and_marked_header_row() -> None:
    document = docx.Document(BytesIO(make_docx(SHEET)))
    assert document.core_properties.title == "Plán pro Žďár"
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "cs-CZ"
    assert document.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    styles = [paragraph.style for paragraph in document.paragraphs if paragraph.text == "Cíle"]
    assert [style.name for style in styles if style] == ["Heading 1"]


@pytest.mark.parametrize("name", TOWNS)
def test_every_town_offers_both_formats(name: str) -> None:
    formats = {document["format"] for document in read_content(name).documents.values()}
    assert formats == {"pdf", "docx"}
