"""Validates open data against the official schemas of the open formal norms (``tests/files/open-norms``), off line."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

NORMS = Path(__file__).parent / "files" / "open-norms"
SAMPLES = NORMS / "samples"
GEOMETRY = "https://raw.githubusercontent.com/ropensci/geojsonlint/master/inst/schema/geojson.json"
"""What the norm of places calls the schema of GeoJSON; its place is taken by what every geometry has."""

_GEOMETRY = {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}}}


def schema_of(norm: str, thing: str) -> dict[str, Any]:
    """Return the schema of a thing of a norm: ``schema_of("události", "událost")``."""
    found = [schema for path, schema in _schemas() if path.stem == thing and path.parts[-4] == norm]
    assert len(found) == 1, f"There are {len(found)} schemas of {thing} of {norm}."
    return found[0]


def schema_at(url: str) -> dict[str, Any]:
    """Return the schema whose address is given."""
    return next(schema for path, schema in _schemas() if _address_of(path) == url)


def errors_of(value: Any, schema: dict[str, Any]) -> list[str]:
    """Return what is wrong with a value, one line an error: where it is, and why; empty for a valid one."""
    validator = validator_for(schema)(schema, registry=_registry(), format_checker=_formats())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def assert_valid(value: Any, norm: str, thing: str) -> None:
    """Assert that a value is valid by the schema of a thing of a norm."""
    errors = errors_of(value, schema_of(norm, thing))
    assert not errors, "\n".join(errors)


def assert_valid_at(value: Any, url: str) -> None:
    """Assert that a value is valid by the schema at an address, as ``DataSet.schema`` names it."""
    errors = errors_of(value, schema_at(url))
    assert not errors, "\n".join(errors)


def sample(name: str) -> Any:
    """Return a document of ``samples``: ``sample("ofn_udalosti")``."""
    return json.loads((SAMPLES / f"{name}.jsonld").read_text())


@cache
def _schemas() -> list[tuple[Path, dict[str, Any]]]:
    return [(path, json.loads(path.read_text())) for path in sorted(NORMS.glob("*/*/schémata/*.json"))]


@cache
def _registry() -> "Registry[Any]":
    return Registry().with_resources(_resources())


def _resources() -> Iterator[tuple[str, "Resource[Any]"]]:
    yield GEOMETRY, DRAFT202012.create_resource(_GEOMETRY)
    for path, schema in _schemas():
        yield _address_of(path), Resource.from_contents(schema)


def _address_of(path: Path) -> str:
    """Return the address of a schema: not its "$id", which is written with decomposed letters in one of them."""
    return f"https://ofn.gov.cz/{path.relative_to(NORMS).as_posix()}"


@cache
def _formats() -> FormatChecker:
    """Return our checks of formats: jsonschema has none of IRIs and wants times with a zone, as no example of a norm."""
    checker = FormatChecker(formats=())
    checker.checks("iri")(_is_iri)
    checker.checks("date", raises=ValueError)(lambda value: not isinstance(value, str) or date.fromisoformat(value))
    checker.checks("time", raises=ValueError)(lambda value: not isinstance(value, str) or time.fromisoformat(value))
    checker.checks("date-time", raises=ValueError)(_is_moment)
    return checker


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def _is_iri(value: object) -> bool:
    """Whether a value is an absolute IRI, as far as we can tell; jsonschema checks none without a further package."""
    if not isinstance(value, str):
        return True
    return bool(urlsplit(value).scheme) and not any(sign.isspace() or sign in '<>"{}|\\^`' for sign in value)
