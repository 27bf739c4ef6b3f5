"""The addresses of invented services as the Czech state's list of them: a CSV file a municipality, in one ZIP file.

They lie around an invented middle of their municipality in Moravia; one in forty has no position, as in the true list.
"""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from kpss_pages.catalog.registers.synthetic.inventing import Invented, InventedPlace
from kpss_pages.catalog.registers.synthetic.territories import Municipality
from kpss_pages.core.addresses.official import ENCODING, HEADER

_WITHOUT_POSITION = 40
_DAY = "20260831"


def write_addresses(path: Path, services: Iterable[Invented]) -> int:
    """Write the list; return how many addresses it has. Those of secret places are not in it."""
    found: dict[Municipality, dict[int, str]] = {}
    for service in services:
        for place in service.places:
            if not place.is_secret:
                found.setdefault(place.municipality, {}).setdefault(place.address_code, _line(place))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for municipality, lines in found.items():
            text = "".join(f"{line}\r\n" for line in (";".join(HEADER), *lines.values()))
            archive.writestr(f"CSV/{_DAY}_OB_{municipality.code}_ADR.csv", text.encode(ENCODING))
    return sum(map(len, found.values()))


def _line(place: InventedPlace) -> str:
    municipality, house, code = place.municipality, place.house, place.address_code
    y, x = _metres(municipality, code)
    position = ("", "") if code % _WITHOUT_POSITION == 0 else (f"{y:.2f}", f"{x:.2f}")
    turn = str(house % 40 + 1) if house % 2 else ""
    where = (str(code), municipality.code, municipality.name, *[""] * 4, "1", municipality.name, "1", place.street)
    return ";".join((*where, "č.p.", str(house), turn, "", municipality.postal_code, *position, "2013-01-01T00:00:00"))


def _metres(municipality: Municipality, code: int) -> tuple[float, float]:
    """Return Y and X of S-JTSK, within a kilometre of the middle of the municipality."""
    middle = int(municipality.code)
    return 560_000 + middle % 97 * 400 + code % 1009, 1_090_000 + middle % 89 * 500 + code % 997
