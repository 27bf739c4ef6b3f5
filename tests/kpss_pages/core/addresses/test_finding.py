"""Addresses as people write them lead to their one point, or to none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from kpss_pages.core.addresses.finding import Address, czech_points, point_of, points_of
from kpss_pages.core.addresses.keys import Numbered, numbered
from kpss_pages.core.models import AddressPoint
from tests.kpss_pages.core.addresses.files import prerov, written

EITHER = {"is_either": True}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Hlavní 12/3", Numbered("hlavni", "12", "3")),
        ("ul. Hlavní 12 / 3a", Numbered("hlavni", "12", "3a")),
        ("Hlavní 3a", Numbered("hlavni", "3a", "3a", **EITHER)),
        ("Hlavná 3/A", Numbered("hlavna", "3a", "3a", **EITHER)),
        ("č. p. 12", Numbered("", "12")),
        ("Lhota č.p. 12", Numbered("lhota", "12")),
        ("Lhota č. ev. 5", Numbered("lhota", "ev. 5")),
        ("Masarykovo nám. 5", Numbered("masarykovo nam", "5", "5", **EITHER)),
        ("Masarykovo náměstí 5", Numbered("masarykovo nam", "5", "5", **EITHER)),
        ("17. listopadu 12/1, 2. patro", Numbered("17 listopadu", "12", "1")),
        ("17. listopadu", None),
        ("", None),
    ],
)
def test_street_and_numbers_are_read_as_people_write_them(line: str, read: Numbered | None) -> None:
    assert numbered(line) == read


@pytest.fixture
def points(db: None, tmp_path: Path) -> None:
    """Load a town with a street and a village in it, and another village of the same name."""
    rows = (
        prerov("1", house="12", turn="3"),
        prerov("2", house="400", turn="12"),
        prerov("3", house="7", turn="5", letter="A"),
        prerov("4", street="", part="Lhota", house="12"),
        prerov("5", street="", part="Lhota", sort="č.ev.", house="12"),
        prerov("6", street="Masarykovo náměstí", house="5"),
    )
    other = prerov("7", street="Příkladná", house="99", municipality_code="500011", postal_code="10000")
    for number, each in enumerate((rows, (other,))):
        call_command("load_addresses", written(tmp_path, *each, name=f"{number}.csv"))


def code_of(street: str, municipality: str = "Přerov", country: str = "CZ", **further: str) -> str | None:
    point = point_of(Address(street, municipality, **further), country)
    return point.code if point is not None else None


@pytest.mark.usefixtures("points")
def test_an_address_is_found_where_exactly_one_is_meant() -> None:
    found = {line: code_of(line) for line in ("Příkladná 12/3", "prikladna 400", "Příkladná 5a", "Lhota 12")}
    assert found == {"Příkladná 12/3": "1", "prikladna 400": "2", "Příkladná 5a": "3", "Lhota 12": "4"}
    assert code_of("Lhota ev. 12") == "5"
    assert code_of("Masarykovo nám. 5", "přerov 2") == "6"
    assert code_of("č. p. 12") == "4"
    # The number of one house and the number in the street of another one.
    assert code_of("Příkladná 12") is None
    assert code_of("Příkladná 12/4") is None
    assert code_of("Příkladná") is None
    assert code_of("Příkladná 12/3", "") is None
    assert code_of("Příkladná 12/3", "Vzorov") is None
    assert code_of("Příkladná 12/3", country="SK") is None
    assert code_of("\0" * 300 + " 99999999999999999999/3") is None


@pytest.mark.usefixtures("points")
def test_another_postal_code_or_number_of_the_municipality_is_another_municipality() -> None:
    assert code_of("Příkladná 99") == "7"
    assert code_of("Příkladná 99", postal_code="750 02") is None
    assert code_of("Příkladná 99", postal_code="100 00") == "7"
    assert code_of("Příkladná 99", municipality_code="511382") is None
    assert code_of("Příkladná 12/3", municipality_code="511382", postal_code="750 02") == "1"


@pytest.mark.usefixtures("points")
def test_points_are_looked_up_by_their_numbers_at_once() -> None:
    AddressPoint.objects.create(country="SK", code="88", latitude=48.7, longitude=19.1)
    assert set(czech_points(["1", "3", "", "88"])) == {"1", "3"}


@pytest.mark.usefixtures("points")
def test_addresses_of_a_whole_file_are_found_in_one_query_each_as_if_it_were_alone(
    django_assert_num_queries: Any,
) -> None:
    lines = ["Příkladná 12/3", "Příkladná 400", "Příkladná 12", "Lhota 12", "č. p. 12", "Masarykovo nám. 5", "Dlouhá"]
    asked = [Address(line, "Přerov", *code) for line in lines for code in ((), ("750 02",), ("", "511382"))]
    asked += [Address("Příkladná 99", "Přerov"), Address("Příkladná 99", "Přerov", municipality_code="511382")]
    alone = {address: point for address in asked if (point := point_of(address, "CZ"))}
    assert len(alone) == 16
    others = [Address(f"Vzorová {number}/{number % 90 + 1}", f"Ves {number}") for number in range(3000 - len(asked))]
    with django_assert_num_queries(1):
        assert points_of([*asked, *others, *asked], "CZ") == alone
    with django_assert_num_queries(0):
        assert points_of([Address("Dlouhá", "Přerov"), Address("Dlouhá 1", "")], "CZ") == {}
