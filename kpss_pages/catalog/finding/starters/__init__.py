"""Life situations and words that mean the same, which a new town begins with and changes as it likes.

The tables beside this file have them in both languages; a town gets those of its own languages and the types of its
country's act.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kpss_pages.catalog.vocabulary import service_types

FOLDER = Path(__file__).parent
LANGUAGES = ("cs", "sk")


def starter_situations(country: str, languages: Iterable[str]) -> list[dict[str, Any]]:
    """Return the fields of the life situations of a town, in their order."""
    languages = list(languages)
    return [
        {
            "slug": row["slug"],
            "icon": row["icon"],
            "name_cs": row["cs"],
            "name_sk": row["sk"],
            "words": _lines(row, "words_", languages),
            "type_codes": [code for code in row["types"] if service_types()[code].country == country],
            "target_groups": row.get("groups", []),
            "related_types": _lines(row, "related_", languages),
            "sort_order": order,
        }
        for order, row in enumerate(_read("situations")["situation"])
    ]


def starter_synonyms(languages: Iterable[str]) -> list[str]:
    """Return sets of words that mean the same as a town keeps them: one word or phrase on each line."""
    languages = list(languages)
    return [_lines(row, "", languages) for row in _read("synonyms")["set"]]


def _lines(row: Mapping[str, Any], prefix: str, languages: Iterable[str]) -> str:
    found = (word for language in LANGUAGES if language in languages for word in row.get(f"{prefix}{language}", ()))
    return "\n".join(dict.fromkeys(found))


@cache
def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
