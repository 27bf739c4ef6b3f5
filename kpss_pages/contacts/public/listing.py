"""The order in which the directory is read, by departments or from A to Z, and the groups under its headings."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.public.frame import ShownPlace
from kpss_pages.contacts.shown import ShownContact
from kpss_pages.contacts.structure import Structure
from kpss_pages.core import collation

BY_DEPARTMENT, BY_NAME = "", "name"
SORTS = (BY_DEPARTMENT, BY_NAME)
LISTED_COLUMNS = (
    "pk",
    "department_id",
    "organisation_id",
    "sort_order",
    "name",
    "holder__family_name",
    "holder__given_name",
)

sort_text = lru_cache(maxsize=10_000)(collation.sort_text)
"""A directory of 2,000 contacts is put in order at each request, mostly the same ones."""


class Entry(NamedTuple):
    """What it takes to put a role in its place."""

    pk: int
    department_id: int | None
    organisation_id: int | None
    sort_order: int
    name: str
    family_name: str | None
    given_name: str | None

    @property
    def called(self) -> str:
        """Under what it is found from A to Z: the holder's family name, the role's own when nobody holds it."""
        return f"{self.family_name} {self.given_name}" if self.family_name else self.name


@dataclass(frozen=True)
class Group:
    """Contacts under one heading: those of a department or organisation (both None for the others), or of a letter."""

    contacts: tuple[ShownContact, ...]
    organisation: Organisation | None = None
    path: tuple[Department, ...] = ()
    letter: str = ""
    is_first_of_organisation: bool = False
    """Whether the organisation's name stands above it."""

    @property
    def place(self) -> ShownPlace | None:
        """The department whose contacts they are; None without one."""
        return ShownPlace(self.path[-1]) if self.path else None

    @property
    def around(self) -> ShownPlace | None:
        """The organisation that they stand in; None without one."""
        return ShownPlace(self.organisation) if self.organisation else None


def ordered(entries: Iterable[Entry], sort: str, structure: Structure, language: str) -> list[Entry]:
    """Put roles in order: by departments in the town's own order, or from A to Z by the language's rules."""
    if sort == BY_NAME:
        return sorted(entries, key=lambda entry: (sort_text(entry.called, language), entry.name, entry.pk))
    organisations = {pk: number for number, pk in enumerate(structure.organisations)}

    def place(entry: Entry) -> tuple[int, int, int, str, int]:
        organisation, department = entry.organisation_id, -1
        if entry.department_id in structure.departments:
            department = structure.places[entry.department_id]
            organisation = structure.departments[entry.department_id].organisation_id
        # Those that stand in no organisation come last.
        first = organisations.get(organisation, len(organisations)) if organisation else len(organisations)
        return first, department, entry.sort_order, sort_text(entry.name, language), entry.pk

    return sorted(entries, key=place)


def grouped(
    entries: Sequence[Entry], contacts: Iterable[ShownContact], sort: str, structure: Structure, language: str
) -> list[Group]:
    """Return the contacts of one page of the list under their headings; ``entries`` are in its order."""
    by_id = {contact.pk: contact for contact in contacts}
    groups: list[Group] = []
    if sort == BY_NAME:
        for letter, of_letter in groupby(entries, lambda entry: letter_of(entry.called, language)):
            groups.append(Group(_found(of_letter, by_id), letter=letter))
        return groups
    for (organisation, path), of_group in groupby(entries, lambda entry: _standing(entry, structure)):
        is_first = not groups or groups[-1].organisation != organisation
        groups.append(Group(_found(of_group, by_id), organisation, path, is_first_of_organisation=is_first))
    return groups


def letter_of(text: str, language: str) -> str:
    """Return the letter of the alphabet under which a text stands: "Ch" for Chalupa, "C" for Ćirić; "#" for others."""
    small = text.strip().lower()
    letters = collation.alphabet(language)
    if small.startswith("ch"):
        return "Ch"
    for first in (small[:1], unicodedata.normalize("NFD", small)[:1]):
        if first and first in letters:
            return first.upper()
    return "#"


def letters_of(entries: Sequence[Entry], language: str, size: int) -> list[tuple[str, int]]:
    """Return the letters under which something stands, each with the number of the page on which it begins."""
    found: dict[str, int] = {}
    for place, entry in enumerate(entries):
        found.setdefault(letter_of(entry.called, language), place // size + 1)
    return list(found.items())


def _standing(entry: Entry, structure: Structure) -> tuple[Organisation | None, tuple[Department, ...]]:
    path = structure.path(entry.department_id)
    return structure.organisation(path[-1].organisation_id if path else entry.organisation_id), path


def _found(entries: Iterable[Entry], by_id: dict[int, ShownContact]) -> tuple[ShownContact, ...]:
    return tuple(by_id[entry.pk] for entry in entries if entry.pk in by_id)
