"""The register's code lists, with its own codes where these are confirmed and with invented ones elsewhere."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.codes import (
    AGES,
    DISTRICTS,
    FORMS,
    GROUPS,
    MUNICIPALITIES,
    REGIONS,
    TYPES,
    UNITS,
    VOCABULARIES,
    Codes,
    codes_from,
)
from kpss_pages.catalog.registers.synthetic import slovak
from kpss_pages.catalog.registers.synthetic.territories import Municipality

PREFIXES = {
    TYPES: "DruhSocialniSluzby",
    GROUPS: "CilovaSkupinaOsoby",
    FORMS: "FormaSocialniSluzby",
    UNITS: "TypKapacitySocialniSluzby",
    AGES: "VekovaSkupinaOsoby",
}
_FIRST_INVENTED = 901
NO_TYPES = ("cz-zakladni-poradenstvi", "sk-zakladne-poradenstvo")
"""A part of every service and no service of its own."""


@cache
def reference(list_name: str, term: str) -> str:
    """Return the code under which the invented register has one of our terms."""
    order = list(VOCABULARIES[Register.CZECH][list_name]())
    confirmed = VOCABULARIES[Register.CZECH][list_name]()[term].register_code
    return confirmed or f"{PREFIXES[list_name]}/{_FIRST_INVENTED + order.index(term)}"


def rows(municipalities: Iterable[Municipality], country: str = "CZ") -> list[tuple[str, str, str, str]]:
    """Return list, code, name and our term of all codes of a country's invented register."""
    return _slovak_rows(municipalities) if country == "SK" else _czech_rows(municipalities)


def _slovak_rows(municipalities: Iterable[Municipality]) -> list[tuple[str, str, str, str]]:
    own = [
        (list_name, slovak.reference(list_name, code), slovak.name_in_register(list_name, code), code)
        for list_name in (TYPES, FORMS, GROUPS)
        for code in slovak.terms(list_name)
        if code not in NO_TYPES
    ]
    return [*own, *((MUNICIPALITIES, slovak.municipality_code(each), each.name, "") for each in municipalities)]


def _czech_rows(municipalities: Iterable[Municipality]) -> list[tuple[str, str, str, str]]:
    own = [
        (list_name, reference(list_name, code), term.name_cs, code)
        for list_name, vocabulary in VOCABULARIES[Register.CZECH].items()
        for code, term in vocabulary().items()
        if code not in NO_TYPES and (list_name != FORMS or term.register_code)
    ]
    places = [(MUNICIPALITIES, f"Obec/{each.code}", each.name, "") for each in municipalities]
    return [*own, *places, (DISTRICTS, "Okres/9901", "Vzorov", ""), (REGIONS, "Kraj/99", "Vzorový kraj", "")]


def codes(municipalities: Iterable[Municipality], country: str = "CZ") -> Codes:
    register = Register.SLOVAK if country == "SK" else Register.CZECH
    return codes_from(register, rows(municipalities, country))


def write(folder: Path, municipalities: Iterable[Municipality], country: str = "CZ") -> list[Path]:
    """Write the lists as the Czech ministry publishes its own, one file each; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    lists: dict[str, list[dict[str, Any]]] = {}
    for list_name, code, name, _term in rows(municipalities, country):
        lists.setdefault(list_name, []).append({"id": code, "nazev": {"sk" if country == "SK" else "cs": name}})
    files = []
    for list_name, items in lists.items():
        path = folder / f"{list_name}.json"
        path.write_text(json.dumps({"polozky": items}, ensure_ascii=False, indent=1), encoding="utf-8")
        files.append(path)
    return files
