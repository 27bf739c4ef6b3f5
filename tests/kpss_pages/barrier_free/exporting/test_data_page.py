"""The page of the data, the data set, and how the files are kept: for two towns, and for one without a place."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from kpss_pages.barrier_free.exporting.data_set import PLACES
from kpss_pages.barrier_free.exporting.exports import export
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.open_data.models import OpenDataPage
from sites.models import TownSettings
from sites.towns import town_of_site
from tests.builders import At, make_place, section_of
from tests.kpss_pages.barrier_free.exporting.samples import make_places
from tests.open_norms import assert_valid_at

pytestmark = pytest.mark.django_db

KINDS = ("geojson", "csv", "xlsx", "json", "gpx", "jsonld")


def address(town: TownSettings, rest: str = "", language: str | None = None) -> str:
    return f"{section_of(town, BarrierFreeIndexPage, language).get_url_parts()[2]}{rest}"


def test_page_leads_to_files_that_are_there_and_to_the_terms(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_places(prerov)
    visitor = at("prerov.example")
    html = visitor.get(address(prerov, "data/")).content.decode()
    for kind in KINDS:
        assert f'href="http://prerov.example{address(prerov)}places.{kind}"' in html
    assert "entrances-4-door" in html
    assert f'href="{section_of(prerov, OpenDataPage).get_url_parts()[2]}"' in html
    assert visitor.get(address(prerov, "data/?q=1")).status_code == 200
    assert visitor.post(address(prerov, "data/")).status_code in (403, 405)
    for language in ("sk", "cs"):
        assert at("bbsk.example").get(address(bbsk, "data/", language)).status_code == 200


def test_licence_of_the_town_goes_with_every_file(at: At, prerov: TownSettings) -> None:
    make_place(prerov)
    before = at("prerov.example").get(address(prerov, "places.geojson"))
    page = section_of(prerov, OpenDataPage)
    page.licence = "https://creativecommons.org/licenses/by/4.0/"
    page.save_revision().publish()
    after = at("prerov.example").get(address(prerov, "places.geojson"))

    assert "Link" not in before.headers
    assert "license" not in json.loads(before.content)
    assert after.headers["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    found = json.loads(after.content)
    assert (found["license"], found["attribution"]) == (page.licence, prerov.name)
    assert "creativecommons.org" in at("prerov.example").get(address(prerov, "places.gpx")).content.decode()
    assert "creativecommons.org" in at("prerov.example").get(address(prerov, "data/")).content.decode()


def test_who_has_a_file_is_told_so_until_a_place_changes(at: At, prerov: TownSettings) -> None:
    place = make_place(prerov, "Úřad")
    first = at("prerov.example").get(address(prerov, "places.geojson"))
    again = at("prerov.example").get(address(prerov, "places.geojson"), headers={"if-none-match": first["ETag"]})
    place.name = "Radnice"
    place.save()
    later = at("prerov.example").get(address(prerov, "places.geojson"), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, later.status_code) == (304, 200)
    assert "Radnice" in later.content.decode()


@pytest.mark.parametrize("query", ["", "?q=%00&category=x&near=1e999,5&km=99999999999&verdict=%F0%9F%98%80&open=1"])
def test_town_without_places_and_junk_give_empty_files(at: At, prerov: TownSettings, query: str) -> None:
    for kind in KINDS:
        response = at("prerov.example").get(address(prerov, f"places.{kind}{query}"))
        assert response.status_code == 200, kind
    found = json.loads(at("prerov.example").get(address(prerov, f"places.geojson{query}")).content)
    assert found["features"] == []
    assert json.loads(at("prerov.example").get(address(prerov, f"places.jsonld{query}")).content) == []


def test_data_set_holds_what_the_own_town_shows(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    ids = make_places(prerov)
    make_place(bbsk, "Cudzie")
    request = RequestFactory().get("/", headers={"host": "prerov.example"})

    things: list[dict[str, Any]] = list(PLACES.things(prerov, request))
    linked = list(PLACES.schema_org(prerov, request))

    assert [int(thing["@id"].rstrip("/").rpartition("/")[2]) for thing in linked] == ids
    assert [int(thing["iri"].partition("/#")[0].rpartition("/")[2]) for thing in things] == ids
    for thing in things:
        assert_valid_at(thing, PLACES.schema_of_one)
    assert "Cudzie" not in json.dumps([things, linked], ensure_ascii=False)
    assert (PLACES.has_norm(prerov), PLACES.has_norm(bbsk)) == (True, False)
    for distribution in PLACES.distributions(prerov):
        path = distribution.address.removeprefix("http://prerov.example")
        response = at("prerov.example").get(path)
        assert response.headers["Content-Type"].split(";")[0] == distribution.media_type


def test_town_without_a_public_map_has_an_empty_set(prerov: TownSettings) -> None:
    make_places(prerov)
    section_of(prerov, BarrierFreeIndexPage).unpublish()
    request = RequestFactory().get("/")

    assert not [*PLACES.things(prerov, request), *PLACES.schema_org(prerov, request), *PLACES.distributions(prerov)]
    assert Place.objects.in_town(prerov.site).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_file_takes_six_queries_however_many_places_there_are(
    prerov: TownSettings, kind: str, django_assert_max_num_queries: Any
) -> None:
    make_places(prerov)
    page = section_of(prerov, BarrierFreeIndexPage)
    request = RequestFactory().get("/", headers={"host": "prerov.example"})
    request.town = town_of_site(prerov.site_id)  # type: ignore[attr-defined]
    export(page, request, kind)
    with django_assert_max_num_queries(6):
        assert export(page, request, kind).status_code == 200


def test_openstreetmap_is_named_where_a_town_has_places_of_it(prerov: TownSettings, bbsk: TownSettings, at: At) -> None:
    place, other = make_place(prerov, "Lékárna", source_key="osm:node/1"), make_place(bbsk, "Lekáreň")
    for host, is_named in (("prerov.example", True), ("bbsk.example", False)):
        page = (place if is_named else other).address_below
        for address in (page, "data/", "places.geojson", "places.gpx", "places.json"):
            text = b"".join(at(host).get(f"/bezbarierova-mapa/{address}")).decode()
            assert ("OpenStreetMap contributors" in text) is is_named, address
