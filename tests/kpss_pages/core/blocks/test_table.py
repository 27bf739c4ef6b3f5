from typing import Any

import pytest
from django.utils import translation
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.blocks.table import TableBlock

BLOCK: TableBlock = BodyBlock().child_blocks["table"]

HOURS: dict[str, Any] = {
    "caption": "Úřední hodiny",
    "columns": [
        {"type": "text", "heading": "Den"},
        {"type": "number", "heading": "Okénka"},
        {"type": "rich_text", "heading": "Poznámka"},
    ],
    "rows": [
        {"values": ["Pondělí", 4, "<p>Přijďte <b>bez</b> objednání.</p><p>Ráno.</p>"]},
        {"values": ["Úterý", None, ""]},
    ],
}


def table(**changes: Any) -> Any:
    return BLOCK.to_python({**HOURS, **changes})


def test_table_has_a_caption_headings_of_columns_and_of_rows() -> None:
    html = BLOCK.render(table())
    assert "<caption>Úřední hodiny</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2


def test_wide_table_scrolls_in_a_region_that_the_keyboard_reaches() -> None:
    assert 'role="region" tabindex="0" aria-label="Úřední hodiny"' in BLOCK.render(table())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"caption": " "}, "Fill in the caption"),
        ({"columns": [{"type": "text", "heading": ""}], "rows": []}, "Give every column a heading"),
    ],
)
def test_table_without_caption_or_headings_is_refused(changes: dict[str, Any], message: str) -> None:
    with translation.override("en"):
        with pytest.raises(TypedTableBlockValidationError) as caught:
            BLOCK.clean(table(**changes))
        assert message in str(caught.value.non_block_errors)


def test_words_of_a_table_are_offered_for_translation_and_figures_are_not() -> None:
    texts = [
        segment.render_text()
        for segment in BLOCK.get_translatable_segments(table())
        if isinstance(segment, StringSegmentValue)
    ]
    assert texts == [
        "Úřední hodiny",
        "Den",
        "Okénka",
        "Poznámka",
        "Pondělí",
        "Přijďte bez objednání.",
        "Ráno.",
        "Úterý",
    ]


def test_translated_words_come_back_to_their_places() -> None:
    slovak = {
        "Úřední hodiny": "Úradné hodiny",
        "Den": "Deň",
        "Pondělí": "Pondelok",
        "Úterý": "Utorok",
        "Ráno.": "Ráno!",
    }
    source = table()
    segments = []
    for order, segment in enumerate(BLOCK.get_translatable_segments(source)):
        if isinstance(segment, StringSegmentValue) and segment.render_text() in slovak:
            segment = StringSegmentValue(segment.path, slovak[segment.render_text()], attrs=segment.attrs)
        segments.append(segment.with_order(order))

    translated = BLOCK.get_prep_value(BLOCK.restore_translated_segments(source, segments))

    assert translated["caption"] == "Úradné hodiny"
    assert [column["heading"] for column in translated["columns"]] == ["Deň", "Okénka", "Poznámka"]
    assert [row["values"][0] for row in translated["rows"]] == ["Pondelok", "Utorok"]
    assert translated["rows"][0]["values"][1] == 4
    assert translated["rows"][0]["values"][2] == "<p>Přijďte <b>bez</b> objednání.</p><p>Ráno!</p>"
    assert BLOCK.get_prep_value(source)["caption"] == "Úřední hodiny"


def test_empty_table_has_nothing_to_translate() -> None:
    assert BLOCK.get_translatable_segments(BLOCK.to_python(None)) == []
