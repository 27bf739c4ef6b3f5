"""Services in the search of the whole site."""

from typing import Any

import pytest

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.search.models import SearchPage
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.public.test_listing import path_of, text_of

pytestmark = pytest.mark.django_db


def searched(at: At, town: TownSettings, query: str, **parameters: Any) -> str:
    path = section_of(town, SearchPage).get_url_parts()[2]
    return text_of(at(town.site.hostname).get(path, {"q": query, **parameters}))


def test_services_of_its_own_town_are_found_with_the_words_of_people(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    service = make_service(prerov)
    make_service(bbsk, "Služba kraja", type_code="sk-opatrovatelska-sluzba")

    text = searched(at, prerov, "pecovatelka")
    assert f'href="{path_of(prerov)}service/{service.pk}/"' in text
    assert f'href="{path_of(prerov)}?q=pecovatelka#results"' in text
    assert "Služba kraja" not in text
    assert "Služba kraja" in searched(at, bbsk, "opatrovatelka")


def test_hidden_services_and_a_catalogue_that_is_not_published_are_not_found(at: At, prerov: TownSettings) -> None:
    make_service(prerov, "Skrytá", is_published=False)
    assert "Skrytá" not in searched(at, prerov, "skryta")

    make_service(prerov, "Veřejná")
    assert ">Veřejná</a>" in searched(at, prerov, "verejna")
    section_of(prerov, CatalogIndexPage).unpublish()
    assert ">Veřejná</a>" not in searched(at, prerov, "verejna")
