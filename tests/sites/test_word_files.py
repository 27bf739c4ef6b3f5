"""Word files say what they are, and are the same whenever they are made."""

import zipfile
from io import BytesIO

import docx
from docx.oxml.ns import qn

from sites.word_files import mark_header, new_document, written


def make_file() -> bytes:
    document = new_document("Plán", "sk", "Mesto")
    table = document.add_table(rows=2, cols=1)
    mark_header(table)
    return written(document)


def test_title_author_and_language_are_told() -> None:
    document = docx.Document(BytesIO(make_file()))

    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Plán", "Mesto", "sk")
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "sk-SK"


def test_the_first_row_alone_is_marked() -> None:
    (table,) = docx.Document(BytesIO(make_file())).tables

    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False]


def test_no_time_of_writing_is_left_in_the_file() -> None:
    with zipfile.ZipFile(BytesIO(make_file())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2026-01-01T00:00:00Z" in archive.read("docProps/core.xml")
