"""The editions of the method, from ``editions.csv``."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_TABLE = Path(__file__).parent / "editions.csv"


@dataclass(frozen=True)
class Edition:
    """An edition of the method; ``is_current`` is that by which new surveys are made unless the town says otherwise."""

    code: str
    name_cs: str
    name_sk: str
    is_current: bool

    def __str__(self) -> str:
        """Return the name in the language of the moment."""
        return self.name_sk if (get_language() or "cs").startswith("sk") else self.name_cs


@cache
def editions() -> dict[str, Edition]:
    """Return the editions by their codes, the oldest first."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Edition(row["code"], row["name_cs"], row["name_sk"], row["is_current"] == "yes")
            for row in csv.DictReader(file)
        }


def edition(code: str) -> Edition | None:
    """Return the edition of a code, None when there is none."""
    return editions().get(code)


def current_edition() -> str:
    """Return the code of the edition by which new surveys are made."""
    return next(one.code for one in editions().values() if one.is_current)


def older_editions(code: str) -> list[str]:
    """Return the codes of the editions that came before one, the oldest first."""
    codes = list(editions())
    return codes[: codes.index(code)] if code in codes else []


def edition_choices() -> list[tuple[str, str]]:
    return [(code, str(one)) for code, one in editions().items()]
