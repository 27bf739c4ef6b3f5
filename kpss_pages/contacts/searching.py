"""What somebody looks for in the contacts: words in any order, or a telephone number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.querysets import ContactRoleQuerySet
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.searching import Word, query_in, words_in
from kpss_pages.core.ways.numbers import digits_searched


@dataclass(frozen=True)
class Search:
    """What is looked for; ``digits`` are the beginnings of the numbers that it may stand for. False when it is nothing."""

    query: str = ""
    words: tuple[Word, ...] = ()
    digits: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, country: str) -> Self:
        """Read what somebody has typed: a number in any grouping, or words."""
        query = query_in(text)
        if digits := digits_searched(query, country):
            return cls(query, digits=tuple(digits))
        return cls(query, words=words_in(query))

    def __bool__(self) -> bool:
        return bool(self.query)

    def among(self, roles: ContactRoleQuerySet, structure: Structure) -> ContactRoleQuerySet:
        """Return the roles that are looked for: each word is in the role, in its people or in what it stands in."""
        if self.digits:
            return roles.dialled(self.digits)
        if not self.words:
            return roles.none() if self.query else roles
        for word in self.words:
            roles = roles.called(word, _standing_where(word, structure))
        return roles

    def places(self, structure: Structure) -> list[ContactRow]:
        """Return the organisations, departments and offices that are looked for themselves."""
        rows: Iterable[ContactRow] = (
            *structure.organisations.values(),
            *structure.departments.values(),
            *structure.offices.values(),
        )
        return [row for row in rows if self._finds(row)]

    def _finds(self, row: ContactRow) -> bool:
        if self.digits:
            return any(f" {number}" in row.search_digits for number in self.digits)
        return bool(self.words) and all(word.is_in(row) for word in self.words)


def _standing_where(word: Word, structure: Structure) -> Q:
    """Return where the roles stand that a word finds through an organisation, a department or an office."""
    organisations = {pk for pk, row in structure.organisations.items() if word.is_in(row)}
    offices = {pk for pk, row in structure.offices.items() if word.is_in(row)}
    departments = {pk for pk, row in structure.departments.items() if _names(word, row, structure)}
    where = Q()
    if departments:
        where |= Q(department__in=departments)
    if offices:
        where |= Q(office__in=offices)
    if organisations:
        where |= Q(department__isnull=True, organisation__in=organisations)
    return where


def _names(word: Word, department: Department, structure: Structure) -> bool:
    """Whether a word is in the name of a department, of one that it is a part of, its organisation or its office."""
    organisation: Organisation | None = structure.organisation(department.organisation_id)
    office: Office | None = structure.office_of(department.pk)
    rows = (*structure.path(department.pk), organisation, office)
    return any(word.is_in(row) for row in rows if row is not None)
