"""Places (``zarizeni``) and addresses of the Czech register.

Of a place with ``utajenaAdresa`` nothing is read that says where it is: no address, and no name either, which often has
the street or the municipality in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import MUNICIPALITIES, Codes

_PREFIX = "Obec/"
HIDDEN = "utajenaAdresa"
MOST = 500
"""Places of one service that are looked at."""


@dataclass(frozen=True)
class Place:
    """A place where a service is given, or was; ``municipality`` is its number and name, None where it is not known."""

    values: dict[str, Any]
    is_open: bool
    municipality: tuple[str, str] | None = None

    @property
    def is_secret(self) -> bool:
        return bool(self.values["is_secret"])


def places_in(rows: Any, codes: Codes, today: date, note: Callable[..., None], is_secret: bool = False) -> list[Place]:
    """Return the places of a service without repetition, those that were not opened yet left out.

    Of two that are alike but for their end the open one counts. ``is_secret`` says that all of them are secret.
    """
    found: dict[tuple[Any, ...], Place] = {}
    doubled = 0
    for row in rows[:MOST] if isinstance(rows, list) else ():
        opens = cleaning.day(row.get("poskytujeOd")) if isinstance(row, dict) else None
        if not isinstance(row, dict) or (opens and opens > today):
            continue
        place = _place(row | {HIDDEN: True} if is_secret else row, codes, today, note)
        key = tuple(value for name, value in place.values.items() if name != "ended_on")
        doubled += key in found and not place.is_secret  # of secret ones all look alike
        if key not in found or (place.is_open and not found[key].is_open):
            found[key] = place
    if doubled:
        note("doubled_places", count=doubled)
    return list(found.values())


def _place(row: dict[str, Any], codes: Codes, today: date, note: Callable[..., None]) -> Place:
    closes = cleaning.day(row.get("poskytujeDo"))
    is_open = closes is None or closes >= today
    ended_on = None if is_open else closes.isoformat() if closes else None
    address = row.get("adresa")
    is_secret = says_secret(row) or (isinstance(address, dict) and says_secret(address))
    if is_secret:
        return Place(_values("", {}, ended_on) | {"is_secret": True}, is_open)
    where = address_lines(address, codes) if isinstance(address, dict) else {}
    if not where.get("municipality_code"):
        note("no_municipality")
    values = _values(cleaning.text(row.get("nazev"), 300), where, ended_on)
    known = (values["municipality_code"], values["municipality"])
    return Place(values, is_open, known if any(known) else None)


def says_secret(row: Mapping[str, Any]) -> bool:
    """Whether a place is said to be secret in any way: what is not plainly "no" counts as "yes"."""
    return row.get(HIDDEN) not in (None, False, "", "false", "ne", 0)


def _values(name: str, where: dict[str, str], ended_on: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "is_secret": False,
        "street": where.get("street", ""),
        "postal_code": where.get("postal_code", ""),
        "municipality": where.get("municipality", ""),
        "municipality_code": where.get("municipality_code", ""),
        "address_code": where.get("address_code", ""),
        "latitude": None,
        "longitude": None,
        "access": "",
        "access_note": "",
        "ended_on": ended_on,
    }


def address_lines(address: dict[str, Any], codes: Codes) -> dict[str, str]:
    """Return an address as people write it, with the numbers of the municipality and of the address.

    The municipality is the one that the address names. The number of the address is sometimes that of another one, so
    nothing is worked out from it.
    """
    reference = address.get("obec")
    code = cleaning.text(reference.get("id"), 80) if isinstance(reference, dict) else ""
    municipality = codes.name(MUNICIPALITIES, code) or (
        cleaning.text(reference.get("nazev"), 120) if isinstance(reference, dict) else ""
    )
    street = address.get("ulice")
    return {
        "street": _street(cleaning.text(street.get("nazev") if isinstance(street, dict) else street, 150), address),
        "postal_code": _postal_code(address.get("psc")),
        "municipality": municipality,
        "municipality_code": code.removeprefix(_PREFIX)[:20] if code.startswith(_PREFIX) else "",
        "address_code": cleaning.text(address.get("kodAdresnihoMista"), 20),
    }


def _street(name: str, address: dict[str, Any]) -> str:
    """Return "Příkladná 12/3", "č. p. 12" where streets have no names."""
    house, turn = cleaning.text(address.get("cisloDomovni"), 10), cleaning.text(address.get("cisloOrientacni"), 10)
    number = "/".join(filter(None, (house, turn)))
    line = f"{name} {number}" if name else f"č. p. {number}" if number else ""
    return ", ".join(filter(None, (line.strip(), cleaning.text(address.get("dodatekAdresy"), 30))))


def _postal_code(value: Any) -> str:
    digits = cleaning.text(value, 10).replace(" ", "")
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 and digits.isdigit() else digits
