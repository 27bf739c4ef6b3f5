from itertools import product
from types import SimpleNamespace

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from kpss_pages.core.theme import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    dark_scheme,
    light_scheme,
    mixed,
    readable,
    stylesheet,
    theme_css,
    theme_digest,
)
from sites.colours import contrast

COLOURS = ["#1f4e79", "#767676", "#7b3345"] + [f"#{r}{g}{b}" for r, g, b in product(("00", "55", "aa", "ff"), repeat=3)]
LIGHT_INK, DARK_INK = "#1a2024", "#eef1ef"


def request_of(town: SimpleNamespace | None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.town = town  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("brand", COLOURS)
def test_every_pair_of_colours_can_be_read_in_both_schemes(brand: str) -> None:
    for scheme, grounds, ink in (
        (light_scheme(brand), LIGHT_GROUNDS, LIGHT_INK),
        (dark_scheme(brand), DARK_GROUNDS, DARK_INK),
    ):
        assert contrast(scheme.on_fill, scheme.fill) >= 4.5
        assert contrast(scheme.on_fill, scheme.fill_strong) >= 4.5
        assert contrast(ink, scheme.soft) >= 4.5
        for ground in (*grounds, scheme.soft):
            assert contrast(scheme.text, ground) >= 4.5


def test_colour_that_can_be_read_already_is_the_towns_own() -> None:
    assert light_scheme("#7b3345").fill == "#7b3345"
    assert readable("#7b3345", LIGHT_GROUNDS, "#000000") == "#7b3345"


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]


def test_stylesheet_is_served_for_ever_under_its_own_digest_only() -> None:
    request = request_of(SimpleNamespace(colour="#7b3345"))
    response = theme_css(request, theme_digest("#7b3345"))
    assert response.content.decode() == stylesheet("#7b3345")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert "immutable" not in theme_css(request, theme_digest("#1f4e79"))["Cache-Control"]


def test_two_towns_have_two_digests() -> None:
    assert theme_digest("#7b3345") != theme_digest("#1f4e79")


def test_landing_page_has_no_colours_of_a_town() -> None:
    with pytest.raises(Http404):
        theme_css(request_of(None), "0")
