"""What lists of every kind share: paging, the sentence that says what a list shows, and what of its address it knows."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

PAGE_SIZE = 10


def page_of(rows: "QuerySet[Any] | list[Any]", number: str | None, size: int = PAGE_SIZE) -> "Page[Any]":
    """Return one page of a list: the first for a number that is none, the last for one that is out of range."""
    return Paginator(rows, size).get_page(number)


def names_page(page: "Page[Any]", number: str | None) -> bool:
    """Return whether a page of a list is the one that was asked for, not one that stands in for a number that is none."""
    return number is None or str(page.number) == number


def understand(request: HttpRequest, asked: "Iterable[tuple[str, Any]]", page: "Page[Any] | None" = None) -> None:
    """Say what was understood of an address, and which page of a list is shown.

    Links to other languages ask for that and for nothing else; empty values, and the first page, are left out.
    """
    number = page.number if page is not None and page.number > 1 else None
    known = sorted((name, str(value)) for name, value in (*asked, ("page", number)) if value)
    request.understood = urlencode(known)  # type: ignore[attr-defined]


def sentence(wordings: "Mapping[frozenset[str], str | Promise]", **filters: Any) -> str:
    """Return the wording for the filters that are set (not None), with their values put in.

    Each combination of filters has a whole sentence of its own, because languages order and inflect it differently.
    """
    chosen = {name: value for name, value in filters.items() if value is not None}
    return str(wordings[frozenset(chosen)]) % chosen
