"""The map on the list: what it reads when the visitor agrees, and the words that its script says."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.templatetags.places_map import map_words

VERDICTS = re.compile(r'data-places-mark="(\w+)"')


def drawn(count: int = 12, lang: str = "", **query: Any) -> str:
    context = {"filters": Filters.of(query), "count": count, "map_url": "/mapa/", "lang": lang}
    return unescape(render_to_string("kpss_barrier_free/_map.html", context))


def words_in(language: str) -> dict[str, Any]:
    with override(language):
        words: dict[str, Any] = json.loads(map_words())
    return words


def test_map_reads_the_file_of_the_very_list_that_is_shown() -> None:
    html = drawn(category=["office"], verdict=["accessible"], profile="pram", page="3")

    assert 'data-source="/mapa/places.geojson?category=office&profile=pram&verdict=accessible"' in html
    assert 'data-profile="pram"' in html
    assert 'data-count="12"' in html
    assert 'data-source="/mapa/places.geojson"' in drawn()
    assert drawn(count=0).strip() == ""


def test_map_asks_nobody_by_itself() -> None:
    html = drawn()

    assert 'data-map="places"' in html
    assert "hidden>" in html  # without JavaScript there is nothing to press
    assert re.findall(r"<(?:link|img|iframe)", html) == []
    assert all("/kpss_" in source for source in re.findall(r' src="([^"]+)"', html))
    own, frame = (html.index(name) for name in ("places-map.js", "kpss_core/map.js"))
    assert own < frame  # the frame looks for it


def test_legend_has_a_shape_and_words_for_every_verdict() -> None:
    html = drawn()

    assert VERDICTS.findall(html) == Verdict.values
    assert html.count("<svg") == len(Verdict)
    assert len(set(re.findall(r"<svg.*?</svg>", html))) == len(Verdict)


@pytest.mark.parametrize("language", ["cs", "sk", "en"])
def test_script_has_words_for_every_number_and_code(language: str) -> None:
    words = words_in(language)

    for name in ("same", "some", "others", "cluster"):
        assert set(words[name]) == {"one", "few", "other"}
        assert all("{count}" in sentence for sentence in words[name].values())
    assert "{names}" in words["without"]
    assert set(words["categories"]) == set(Category.values)
    assert set(words["profiles"]) == set(Profile.values)
    assert set(words["verdicts"]) == set(Verdict.values)
    assert "%(" not in json.dumps(words)


def test_names_of_places_say_their_language_where_it_is_another() -> None:
    assert '<template data-places-link><a lang="sk"></a>' in drawn(lang=' lang="sk"')


def test_files_that_group_places_are_there() -> None:
    for name in ("leaflet/leaflet.js", "markercluster/leaflet.markercluster-src.js", "markercluster/MarkerCluster.css"):
        assert finders.find(name), name
