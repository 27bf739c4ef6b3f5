"""Looking addresses up; everything else is left to the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kpss_pages.core.addresses.keys import digits_of, municipality_keys, numbered
from kpss_pages.core.models import AddressPoint
from sites.choices import Country

_FEW = 20
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
    """Return the one point of an address in a country; None where there is none, or there are several.

    A postal code that is another one is another address: many municipalities have the same name. One query, none for an
    address without a municipality or a number.
    """
    written = numbered(address.street)
    if written is None or not address.municipality:
        return None
    rows = _in_municipality(address, country)
    rows = rows.filter(street_key=written.street) if written.street else rows.filter(street="")
    if written.is_either:
        rows = rows.filter(Q(house=written.house) | Q(turn=written.turn))
    elif written.turn:
        rows = rows.filter(house=written.house, turn=written.turn)
    else:
        rows = rows.filter(house=written.house)
    code = digits_of(address.postal_code)
    found = [row for row in rows[:_FEW] if not code or not row.postal_code or row.postal_code == code]
    return found[0] if len(found) == 1 else None


def _in_municipality(address: Address, country: str) -> QuerySet[AddressPoint]:
    rows = AddressPoint.objects.filter(country=country)
    if address.municipality_code and country == Country.CZ:
        return rows.filter(municipality_code=address.municipality_code)
    return rows.filter(municipality_key__in=municipality_keys(address.municipality))


def czech_points(codes: Iterable[str]) -> dict[str, AddressPoint]:
    """Return points of the Czech register by their codes, without their names; one query, none for no codes."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = AddressPoint.objects.filter(country=Country.CZ, code__in=wanted).only(*_SHORT)
    return {row.code: row for row in rows}
