"""Terms of the vocabularies, in the order of the acts and of the register's code lists."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Term:
    """A term with its names; ``register_code`` is "" where the Czech register's code is not confirmed."""

    code: str
    name_cs: str
    name_sk: str
    register_code: str = ""

    def __str__(self) -> str:
        """Return the name in the language of the moment."""
        return self.name_in(get_language() or "cs")

    def name_in(self, language: str) -> str:
        return self.name_sk if language.startswith("sk") else self.name_cs


@dataclass(frozen=True)
class Form(Term):
    """A form of service: residential, outpatient, in the field, or another one (at a distance)."""


@dataclass(frozen=True)
class AgeGroup(Term):
    """Ages in whole years, the last one included; ``age_to`` is None where there is no upper end."""

    age_from: int = 0
    age_to: int | None = None


@dataclass(frozen=True)
class ServiceType(Term):
    """A type of service by the act of a country ("CZ": 108/2006 Sb., "SK": 448/2008 Z. z.).

    ``valid_to`` is the last day on which it was a type, None for one that still is. ``counterpart`` is the code of the
    type of the other country that is nearest, "" where none is; ``counterpart_is`` is "equivalent" or "nearest".
    """

    country: str = ""
    category: str = ""
    paragraph: str = ""
    forms: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    counterpart: str = ""
    counterpart_is: str = ""

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@cache
def service_types() -> Mapping[str, ServiceType]:
    """Return the types of both countries by their codes ("cz-pecovatelska-sluzba"), those that ended too."""
    return {
        row["code"]: ServiceType(
            **_names(row),
            country=row["country"],
            category=row["category"],
            paragraph=row["paragraph"],
            forms=tuple(filter(None, row["forms"].split("|"))),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            counterpart=row["counterpart"],
            counterpart_is=row["counterpart_is"],
        )
        for row in _rows("service_types")
    }


def service_type(code: str) -> ServiceType | None:
    """Return a type, None for a code that is none."""
    return service_types().get(code)


@cache
def target_groups() -> Mapping[str, Term]:
    """Return the target groups of the Czech register; Slovak names are translations, Slovak law has no such list."""
    return {row["code"]: Term(**_names(row)) for row in _rows("target_groups")}


@cache
def age_groups() -> Mapping[str, AgeGroup]:
    return {
        row["code"]: AgeGroup(
            code=row["code"],
            name_cs=row["name_cs"],
            name_sk=row["name_sk"],
            age_from=int(row["age_from"]),
            age_to=int(row["age_to"]) if row["age_to"] else None,
        )
        for row in _rows("age_groups")
    }


@cache
def capacity_units() -> Mapping[str, Term]:
    """Return in what capacity is counted: clients, contacts of 10 minutes, interventions of 30 minutes, beds, calls."""
    return {row["code"]: Term(**_names(row)) for row in _rows("capacity_units")}


@cache
def forms() -> Mapping[str, Form]:
    return {row["code"]: Form(**_names(row)) for row in _rows("forms")}


def term_names(terms: Mapping[str, Term]) -> list[tuple[str, str]]:
    """Return codes and names in the language of the moment, for choices."""
    return [(code, str(term)) for code, term in terms.items()]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: Mapping[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("code", "name_cs", "name_sk", "register_code")}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
