"""Tables of places: a blank position is that of the address, where the list of addresses has it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place
from kpss_pages.core.models import AddressPoint
from sites.models import TownSettings
from tests.builders import make_place
from tests.kpss_pages.barrier_free.importing.tables import checked, csv, fates, imported
from tests.kpss_pages.core.addresses.files import load_two

pytestmark = pytest.mark.django_db
CAFE = {"name": "Kavárna", "category": "food", "street": "Příkladná 12/3", "municipality": "Přerov"}
UNKNOWN = CAFE | {"name": "Pošta", "street": "Příkladná 99"}


def positions(town: TownSettings) -> dict[str, tuple[Any, Any]]:
    return {place.name: (place.latitude, place.longitude) for place in Place.objects.in_town(town.site)}


def told(found: PlacesChecked) -> list[list[str]]:
    """Return for each row the degrees that it is said to take from the list."""
    said = [[change.now for change in outcome.changes] for outcome in found.outcomes]
    return [[now.split(",")[0] for now in row if "from the list of addresses" in now] for row in said]


def test_new_place_gets_the_position_of_its_address_and_the_same_file_changes_nothing(
    prerov: TownSettings, bbsk: TownSettings, tmp_path: Path
) -> None:
    points = load_two(tmp_path)
    elsewhere = CAFE | {"name": "Lávka", "latitude": "49.455", "longitude": "17.451"}
    rows = csv(CAFE, UNKNOWN, elsewhere)
    with translation.override("en"):
        found = checked(prerov, rows)
    assert told(found) == [[f"{degrees:.6f}" for degrees in points["3"]], [], []]
    assert not Place.objects.in_town(prerov.site).exists()
    imported(prerov, rows)
    by_name = positions(prerov)
    assert (by_name["Kavárna"], by_name["Pošta"]) == (points["3"], (None, None))
    assert [str(degrees) for degrees in by_name["Lávka"]] == ["49.455000", "17.451000"]
    assert fates(imported(prerov, rows)) == ["unchanged"] * 3
    # The list is that of the other country.
    imported(bbsk, csv(CAFE))
    assert positions(bbsk) == {"Kavárna": (None, None)}


def test_place_that_does_not_change_gets_none_whatever_was_loaded_since(prerov: TownSettings, tmp_path: Path) -> None:
    make_place(prerov, "Lávka", street="Příkladná 12/3", latitude="49.455000", longitude="17.451000")
    rows = [CAFE, {"name": "Lávka", "street": "Příkladná 12/3"}]
    with translation.override("en"):
        assert told(imported(prerov, csv(*rows))) == [[], []]
    assert positions(prerov)["Kavárna"] == (None, None)
    points = load_two(tmp_path)
    assert fates(imported(prerov, csv(*rows))) == ["unchanged"] * 2
    assert positions(prerov)["Kavárna"] == (None, None)

    changed = csv(*(row | {"about": "U řeky."} for row in rows))
    with translation.override("en"):
        found = imported(prerov, changed)
    assert [len(degrees) for degrees in told(found)] == [2, 0]
    assert positions(prerov)["Kavárna"] == points["3"]
    assert fates(imported(prerov, changed)) == ["unchanged"] * 2
    # What was at the row stays, even when it is given another address.
    imported(prerov, csv({"name": "Lávka", "source_key": "1"}))
    imported(prerov, csv({"name": "Lávka", "source_key": "1", "street": "Příkladná 400/9"}))
    assert [str(degrees) for degrees in positions(prerov)["Lávka"]] == ["49.455000", "17.451000"]


def test_address_outside_the_area_of_the_map_gives_no_position(prerov: TownSettings, tmp_path: Path) -> None:
    load_two(tmp_path)
    BarrierFreeSettings.objects.create(site=prerov.site, south="50.4", north="50.5", west="15.4", east="15.5")
    assert fates(imported(prerov, csv(CAFE))) == ["created"]
    assert positions(prerov) == {"Kavárna": (None, None)}


def test_all_addresses_of_a_file_are_looked_up_at_once(prerov: TownSettings, tmp_path: Path) -> None:
    load_two(tmp_path)
    rows = [CAFE | {"name": f"Místo {number}", "street": f"Příkladná {number}/3"} for number in range(40)]
    with CaptureQueriesContext(connection) as queries:
        found = checked(prerov, csv(*rows))
    assert sum(AddressPoint._meta.db_table in query["sql"] for query in queries) == 1
    assert [place.name for place in found.new if place.latitude is not None] == ["Místo 12"]
