"""Tables of services: the blank position of a place is that of its address, where the list of addresses has it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kpss_pages.catalog.choices import Origin
from kpss_pages.core.models import AddressPoint
from sites.models import TownSettings
from tests.builders import make_provider, make_service
from tests.kpss_pages.catalog.importing.test_rows import KLUB, apply, check, the_one
from tests.kpss_pages.core.addresses.files import load_two

pytestmark = pytest.mark.django_db
HERE = {"street": "Příkladná 12/3", "municipality": "Přerov"}
THERE = {"street": "Příkladná 400/9", "municipality": "Přerov"}
SAID = {"latitude": "49.455000", "longitude": "17.451000"}


def positions(town: TownSettings) -> dict[str, tuple[Any, Any]]:
    return {place.street: (place.latitude, place.longitude) for place in the_one(town).facilities.all()}


def told(town: TownSettings, *rows: dict[str, str]) -> list[list[str]]:
    """Return for each row the degrees that it is said to take from the list."""
    with override("en"):
        said = [[change.now for change in outcome.changes] for outcome in check(town, *rows).outcomes]
    return [[now.split(",")[0] for now in row if "from the list of addresses" in now] for row in said]


def test_new_places_get_the_positions_of_their_addresses(
    prerov: TownSettings, bbsk: TownSettings, tmp_path: Path
) -> None:
    points = load_two(tmp_path)
    rows = (
        KLUB | HERE,
        {"name": "Klub", "place": "Dílna", **HERE, "access": "accessible"} | {"street": "Příkladná 99"},
        {"name": "Klub", **THERE, **SAID},
    )
    assert told(prerov, *rows) == [[f"{degrees:.6f}" for degrees in points["3"]], [], []]
    assert apply(prerov, *rows) == ["created"] * 3  # which sees that the same rows change nothing then
    by_street = positions(prerov)
    assert (by_street["Příkladná 12/3"], by_street["Příkladná 99"]) == (points["3"], (None, None))
    assert [str(degrees) for degrees in by_street["Příkladná 400/9"]] == list(SAID.values())
    # The list is that of the other country.
    apply(bbsk, KLUB | HERE)
    assert positions(bbsk) == {"Příkladná 12/3": (None, None)}


def test_place_that_does_not_change_gets_none_and_stays_the_sources(prerov: TownSettings, tmp_path: Path) -> None:
    service = make_service(prerov, "Klub", provider=make_provider(prerov, "Pomoc"), facilities=[HERE])
    points = load_two(tmp_path)
    row = {"name": "Klub", **HERE}
    assert {outcome.fate.value for outcome in check(prerov, row).outcomes} == {"unchanged"}
    assert apply(prerov, row | {"waiting": "týden"}) == ["changed"]
    assert positions(prerov) == {"Příkladná 12/3": (None, None)}
    fact = the_one(prerov).facts.of("facilities")
    assert fact is None or fact.origin != Origin.TOWN

    assert [len(degrees) for degrees in told(prerov, row | {"access": "accessible"})] == [2]
    apply(prerov, row | {"access": "accessible"})
    assert positions(prerov) == {"Příkladná 12/3": points["3"]}
    assert the_one(prerov).facilities.get().pk == service.facilities.get().pk


def test_position_that_is_written_stays_and_that_of_a_former_address_goes_with_it(
    prerov: TownSettings, tmp_path: Path
) -> None:
    points = load_two(tmp_path)
    make_service(prerov, "Klub", provider=make_provider(prerov, "Pomoc"), facilities=[HERE | SAID])
    apply(prerov, {"name": "Klub", **HERE, "access": "accessible"})
    apply(prerov, {"name": "Klub", **THERE, **SAID})
    assert [str(degrees) for degrees in positions(prerov)["Příkladná 400/9"]] == list(SAID.values())
    apply(prerov, {"name": "Klub", **HERE})
    assert positions(prerov) == {"Příkladná 12/3": points["3"]}
    apply(prerov, {"name": "Klub", **HERE, "street": "Neznámá 1"})
    assert positions(prerov) == {"Neznámá 1": (None, None)}


def test_nothing_is_said_where_no_addresses_are_loaded(prerov: TownSettings, tmp_path: Path) -> None:
    assert told(prerov, KLUB | HERE) == [[]]
    apply(prerov, KLUB | HERE)
    load_two(tmp_path)
    assert {outcome.fate.value for outcome in check(prerov, KLUB | HERE).outcomes} == {"unchanged"}
    assert positions(prerov) == {"Příkladná 12/3": (None, None)}


def test_all_addresses_of_a_table_are_looked_up_at_once(prerov: TownSettings, tmp_path: Path) -> None:
    load_two(tmp_path)
    rows = [KLUB | {"name": f"Klub {number}", **HERE, "street": f"Příkladná {number}/3"} for number in range(40)]
    with CaptureQueriesContext(connection) as queries:
        found = check(prerov, *rows)
    assert sum(AddressPoint._meta.db_table in query["sql"] for query in queries) == 1
    places = [place for each in found.written for place in each.service.facilities.all()]
    assert [place.street for place in places if place.latitude is not None] == ["Příkladná 12/3"]
