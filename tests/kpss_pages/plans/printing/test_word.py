"""The Word document of a plan has real headings, contents and headers, so that it can be worked with and read aloud."""

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kpss_pages.plans.evaluation import years_of
from kpss_pages.plans.printing import docx_of, paper_of
from sites.models import TownSettings
from tests.builders import make_plan
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.printing.printed import make_report, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(prerov: TownSettings) -> Document:
    page = make_plan(prerov, "Plán města", content=make_content(currency="CZK"))
    make_report(prerov, page, page.content.measures[0], language="sk", comment="Služba beží.")
    return opened(docx_of(paper_of(page, years_of(page))))


def headings(document: Document) -> list[tuple[str, str]]:
    found = ((str(paragraph.style.name), paragraph.text.replace("\u00a0", " ")) for paragraph in document.paragraphs)  # type: ignore[union-attr]
    return [(style, text) for style, text in found if style.startswith("Heading")]


def test_headings_are_the_levels_of_the_plan(document: Document) -> None:
    levels = [style for style, _text in headings(document)]
    assert levels == [f"Heading {level}" for level in (1, 2, 3, 1, 2, 3, 1, 2, 1)]
    assert headings(document)[1][1].endswith(" 1.1: Dostupná péče")


def test_contents_are_a_field_that_already_holds_the_headings(document: Document) -> None:
    instructions = [text.text for text in document.element.body.iter(qn("w:instrText"))]
    assert [instruction.split()[0] for instruction in instructions] == ["TOC"]
    entries = [
        (paragraph.style.name, paragraph.text.replace("\u00a0", " "))  # type: ignore[union-attr]
        for paragraph in document.paragraphs
        if str(paragraph.style.name).startswith("toc ")  # type: ignore[union-attr]
    ]
    assert entries == [(style.replace("Heading", "toc"), text) for style, text in headings(document)]
    targets = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))} - {None}
    assert links == targets


def test_every_table_has_a_header_row_and_as_many_cells_in_each_row(document: Document) -> None:
    assert len(document.tables) == 3 * 2 + 1 + 1 + 1, "three a measure, one report, the year, the budget"
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
        assert {len(row.tc_lst) for row in table._tbl.tr_lst} == {len(table._tbl.tblGrid.gridCol_lst)}


def test_title_and_language_are_told(document: Document, bbsk: TownSettings) -> None:
    assert document.core_properties.title == "Plán města"
    assert document.core_properties.author == "Přerov"
    assert language_of(document) == "cs-CZ"
    assert language_of(opened(docx_of(paper_of(make_plan(bbsk, content=make_content()), [])))) == "sk-SK"


def language_of(document: Document) -> str:
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    return str(default.get(qn("w:val")))


def test_comment_in_another_language_is_marked_as_such(document: Document) -> None:
    marked = {
        run.find(qn("w:t")).text: run.find(f".//{qn('w:lang')}").get(qn("w:val"))
        for run in document.element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:lang')}") is not None
    }
    assert marked == {"Služba beží. (vedoucí odboru)": "sk-SK"}


def test_nothing_is_set_apart_by_empty_paragraphs(document: Document) -> None:
    paragraphs = list(document.element.body.iter(qn("w:p")))
    assert paragraphs
    assert [paragraph for paragraph in paragraphs if not any(text.text for text in paragraph.iter(qn("w:t")))] == []


def test_links_lead_to_the_web_only(prerov: TownSettings) -> None:
    safe, unsafe = "https://sluzba.example/?a=1&b=2", "javascript:alert(1)"
    links = tuple(make_measure().links[0].__class__(f"Odkaz {url}", url) for url in (safe, unsafe))
    page = make_plan(prerov, content=make_content(measures=(make_measure(links=links),)))

    document = opened(docx_of(paper_of(page, [])))

    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert targets == {safe, page.full_url}


def test_same_data_give_the_same_file(prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content())

    assert docx_of(paper_of(page, [])) == docx_of(paper_of(page, []))
