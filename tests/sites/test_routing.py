from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from sites.models import TownSettings
from sites.routing import route_for_request
from tests.builders import home_of, make_news, make_page, make_town, publish_language

pytestmark = pytest.mark.django_db

At = Callable[[str], Client]


@pytest.fixture
def bbsk() -> TownSettings:
    town = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
    publish_language(town, "cs")
    return town


def routed(town: TownSettings, path: str, language: str) -> Any:
    request = RequestFactory().get(f"/{path}", headers={"host": town.site.hostname})
    request.town = town  # type: ignore[attr-defined]
    with override(language):
        return route_for_request(request, path)


def as_wagtail_routes(town: TownSettings, path: str, language: str) -> Any:
    request = RequestFactory().get(f"/{path}", headers={"host": town.site.hostname})
    try:
        return home_of(town, language).route(request, [step for step in path.split("/") if step])
    except Http404:
        return None


@pytest.mark.parametrize("language", ["sk", "cs"])
def test_every_address_leads_where_wagtail_would_lead_it(bbsk: TownSettings, language: str) -> None:
    home = home_of(bbsk, language)
    make_page(make_page(home, "Prvá"), "Druhá")
    make_news(bbsk, "Správa", language=language)
    pages = Page.objects.descendant_of(home, inclusive=True)
    paths = [page.url_path.removeprefix(home.url_path) for page in pages]

    for path in [*paths, *(f"{path}feed/" for path in paths), *(f"{path}nothing/here/" for path in paths)]:
        ours, wagtails = routed(bbsk, path, language), as_wagtail_routes(bbsk, path, language)
        assert (ours is None) == (wagtails is None), path
        if ours is not None:
            assert type(ours.page) is type(wagtails.page)
            assert (ours.page, ours.args[1:], ours.kwargs) == (wagtails.page, wagtails.args[1:], wagtails.kwargs)


def test_address_of_another_town_or_language_leads_nowhere(at: At, bbsk: TownSettings) -> None:
    prerov = make_town("prerov")
    make_page(home_of(prerov), "Jen v Přerově")
    make_page(home_of(bbsk, "cs"), "Jen česky")

    assert at("prerov.example").get("/jen-v-prerove/").status_code == 200
    assert at("bbsk.example").get("/jen-v-prerove/").status_code == 404
    assert at("bbsk.example").get("/cs/jen-cesky/").status_code == 200
    assert at("bbsk.example").get("/jen-cesky/").status_code == 404


def test_draft_leads_nowhere_and_a_page_below_it_keeps_its_address(at: At, bbsk: TownSettings) -> None:
    above = make_page(home_of(bbsk), "Hore")
    make_page(above, "Dole")
    above.unpublish()

    assert at("bbsk.example").get("/hore/").status_code == 404
    assert at("bbsk.example").get("/hore/dole/").status_code == 200


def test_depth_of_a_page_costs_nothing(bbsk: TownSettings, django_assert_max_num_queries: Any) -> None:
    make_page(make_page(make_page(home_of(bbsk), "Jedna"), "Dva"), "Tri")
    routed(bbsk, "", "sk")

    with django_assert_max_num_queries(2):
        assert routed(bbsk, "jedna/dva/tri/", "sk").page.title == "Tri"


def test_page_that_is_open_to_all_is_known_to_be_so_without_a_further_query(
    bbsk: TownSettings, django_assert_num_queries: Any
) -> None:
    make_page(make_page(home_of(bbsk), "Jedna"), "Dva")
    page = routed(bbsk, "jedna/dva/", "sk").page
    with django_assert_num_queries(0):
        assert not page.get_view_restrictions()


@pytest.mark.parametrize("depth", range(4))
def test_restriction_anywhere_above_a_page_is_found(bbsk: TownSettings, depth: int) -> None:
    home = home_of(bbsk)
    above = make_page(home, "Jedna")
    chain = [home.get_parent(), home, above, make_page(above, "Dva")]
    make_page(home, "Vedľa")
    restriction = PageViewRestriction.objects.create(page=chain[depth], restriction_type="login")

    assert list(routed(bbsk, "jedna/dva/", "sk").page.get_view_restrictions()) == [restriction]
    beside = routed(bbsk, "vedla/", "sk").page.get_view_restrictions()
    assert list(beside) == ([restriction] if depth < 2 else [])


def test_alias_is_restricted_as_its_source_is(bbsk: TownSettings) -> None:
    home = home_of(bbsk)
    source = make_page(home, "Zdroj")
    make_page(source, "Pod").create_alias(parent=make_page(home, "Iné"))
    source.create_alias(parent=home, update_slug="kopia")
    restriction = PageViewRestriction.objects.create(page=source, restriction_type="login")

    assert list(routed(bbsk, "kopia/", "sk").page.get_view_restrictions()) == [restriction]
    page = routed(bbsk, "ine/pod/", "sk").page
    assert list(page.get_view_restrictions()) == list(Page.objects.get(pk=page.pk).get_view_restrictions())
