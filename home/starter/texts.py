"""Reads the starter texts and puts a town's facts into them."""

import re
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from sites.models import TownSettings
from sites.provisioning import NewCoordinator

FOLDER = Path(__file__).parent
NO_COORDINATOR = NewCoordinator()
_BLANK = re.compile(r"\[doplňte: [^\]]+\]")

_BLANKS: Mapping[str, tuple[str, str]] = {
    "operator": ("název úřadu", "názov úradu"),
    "address": ("ulice, číslo, PSČ a obec", "ulica, číslo, PSČ a obec"),
    "filing_email": ("elektronická adresa podatelny", "elektronická adresa podateľne"),
    "phone": ("telefon", "telefón"),
    "data_box": ("datová schránka", "elektronická schránka"),
    "company_id": ("IČO", "IČO"),
    "vat_id": ("DIČ, nebo že úřad není plátcem", "DIČ alebo že úrad nie je platiteľom"),
    "technical_operator": ("technický provozovatel", "technický prevádzkovateľ"),
    "contact_email": ("e-mail pro dotazy k webu", "e-mail na otázky k webu"),
}
"""What a blank asks for when the settings do not know it, in Czech and in Slovak."""


def read_text(country: str, language: str, name: str) -> dict[str, Any]:
    """Return a starter page as written: its country's version, else the one for both countries."""
    own = FOLDER / country.lower() / language / f"{name}.toml"
    path = own if own.exists() else FOLDER / "common" / language / f"{name}.toml"
    with path.open("rb") as file:
        return tomllib.load(file)


def facts_of(town: TownSettings, language: str, coordinator: NewCoordinator = NO_COORDINATOR) -> dict[str, str]:
    """Return what the texts may name in braces; what is not known yet is a blank that says what to fill in."""
    place = " ".join(part for part in (town.postal_code, town.municipality) if part)
    known = {
        "operator": town.operator,
        "address": ", ".join(part for part in (town.street, place) if part) if town.street else "",
        "filing_email": town.filing_email,
        "phone": town.phone,
        "data_box": town.data_box,
        "company_id": town.company_id,
        "vat_id": town.vat_id,
        "technical_operator": town.technical_operator,
        "contact_email": coordinator.email or town.filing_email,
    }
    index = 1 if language == "sk" else 0
    facts = {name: value or f"[doplňte: {_BLANKS[name][index]}]" for name, value in known.items()}
    return {**facts, "name": town.site.site_name, "site_address": town.site.root_url}


def filled(value: Any, facts: Mapping[str, str]) -> Any:
    """Return a text, or a list or table of texts, with the facts in place and, in rich text, the blanks in bold."""
    match value:
        case str() if "<p>" in value or "<li>" in value:
            text = value.format_map({name: escape(fact, quote=False) for name, fact in facts.items()})
            return _BLANK.sub(r"<b>\g<0></b>", text)
        case str():
            return value.format_map(facts)
        case list():
            return [filled(item, facts) for item in value]
        case dict():
            return {name: filled(item, facts) for name, item in value.items()}
    return value
