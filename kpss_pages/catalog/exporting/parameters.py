"""What an address of the data can be asked with: read by the views, and said in the description of the interface.

The parameters of the list are the fields of ``Filters``; a field that is not described here fails the tests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Kind
from kpss_pages.catalog.finding import Filters
from kpss_pages.catalog.finding.filters import (
    BY_DISTANCE,
    BY_NAME,
    KILOMETRES,
    LONGEST_NAME,
    LONGEST_QUERY,
    MOST_VALUES,
)
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups

Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter with the JSON schema of its value."""

    name: str
    description: Any
    schema: Schema

    def as_openapi(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": str(self.description),
            "schema": self.schema,
        }


_MARK: Schema = {"type": "string", "enum": ["1"]}
_DESCRIBED: Mapping[str, tuple[Any, Schema]] = {
    "q": (_("words to look for"), {"type": "string", "maxLength": LONGEST_QUERY}),
    "situation": (
        _("life situation of the town, by its name in the address"),
        {"type": "string", "pattern": r"^[-\w]{1,60}$"},
    ),
    "group": (_("for whom: codes of target groups"), {"enum": list(target_groups())}),
    "type": (_("types of service by the acts: codes"), {"enum": list(service_types())}),
    "form": (_("forms of service: codes"), {"enum": list(forms())}),
    "age": (_("age groups: codes"), {"enum": list(age_groups())}),
    "municipality": (_("municipalities where it is given, by their names"), {"maxLength": LONGEST_NAME}),
    "near": (
        _("place from which distances count: a municipality, or a position such as 49.455,17.451"),
        {"type": "string", "maxLength": LONGEST_NAME},
    ),
    "km": (_("how far from there, in kilometres"), {"type": "integer", "enum": list(KILOMETRES)}),
    "open": (_("only what is open now"), _MARK),
    "free": (_("only what is free of charge"), _MARK),
    "access": (_("only what lets people in a wheelchair in"), _MARK),
    "places": (_("only what has free places"), _MARK),
    "kind": (_("services by the act or related services"), {"type": "string", "enum": list(Kind.values)}),
    "sort": (
        _("order; without it the one that fits best"),
        {"type": "string", "enum": [BY_NAME, BY_DISTANCE]},
    ),
}

SEARCH = Parameter("search", _("words to look for"), {"type": "string", "maxLength": LONGEST_QUERY})
PAGE = Parameter("page", _("number of the page; one beyond the last is empty"), {"type": "integer", "minimum": 1})
MOST_PER_PAGE = 100
PER_PAGE = Parameter(
    "per_page",
    _("how many there are on a page"),
    {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": 50},
)
FULL = Parameter("full", _("whole, with all that belongs to it"), {"type": "boolean", "default": False})
FULL_SERVICE = Parameter(
    "full_service",
    _("whole, and so are the services that belong to it"),
    {"type": "boolean", "default": False},
)
MINIMAL = Parameter("minimal", _("identifiers only"), {"type": "boolean", "default": False})
TERM = Parameter("taxonomy_term_id", _("only with this term of a taxonomy"), {"type": "string", "format": "uuid"})
TAXONOMY = Parameter("taxonomy_id", _("only with a term of this taxonomy"), {"type": "string", "format": "uuid"})
PARENT = Parameter(
    "parent_id", _("only the terms below this one; there are none"), {"type": "string", "format": "uuid"}
)
ORGANIZATION = Parameter("organization_id", _("only of this organization"), {"type": "string", "format": "uuid"})
FORMAT = Parameter(
    "format",
    _("ndjson: all of them in one file, one a line, without pages"),
    {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
)

LONGEST_NUMBER = 6
"""Digits of a page that is read; there are never so many pages."""


def list_parameters() -> list[Parameter]:
    """Return what the list and the files can be asked with; KeyError for a filter that nobody has described."""
    return [Parameter(field.name, *_with_type(field.default, *_DESCRIBED[field.name])) for field in fields(Filters)]


def _with_type(default: Any, description: Any, schema: Schema) -> tuple[Any, Schema]:
    if isinstance(default, tuple):
        return description, {"type": "array", "maxItems": MOST_VALUES, "items": {"type": "string", **schema}}
    return description, schema


def number_of(asked: Mapping[str, Any], name: str, default: int, most: int | None = None) -> int:
    """Return a positive number, the default for what is none."""
    text = str(asked.get(name) or "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text)):
        return default
    return int(text) if most is None else min(int(text), most)


def says_yes(asked: Mapping[str, Any], name: str) -> bool:
    return str(asked.get(name) or "").lower() in ("true", "1")


def names_of(parameters: Iterable[Parameter]) -> list[str]:
    return [parameter.name for parameter in parameters]
