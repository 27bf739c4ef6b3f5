"""Looking addresses up; everything else is left to the person who asks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kpss_pages.core.addresses.keys import Numbered, digits_of, municipality_keys, numbered
from kpss_pages.core.models import AddressPoint
from sites.choices import Country

AT_ONCE = 3000
"""Addresses of one query, with eight values each; SQLite takes 32,766."""
_SHORT = ("code", "municipality_code", "house", "latitude", "longitude")


@dataclass(frozen=True)
class Address:
    """An address as people write it: "Hlavní 12/3", "Přerov", "750 02"; ``municipality_code`` where it is known."""

    street: str
    municipality: str
    postal_code: str = ""
    municipality_code: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.street, self.municipality)))


def point_of(address: Address, country: str) -> AddressPoint | None:
    """Return the one point of an address in a country; None where there is none, or there are several."""
    return points_of([address], country).get(address)


def points_of(addresses: Iterable[Address], country: str) -> dict[Address, AddressPoint]:
    """Return the points of those addresses that have exactly one in a country.

    A postal code that is another one is another address: many municipalities have the same name. One query for
    ``AT_ONCE`` of them, none for addresses without a municipality or a number.
    """
    wanted = [
        _Wanted(address, written, country)
        for address in dict.fromkeys(addresses)
        if address.municipality and (written := numbered(address.street)) is not None
    ]
    found = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        near = _near(some, country)
        for each in some:
            points = [point for point in near[each.written.street, each.written.house] if each.is_at(point)]
            if len(points) == 1:
                found[each.address] = points[0]
    return found


class _Wanted:
    """An address that is looked up, taken apart."""

    def __init__(self, address: Address, written: Numbered, country: str) -> None:
        self.address, self.written = address, written
        self.code = address.municipality_code if country == Country.CZ else ""
        self.names = () if self.code else municipality_keys(address.municipality)
        self.postal_code = digits_of(address.postal_code)

    def is_at(self, point: AddressPoint) -> bool:
        """Whether a point that has the street and one of the numbers is the address."""
        if not (point.municipality_code == self.code if self.code else point.municipality_key in self.names):
            return False
        if self.postal_code and point.postal_code not in ("", self.postal_code):
            return False
        written = self.written
        return written.is_either or (point.house == written.house and written.turn in ("", point.turn))


def _near(wanted: Sequence[_Wanted], country: str) -> dict[tuple[str, str], list[AddressPoint]]:
    """Return points in the municipalities of some addresses, by the street ("" too where it has no name) and a number."""
    streets = {each.written.street for each in wanted}
    houses = {each.written.house for each in wanted}
    names = {name for each in wanted for name in each.names}
    codes = {each.code for each in wanted} - {""}
    in_street = Q(street_key__in=streets - {""}) | (Q(street="") if "" in streets else Q())
    turns = {each.written.turn for each in wanted if each.written.is_either}
    has_number = Q(house__in=houses) | Q(turn__in=turns)
    points = AddressPoint.objects.filter(in_street, has_number, country=country)
    found = defaultdict(list)
    # Each half finds its rows by an index of its own, which "or" would not.
    for point in points.filter(municipality_key__in=names).union(points.filter(municipality_code__in=codes)):
        for street in {point.street_key, point.street_key if point.street else ""}:
            for number in {point.house, point.turn}:
                found[street, number].append(point)
    return found


def czech_points(codes: Iterable[str]) -> dict[str, AddressPoint]:
    """Return points of the Czech register by their codes, without their names; one query, none for no codes."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = AddressPoint.objects.filter(country=Country.CZ, code__in=wanted).only(*_SHORT)
    return {row.code: row for row in rows}
