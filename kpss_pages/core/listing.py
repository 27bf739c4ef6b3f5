"""What lists of every kind share: paging, and the sentence that says what a list shows."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise

PAGE_SIZE = 10


def page_of(rows: "QuerySet[Any] | list[Any]", number: str | None, size: int = PAGE_SIZE) -> "Page[Any]":
    """Return one page of a list: the first for a number that is none, the last for one that is out of range."""
    return Paginator(rows, size).get_page(number)


def names_page(page: "Page[Any]", number: str | None) -> bool:
    """Return whether a page of a list is the one that was asked for, not one that stands in for a number that is none."""
    return number is None or str(page.number) == number


def sentence(wordings: "Mapping[frozenset[str], str | Promise]", **filters: Any) -> str:
    """Return the wording for the filters that are set (not None), with their values put in.

    Each combination of filters has a whole sentence of its own, because languages order and inflect it differently.
    """
    chosen = {name: value for name, value in filters.items() if value is not None}
    return str(wordings[frozenset(chosen)]) % chosen
