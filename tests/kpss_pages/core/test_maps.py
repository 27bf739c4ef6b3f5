"""Places on maps: what is asked of the server of tiles, and by which pages."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.template import Context, Template
from django.test import override_settings

from kpss_pages.core.maps import MapPlace, allow_tiles, shown_on_maps, tile_host

HERE = Decimal("49.4551"), Decimal("17.4512")
TEMPLATE = Template("{% load maps %}{% map_of places 'Mapa' %}")


def drawn(*places: MapPlace) -> str:
    return TEMPLATE.render(Context({"places": places}))


def test_way_to_a_place_leads_to_its_position_or_to_its_address() -> None:
    assert MapPlace("Dům", "Příkladná 1", *HERE).route_url.endswith("/directions?to=49.455100%2C17.451200")
    assert MapPlace("Dům", "Příkladná 1").route_url.endswith("/search?query=P%C5%99%C3%ADkladn%C3%A1+1")
    assert MapPlace("Dům", "").route_url == ""


def test_map_is_there_for_places_with_a_position_each_once() -> None:
    known, again, unknown = MapPlace("Dům", "", *HERE), MapPlace("Byt", "", *HERE), MapPlace("Jinde", "")

    assert shown_on_maps([known, again, unknown]) == [again]
    assert drawn(unknown).strip() == ""
    assert drawn(known, unknown).count("data-map-place=") == 1


def test_map_asks_no_server_by_itself_and_escapes_what_it_says() -> None:
    html = drawn(MapPlace('"><script>', "Ulice & dům", *HERE))

    assert "<script" not in html
    assert "src=" not in html.replace("data-", "")
    assert 'data-map-place="49.455100,17.451200"' in html
    assert "hidden>" in html  # without JavaScript there is nothing to press


def test_only_the_server_of_tiles_is_allowed() -> None:
    with override_settings(MAP_TILES="https://tiles.example:8443/a/{z}/{x}/{y}.png"):
        response: Any = allow_tiles(HttpResponse())
        assert tile_host() == "https://tiles.example:8443"
        assert response._csp_update == {"img-src": ["https://tiles.example:8443"]}
