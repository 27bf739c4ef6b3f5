"""The catalogue's list as the public sees it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from kpss_pages.catalog.models import CatalogIndexPage, LifeSituation
from sites.models import TownSettings
from tests.builders import At, make_provider, make_service, section_of

pytestmark = pytest.mark.django_db


def path_of(town: TownSettings, language: str | None = None) -> str:
    return str(section_of(town, CatalogIndexPage, language).get_url_parts()[2])


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(str(response.content.decode()).replace("\xa0", " ").split())


def test_list_shows_its_own_towns_services_in_each_language(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov, "Přerovská služba")
    make_service(bbsk, "Služba kraja", type_code="sk-opatrovatelska-sluzba")

    czech = text_of(at("prerov.example").get(path_of(prerov)))
    slovak = text_of(at("bbsk.example").get(path_of(bbsk)))
    translated = text_of(at("bbsk.example").get(path_of(bbsk, "cs")))

    assert "Přerovská služba" in czech
    assert "Služba kraja" not in czech
    assert "Služba kraja" in slovak
    assert "Opatrovateľská služba" in slovak
    assert "Pečovatelská služba" in translated
    assert "Jsem starší a doma už všechno nezvládám" in czech
    assert "Som starší a doma už všetko nezvládam" in slovak


def test_card_says_what_is_good_to_know(at: At, prerov: TownSettings) -> None:
    provider = make_provider(prerov, "Vymyšlená pomoc", is_example=True)
    make_service(
        prerov,
        provider=provider,
        price="free",
        forms=[
            {"form": "pob", "is_nonstop": True, "free_places": 3, "free_places_on": timezone.localdate()},
        ],
        facilities=[{"street": "Příkladná 1", "municipality": "Přerov", "access": "accessible"}],
    )
    response = at("prerov.example").get(path_of(prerov))

    (card,) = response.context["cards"]
    assert [mark.name for mark in card.marks] == ["open", "places", "free", "access"]
    assert card.where == ["Příkladná 1, Přerov"]
    text = text_of(response)
    assert "Vymyšlená pomoc" in text
    assert '<span class="badge">Příklad</span>' in text


def test_stale_and_related_services_are_marked(at: At, prerov: TownSettings) -> None:
    make_service(
        prerov,
        "Old",
        confirmed_on=timezone.localdate() - timedelta(days=900),
        forms=[{"form": "pob", "free_places": 3, "free_places_on": timezone.localdate()}],
    )
    make_service(prerov, "Beside", kind="related", type_code="", related_type="doprava")
    response = at("prerov.example").get(path_of(prerov))

    beside, old = response.context["cards"]
    assert beside.is_related
    assert old.marks == []
    text = text_of(response)
    assert "catalog-card is-stale" in text
    assert '<p class="catalog-card-type">Doprava <' in text


def test_what_holds_at_any_time_is_printed_and_an_end_that_is_known_beforehand_is_told(
    at: At, prerov: TownSettings
) -> None:
    ends_on = timezone.localdate() + timedelta(days=300)
    make_service(prerov, forms=[{"form": "pob", "is_nonstop": True}], ended_on=ends_on)
    text = text_of(at("prerov.example").get(path_of(prerov)))
    assert '<li class="is-open">' in text
    assert "<strong>Tato služba končí" in text


def test_state_has_an_address_and_each_part_can_be_taken_away(at: At, prerov: TownSettings) -> None:
    make_service(prerov, "At home")
    make_service(prerov, "Living", forms=[{"form": "pob"}])
    path = path_of(prerov)
    text = text_of(at("prerov.example").get(f"{path}?group=seniori&form=ter&form=amb"))

    assert "At home" in text
    assert "Living" not in text
    assert f'href="{path}?group=seniori&amp;form=ter#results"' in text
    assert f'href="{path}?form=amb&amp;form=ter#results"' in text
    assert 'name="robots" content="noindex, follow"' in text
    assert re.search(rf'rel="canonical" href="https?://prerov\.example(:\d+)?{path}"', text)


def test_beginning_is_for_search_engines_and_leads_in_by_situations(at: At, prerov: TownSettings) -> None:
    make_service(prerov)
    path = path_of(prerov)

    begin = text_of(at("prerov.example").get(path))
    assert "noindex" not in begin
    assert f'href="{path}?situation=senior-doma#results"' in begin
    assert 'class="catalog-situations"' not in text_of(at("prerov.example").get(path, {"form": "ter"}))


def test_where_nothing_is_found_there_is_a_way_on(at: At, prerov: TownSettings) -> None:
    path = path_of(prerov)
    assert "catalog-narrow" not in text_of(at("prerov.example").get(path))

    make_service(prerov)
    text = text_of(at("prerov.example").get(path, {"form": "pob", "group": "seniori"}))
    assert f'href="{path}?group=seniori#results"' in text
    assert f'href="{path}?form=pob#results"' in text

    text = text_of(at("prerov.example").get(path, {"q": "xyzzy"}))
    assert f'href="{path}?situation=senior-doma#results"' in text
    assert "catalog-chosen" not in text  # the words stand in a field of their own, outside of what narrows the list


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?page=0",
        "?page=x",
        "?page=99",
        f"?page={'9' * 400}",
        "?near=a%00b&km=99999999999999",
        "?group=",
        "?q=%F0%9F%A6%A3",
    ],
)
def test_junk_is_answered(query: str, at: At, prerov: TownSettings) -> None:
    make_service(prerov)

    assert at("prerov.example").get(f"{path_of(prerov)}{query}").status_code == 200


def test_every_value_of_a_facet_counts_although_pages_are_kept(
    at: At, prerov: TownSettings, settings: LazySettings
) -> None:
    settings.PAGE_CACHE = True
    make_service(prerov, "One")
    make_service(prerov, "Two", forms=[{"form": "pob"}])
    make_service(prerov, "Three", forms=[{"form": "amb"}])
    client, path = at("prerov.example"), path_of(prerov)

    for query, expected in (
        ("form=ter&form=pob", {"One", "Two"}),
        ("form=pob", {"Two"}),
        ("form=pob&form=ter", {"One", "Two"}),
    ):
        text = text_of(client.get(f"{path}?{query}"))
        assert {name for name in ("One", "Two", "Three") if f">{name}</a>" in text} == expected


def test_list_costs_the_same_whatever_its_length(
    at: At, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make_service(prerov, f"Service {number}")
    client, path = at("prerov.example"), path_of(prerov)
    client.get(f"{path}?form=amb")

    for query in ("", "?q=service&form=ter", "?page=2", "?near=P%C5%99erov", "?q=nothing+at+all"):
        with django_assert_max_num_queries(14):
            client.get(f"{path}{query}")


def test_situations_of_other_towns_are_not_offered(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov)
    LifeSituation.objects.create(site=bbsk.site, slug="cizi", name_cs="Cizí situace")

    assert "Cizí situace" not in text_of(at("prerov.example").get(path_of(prerov)))
