"""Querysets of contacts, which start from a town."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Manager, Q, QuerySet
from wagtail.models import Site

if TYPE_CHECKING:
    from kpss_pages.contacts.models.roles import ContactRole  # noqa: F401
    from kpss_pages.core.searching import Word

PEOPLE = ("", "holder__", "deputy__")
"""A role and the people in it, whose own words and numbers are looked through."""


class ContactRoleQuerySet(QuerySet["ContactRole"]):
    """Roles of towns."""

    def in_town(self, site: Site | int) -> Self:
        return self.filter(site=site)

    def listed(self) -> Self:
        """Roles that the directory shows; the others are found only through what points to them."""
        return self.filter(is_listed=True)

    def called(self, word: "Word", where: Q) -> Self:
        """Roles in whose own words or people's names a word is, or which are ``where`` it is in a place's name."""
        own = Q()
        for prefix in PEOPLE:
            for piece in word.pieces:
                own |= Q(**{f"{prefix}search_words__contains": piece})
        return self.filter(own | where)

    def dialled(self, digits: Iterable[str]) -> Self:
        """Roles that have a number of their own, or whose holder or deputy has one, that begins with some digits."""
        own = Q(pk__in=())
        for prefix in PEOPLE:
            for number in digits:
                own |= Q(**{f"{prefix}search_digits__contains": f" {number}"})
        return self.filter(own)


ContactRoleManager = Manager.from_queryset(ContactRoleQuerySet)
