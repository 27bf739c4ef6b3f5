"""What the site's own search finds besides pages and documents: kinds with rows of their own say how they are searched."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from sites.models import TownSettings


@dataclass(frozen=True)
class FurtherRow:
    """A row that was found: its name, its address, and a line of what it is."""

    title: str
    url: str
    line: str


@dataclass(frozen=True)
class FurtherResults:
    """The best rows of a kind under its title; all ``count`` of them are at ``url``, which ``all_words`` lead to."""

    title: str
    rows: tuple[FurtherRow, ...]
    count: int
    url: str
    all_words: str


SearchesRows = Callable[[Page, TownSettings, str, HttpRequest], FurtherResults | None]
"""Takes the home page of the language, the town, the query and the request; None when nothing is found."""

_searches: list[SearchesRows] = []


def register_further_search(search: SearchesRows) -> SearchesRows:
    """Let the site's search ask for rows too; called when an app starts."""
    if search not in _searches:
        _searches.append(search)
    return search


def further_results(home: Page, town: TownSettings, query: str, request: HttpRequest) -> list[FurtherResults]:
    """Return what is found besides pages and documents, by kinds."""
    found = (search(home, town, query, request) for search in _searches)
    return [results for results in found if results is not None]
