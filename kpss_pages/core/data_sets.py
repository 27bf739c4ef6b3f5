"""A town's data sets for machines: the kinds say what they have, ``kpss_pages.open_data`` serves and lists them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kpss_pages.core.linked_data import CZECH
from sites.models import TownSettings
from sites.towns import live_languages

Things = Callable[[TownSettings, HttpRequest], Iterable[dict[str, Any]]]
"""Yields the things of a data set of one town as JSON-LD, each whole and without its ``@context``.

It asks the database piece by piece: a set may have any number of things, and is written as it is read.
"""


@dataclass(frozen=True)
class Distribution:
    """The same data at an address of their own: in a table, or at an interface for programs.

    ``key`` tells it from the others of its set ("csv"), ``address`` is whole. ``file_type`` is a code of the European
    list of file types ("CSV"). An interface has the address of the ``specification`` that it follows, "" for a file, and
    that of a ``description`` for programs (OpenAPI).
    """

    key: str
    title: Any
    address: str
    media_type: str
    file_type: str
    specification: str = ""
    description: str = ""


@dataclass(frozen=True)
class Terms:
    """Terms of use: the address of a licence and what it is called."""

    address: str
    name: Any


def _no_things(town: TownSettings, request: HttpRequest) -> Iterable[dict[str, Any]]:
    return ()


def _no_distributions(town: TownSettings) -> Iterable[Distribution]:
    return ()


def _no_terms(town: TownSettings) -> Terms | None:
    return None


@dataclass(frozen=True)
class DataSet:
    """A data set that every town has.

    ``key`` is its name in the address ("events"): small letters, digits and hyphens. ``title`` and ``description`` are
    lazy texts. ``things`` yields values of the open formal norm at ``norm`` (its URL), whose ``context`` and ``schema``
    are URLs too, or a list of contexts; ``schema`` is that of a list of the things, ``schema_of_one`` that of one where the
    norm has none of lists. A thing without a text in Czech or English is no value of a norm and is left out there. All
    of them are left out where no norm has such things. ``schema_org`` yields the same
    things in the vocabulary of schema.org, with the texts in whatever language they are.

    ``distributions`` returns where else a town has them, ``terms`` those that others have set for what they are made of;
    None where those of the open data page count.
    """

    key: str
    title: Any
    description: Any
    schema_org: Things
    things: Things = _no_things
    norm: str = ""
    context: str | list[Any] = ""
    schema: str = ""
    schema_of_one: str = ""
    distributions: Callable[[TownSettings], Iterable[Distribution]] = _no_distributions
    terms: Callable[[TownSettings], Terms | None] = _no_terms
    keywords: tuple[Any, ...] = ()
    themes: tuple[str, ...] = ("SOCI",)
    """Codes of the European list of themes (data-theme): SOCI is population and society, GOVE the public sector."""
    has_personal_data: bool = False
    """Names, telephone numbers and addresses of people."""
    is_of_rows: bool = False
    """Its things are rows, written in the town's default language only, not pages that may be translated."""

    def has_norm(self, town: TownSettings) -> bool:
        """Whether a town has things that can be values of the norm: there is one, and it writes them in Czech."""
        if not self.norm:
            return False
        if self.is_of_rows:
            return town.default_language == CZECH
        return CZECH in live_languages(town)


_sets: dict[str, DataSet] = {}
_terms: list[Callable[[TownSettings], Terms | None]] = []


def register_data_set(data_set: DataSet) -> None:
    """Let every town have a data set; called by page kinds when they start."""
    _sets[data_set.key] = data_set


def data_sets() -> list[DataSet]:
    """Return the registered data sets by their keys."""
    return [_sets[key] for key in sorted(_sets)]


def data_set(key: str) -> DataSet | None:
    """Return the data set of a key, None when there is none."""
    return _sets.get(key)


def register_terms(find: Callable[[TownSettings], Terms | None]) -> None:
    """Say where a town's own terms of use are found; called by the page that has them, when it starts."""
    _terms[:] = [find]


def terms_of_town(town: TownSettings) -> Terms | None:
    """Return the terms under which a town lets its data be used, in one query; None while it has not decided."""
    return next((terms for find in _terms if (terms := find(town)) is not None), None)
