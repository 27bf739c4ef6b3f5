import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.templatetags import kpss


@pytest.mark.parametrize(
    ("language", "expected"),
    [("cs", ["Hodonín", "Cheb", "ôsmy", "ostrov"]), ("sk", ["Hodonín", "Cheb", "ostrov", "ôsmy"])],
)
def test_names_are_sorted_by_the_language_of_the_page(language: str, expected: list[str]) -> None:
    with translation.override(language):
        assert kpss.sorted_by_name(["ostrov", "Cheb", "ôsmy", "Hodonín"]) == expected


@pytest.mark.parametrize(
    ("number", "address"),
    [("+420 581 268 111", "tel:+420581268111"), ("582 329 303", "tel:582329303"), ("048/4325 111", "tel:0484325111")],
)
def test_phone_is_dialled_without_spaces(number: str, address: str) -> None:
    assert kpss.phone_href(number) == address


@pytest.mark.parametrize(
    ("size", "words"),
    [(None, ""), (0, "1 kB"), (253_400, "253 kB"), (999_499, "999 kB"), (1_234_567, "1,2 MB"), (60_000_000, "60,0 MB")],
)
@pytest.mark.parametrize("language", ["cs", "sk"])
def test_size_is_written_with_a_decimal_comma(size: int | None, words: str, language: str) -> None:
    with translation.override(language):
        assert kpss.file_size(size).replace("\u00a0", " ") == words


def test_thousands_are_apart() -> None:
    with translation.override("sk"):
        assert kpss.grouped(18549).replace("\u00a0", " ") == "18 549"


def test_language_is_said_only_when_it_differs_from_that_of_the_page() -> None:
    with translation.override("cs"):
        assert kpss.is_other_language("sk")
        assert not kpss.is_other_language("cs")
        assert not kpss.is_other_language("")


def test_tag_glues_everything_inside_it() -> None:
    template = Template('{% load kpss %}{% typographic %}<p title="k x">{{ text }}</p>{% endtypographic %}')
    with translation.override("cs"):
        assert template.render(Context({"text": "<b> v Praze"})) == '<p title="k x">&lt;b&gt; v\u00a0Praze</p>'


def test_what_is_typeset_already_is_not_gone_through_again() -> None:
    template = Template(
        "{% load kpss %}{% typographic %}v Praze {% typeset one %} a {% typeset two %}{% endtypographic %}"
    )
    with translation.override("cs"):
        html = template.render(Context({"one": mark_safe("<b>v Brně</b>"), "two": "<i> & k tomu"}))
    assert html == "v\u00a0Praze <b>v Brně</b> a &lt;i&gt; &amp; k tomu"


def test_what_is_typeset_stands_for_itself_outside_a_typographic_part() -> None:
    template = Template("{% load kpss %}{% typeset html %}{% typographic %}<!--x-->{% endtypographic %}")
    assert template.render(Context({"html": mark_safe("<b>v Brně</b>")})) == "<b>v Brně</b><!--x-->"
    assert template.render(Context({"html": "<b>"})) == "&lt;b&gt;<!--x-->"


def test_blocks_of_the_same_heading_have_anchors_of_their_own() -> None:
    body = BodyBlock().to_python(
        [
            {"type": "text", "value": {"heading": "Kdo plánuje?", "text": "<p>A</p>"}},
            {"type": "text", "value": {"heading": "", "text": "<p>B</p>"}},
            {"type": "aims", "value": {"heading": "Kdo plánuje?", "introduction": "", "aims": ["C"]}},
            {"type": "table", "value": {"caption": "D", "columns": [], "rows": []}},
        ]
    )
    assert [section.anchor for section in kpss.sections(body)] == ["kdo-planuje", "", "kdo-planuje-2", ""]
    assert [section.anchor for section in kpss.headed_sections(body)] == ["kdo-planuje", "kdo-planuje-2"]


def test_landing_page_takes_no_towns_colours() -> None:
    assert kpss.theme_stylesheet(Context({"town": None})) == ""
