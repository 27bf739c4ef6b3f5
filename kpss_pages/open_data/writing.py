"""How a data set becomes a file: written thing by thing, however many there are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kpss_pages.core.linked_data import SCHEMA_ORG

CONTENT_TYPE = "application/ld+json"

Thing = Mapping[str, Any]


def list_of(things: Iterable[Thing], context: str | list[Any]) -> Iterator[str]:
    """Yield the text of a list of a norm's things, each of which names its context: the norms' lists are bare."""
    return _array("[", ({"@context": context, **thing} for thing in things), "]")


def graph_of(things: Iterable[Thing]) -> Iterator[str]:
    """Yield the text of a graph in the vocabulary of schema.org."""
    return _array(f'{{"@context":"{SCHEMA_ORG}","@graph":[', things, "]}")


def one(value: Thing) -> Iterator[str]:
    """Yield the text of a single document."""
    yield json.dumps(value, ensure_ascii=False, indent=1)


def _array(start: str, things: Iterable[Thing], end: str) -> Iterator[str]:
    yield start
    separator = "\n"
    for thing in things:
        yield separator + json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield f"\n{end}"
