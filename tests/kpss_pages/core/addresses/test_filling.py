"""Clerks write addresses; the position is filled in where the list of addresses has it, and goes with the address."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kpss_pages.barrier_free.models import BarrierFreeSettings, Place
from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Service
from sites.models import Role, TownSettings
from tests.builders import make_place, make_service, make_user, signed_in
from tests.kpss_pages.core.addresses.files import load_two
from tests.kpss_pages.screens import address, row, sent

pytestmark = pytest.mark.django_db
FILLED_IN = "ze seznamu adres"


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


@pytest.fixture
def points(tmp_path: Path) -> dict[str, tuple[Any, Any]]:
    return load_two(tmp_path)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def position(row: Any) -> tuple[Any, Any]:
    row.refresh_from_db()
    return row.latitude, row.longitude


def test_new_place_on_the_map_gets_the_position_of_its_address(
    clerk: Client, prerov: TownSettings, points: dict[str, Any]
) -> None:
    url = address(Place, "add")
    where = {"street": "Příkladná 12/3", "municipality": "Přerov"}
    response = clerk.post(url, sent(clerk, url, name="Kavárna", category="food", **where), follow=True)
    assert FILLED_IN in said(response)
    assert position(Place.objects.get(site=prerov.site)) == points["3"]


def test_position_goes_with_the_address_it_is_of_and_stays_where_somebody_wrote_another(
    clerk: Client, prerov: TownSettings, points: dict[str, Any]
) -> None:
    where: dict[str, Any] = {"street": "Příkladná 12/3", "municipality": "Přerov"}
    of_address = make_place(prerov, **where, latitude=points["3"][0], longitude=points["3"][1])
    of_somebody = make_place(prerov, name="Lávka", **where, latitude="49.455000", longitude="17.451000")
    for place in (of_address, of_somebody):
        url = address(Place, "edit", place.pk)
        assert FILLED_IN not in said(clerk.post(url, sent(clerk, url), follow=True))
        clerk.post(url, sent(clerk, url, street="Příkladná 400/9"))
    assert position(of_address) == points["9"]
    assert [str(degrees) for degrees in position(of_somebody)] == ["49.455000", "17.451000"]
    url = address(Place, "edit", of_address.pk)
    assert "vyplňte" in said(clerk.post(url, sent(clerk, url, street="Neznámá 1"), follow=True)).lower()
    assert position(of_address) == (None, None)


def test_position_outside_the_area_of_the_map_is_left_to_the_person(
    clerk: Client, prerov: TownSettings, points: dict[str, Any]
) -> None:
    BarrierFreeSettings.objects.create(site=prerov.site, south="50.4", north="50.5", west="15.4", east="15.5")
    url = address(Place, "add")
    where = {"street": "Příkladná 12/3", "municipality": "Přerov"}
    clerk.post(url, sent(clerk, url, name="Kavárna", category="food", **where))
    assert position(Place.objects.get(site=prerov.site)) == (None, None)


def test_place_of_a_service_gets_the_position_when_somebody_writes_it(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings, points: dict[str, Any]
) -> None:
    old = {"street": "Příkladná 12/3", "municipality": "Přerov"}
    service = make_service(prerov, facilities=[old])
    elsewhere = make_service(bbsk, facilities=[old])
    url = address(Service, "edit", service.pk)
    # What nobody has touched stays the source's.
    clerk.post(url, sent(clerk, url, waiting="týden"))
    assert position(service.facilities.get()) == (None, None)
    service.refresh_from_db()
    fact = service.facts.of("facilities")
    assert fact is None or fact.origin != Origin.TOWN
    new = row("facilities", 1, street="Příkladná 400/9", municipality="Přerov")
    assert FILLED_IN in said(clerk.post(url, sent(clerk, url, **new), follow=True))
    by_street = {place.street: position(place) for place in service.facilities.all()}
    assert by_street == {"Příkladná 12/3": (None, None), "Příkladná 400/9": points["9"]}
    assert position(elsewhere.facilities.get()) == (None, None)


def test_secret_place_gets_no_position(clerk: Client, prerov: TownSettings, points: dict[str, Any]) -> None:
    service = make_service(prerov, facilities=[{"street": "Příkladná 12/3", "municipality": "Přerov"}])
    url = address(Service, "edit", service.pk)
    clerk.post(url, sent(clerk, url, **{"facilities-0-is_secret": "on"}))
    kept = service.facilities.get()
    assert (kept.is_secret, kept.street, *position(kept)) == (True, "", None, None)


def test_nothing_is_filled_in_where_no_addresses_are_loaded(clerk: Client, prerov: TownSettings) -> None:
    url = address(Place, "add")
    where = {"street": "Příkladná 12/3", "municipality": "Přerov"}
    response = clerk.post(url, sent(clerk, url, name="Kavárna", category="food", **where), follow=True)
    assert FILLED_IN not in said(response)
    assert position(Place.objects.get(site=prerov.site)) == (None, None)
