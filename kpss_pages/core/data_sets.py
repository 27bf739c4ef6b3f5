"""A town's data sets for machines: the kinds say what they have, ``kpss_pages.open_data`` serves and lists them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sites.models import TownSettings

Things = Callable[[TownSettings, HttpRequest], Iterable[dict[str, Any]]]
"""Yields the things of a data set of one town as JSON-LD, each whole and without its ``@context``."""


@dataclass(frozen=True)
class DataSet:
    """A data set that every town has.

    ``key`` is its name in the address ("events"), ``title`` and ``description`` are lazy texts. ``things`` yields values
    of the open formal norm at ``norm`` (its URL), whose ``context`` and ``schema`` are URLs too; a thing without a text
    in Czech or English is no value of a norm and is left out there. ``schema_org`` yields the same things in the
    vocabulary of schema.org, with the texts in whatever language they are.
    """

    key: str
    title: Any
    description: Any
    things: Things
    schema_org: Things
    norm: str
    context: str
    schema: str
    keywords: tuple[Any, ...] = ()


_sets: dict[str, DataSet] = {}


def register_data_set(data_set: DataSet) -> None:
    """Let every town have a data set; called by page kinds when they start."""
    _sets[data_set.key] = data_set


def data_sets() -> list[DataSet]:
    """Return the registered data sets by their keys."""
    return [_sets[key] for key in sorted(_sets)]
