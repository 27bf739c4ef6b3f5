"""Places in the search of the whole site."""

import pytest

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.search.models import SearchPage
from sites.models import TownSettings
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.public.pages import map_path, text_of

pytestmark = pytest.mark.django_db


def searched(at: At, town: TownSettings, query: str, language: str | None = None) -> str:
    path = section_of(town, SearchPage, language).get_url_parts()[2]
    return text_of(at(town.site.hostname).get(path, {"q": query}))


def test_places_of_its_own_town_are_found_in_each_language(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    place = make_place(prerov, "Vzorová knihovna", street="Bratrská 34")
    make_place(prerov, "Skrytá knihovna", is_published=False)
    foreign = make_place(bbsk, "Vzorová knižnica")

    text = searched(at, prerov, "vzorove")
    assert f'href="{map_path(prerov)}place/{place.pk}/"' in text
    assert f'href="{map_path(prerov)}?q=vzorove#results"' in text
    assert "Bratrská 34" in text
    assert "knižnica" not in text
    assert "Skrytá" not in searched(at, prerov, "skryta")
    for language in ("sk", "cs"):
        assert f'href="{map_path(bbsk, language)}place/{foreign.pk}/"' in searched(at, bbsk, "vzorova", language)


def test_map_that_is_not_published_is_not_found(at: At, prerov: TownSettings) -> None:
    make_place(prerov, "Vzorová knihovna")
    section_of(prerov, BarrierFreeIndexPage).unpublish()

    assert ">Vzorová knihovna</a>" not in searched(at, prerov, "vzorova")
