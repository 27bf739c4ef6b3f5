from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.blocks import StructBlock

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.blocks.contacts import ContactBlock, LinkBlock, LinkValue
from kpss_pages.core.blocks.text import TextBlock

BODY = BodyBlock()
BLOCKS = list(BODY.child_blocks.items())


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def render(name: str, value: Any) -> str:
    block = BODY.child_blocks[name]
    return str(block.render(block.to_python(value)))


def errors_of(block: StructBlock, value: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    error: Any = caught.value
    return str([*(error.block_errors or {}).values(), *error.non_block_errors])


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_clerk_finds_every_block_by_group_icon_and_description(name: str, block: Any) -> None:
    assert block.meta.group
    assert block.meta.icon != "placeholder"
    assert block.get_description()


@pytest.mark.parametrize(("name", "block"), [pair for pair in BLOCKS if hasattr(pair[1].meta, "preview_value")])
def test_preview_of_a_block_can_be_rendered(name: str, block: Any) -> None:
    assert block.is_previewable
    assert block.render(block.get_preview_value()).strip()


def test_rich_text_offers_only_what_the_design_styles() -> None:
    styled = {"bold", "italic", "link", "document-link", "ol", "ul", "h3", "h4"}
    assert set(TextBlock().child_blocks["text"].features) <= styled


def test_questions_take_the_level_of_the_missing_heading() -> None:
    questions = [{"question": "Kdo?", "answer": "<p>Každý.</p>"}]
    assert "<h2>Kdo?</h2>" in render("questions", {"heading": "", "questions": questions})
    assert "<h3>Kdo?</h3>" in render("questions", {"heading": "Otázky", "questions": questions})


def test_words_of_editors_are_escaped() -> None:
    html = render("aims", {"heading": "<i>", "introduction": "", "aims": ["<script>alert(1)</script>"]})
    assert "<script>" not in html
    assert "&lt;i&gt;" in html


def test_year_of_a_vision_has_no_thousands() -> None:
    html = render("vision", {"heading": "", "introduction": "", "year": 2024, "quotation": "Město", "source": "Plán"})
    assert "2024" in html


def test_phone_of_a_contact_is_a_link_that_dials() -> None:
    html = render("contact", {"role": "Koordinátorka", "phone": "582 329 303", "email": "k@x.example"})
    assert 'href="tel:582329303"' in html
    assert 'href="mailto:k@x.example"' in html


def test_contact_without_a_way_to_get_in_touch_is_refused() -> None:
    assert "fill in at least one way" in errors_of(ContactBlock(), {"role": "Koordinátorka"})


def test_link_needs_a_page_or_an_address() -> None:
    assert "Choose a page of this site" in errors_of(LinkBlock(), {"title": "Kam", "page": None, "url": ""})


def test_link_to_an_address_needs_words() -> None:
    assert "Say in words" in errors_of(LinkBlock(), {"title": "", "page": None, "url": "https://x.example/"})


def test_link_cannot_run_a_script() -> None:
    assert "valid URL" in errors_of(LinkBlock(), {"title": "Kam", "page": None, "url": "javascript:alert(1)"})


class StubPage:
    """A page as a link sees it."""

    title = "Aktuality"
    url = "/aktuality/"

    def __init__(self, live: bool) -> None:
        self.live = live


def link(**values: Any) -> LinkValue:
    block = LinkBlock()
    return LinkValue(block, [(name, values.get(name)) for name in block.child_blocks])


def test_link_to_a_page_borrows_its_title_and_vanishes_with_it() -> None:
    assert (link(page=StubPage(live=True)).text, link(page=StubPage(live=True)).target) == (
        "Aktuality",
        "/aktuality/",
    )
    assert link(page=StubPage(live=False)).target == ""
    assert link(url="https://x.example/", title="X").target == "https://x.example/"
