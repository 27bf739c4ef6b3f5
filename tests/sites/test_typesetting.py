"""PDF is made of data on every machine alike, whatever people have written into the data."""

from pathlib import Path

import pypdfium2
import pytest
import typst

from sites.typesetting import typeset

TEMPLATE = """
#let values = json(bytes(sys.inputs.values))
#set document(title: values.title, date: none)
#title()
#for line in values.lines [#par(line)]
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "lines.typ"
    path.write_text(TEMPLATE)
    return path


def words(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def test_letters_of_both_languages_can_be_read_out_of_the_file(template: Path) -> None:
    letters = "áäčďéěíĺľňóôŕřšťúůýž ÁÄČĎÉĚÍĹĽŇÓÔŔŘŠŤÚŮÝŽ „“–€"
    assert letters in words(typeset(template, {"title": "Písmena", "lines": [letters]}))


@pytest.mark.parametrize("text", ["😀", "漢字", "\x01", "\x85", "\ufffe", "\ue000", "\u0378"])
def test_what_no_font_draws_becomes_the_sign_of_a_missing_character(template: Path, text: str) -> None:
    assert "Klub \ufffd" in words(typeset(template, {"title": "Klub", "lines": [f"Klub {text}."]}))


def test_inaccessible_file_is_an_error(tmp_path: Path) -> None:
    template = tmp_path / "untitled.typ"
    template.write_text("Text")
    with pytest.raises(typst.TypstError):
        typeset(template, {})
