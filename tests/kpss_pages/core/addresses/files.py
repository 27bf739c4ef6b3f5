"""Lists of addresses for the tests, in the format of the Czech state's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kpss_pages.core.addresses.official import ENCODING, HEADER
from kpss_pages.core.models import AddressPoint

CASTLE: dict[str, str] = {
    "Kód ADM": "21690278",
    "Kód obce": "554782",
    "Název obce": "Praha",
    "Kód MOMC": "500054",
    "Název MOMC": "Praha 1",
    "Kód obvodu Prahy": "19",
    "Název obvodu Prahy": "Praha 1",
    "Kód části obce": "490181",
    "Název části obce": "Hradčany",
    "Kód ulice": "466",
    "Název ulice": "Hrad I. nádvoří",
    "Typ SO": "č.p.",
    "Číslo domovní": "1",
    "Číslo orientační": "",
    "Znak čísla orientačního": "",
    "PSČ": "11900",
    "Souřadnice Y": "744384.54",
    "Souřadnice X": "1042569.73",
    "Platí Od": "2011-07-01T00:00:00",
}
"""A true row."""
SHORT = {
    "code": "Kód ADM",
    "municipality_code": "Kód obce",
    "municipality": "Název obce",
    "part": "Název části obce",
    "street": "Název ulice",
    "sort": "Typ SO",
    "house": "Číslo domovní",
    "turn": "Číslo orientační",
    "letter": "Znak čísla orientačního",
    "postal_code": "PSČ",
    "y": "Souřadnice Y",
    "x": "Souřadnice X",
}


def row(**changes: str) -> str:
    """Return the true row, changed by our names."""
    cells = CASTLE | {SHORT[name]: value for name, value in changes.items()}
    return ";".join(cells[name] for name in HEADER)


def prerov(code: str, **changes: str) -> str:
    """Return an address of Přerov."""
    own = {"municipality_code": "511382", "municipality": "Přerov", "part": "Přerov I-Město", "postal_code": "75002"}
    metres = {"y": "534900.10", "x": "1138000.20"}
    return row(**{**own, **metres, "street": "Příkladná", "house": "12", "code": code, **changes})


def content(
    rows: Sequence[str], *, header: str = ";".join(HEADER), encoding: str = ENCODING, end: str = "\r\n"
) -> bytes:
    return ("\r\n".join((header, *rows)) + end).encode(encoding)


def written(folder: Path, *rows: str, name: str = "20260731_OB_511382_ADR.csv", **how: str) -> Path:
    """Write a list; return its path."""
    path = folder / name
    path.write_bytes(content(rows, **how))
    return path


def load_two(folder: Path) -> dict[str, tuple[Any, Any]]:
    """Load "Příkladná 12/3" and "Příkladná 400/9" in Přerov; return their positions by the numbers in the street."""
    rows = (prerov("1", turn="3"), prerov("2", house="400", turn="9", x="1138500.00"))
    call_command("load_addresses", written(folder, *rows))
    return {point.turn: (point.latitude, point.longitude) for point in AddressPoint.objects.all()}
