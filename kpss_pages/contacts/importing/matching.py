"""Which role each line of a table means."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.tables.columns import folded
from kpss_pages.core.tables.reading import Line

Name = tuple[str, str]
"""A person's given and family name, folded; ("", "") for nobody."""

Item = TypeVar("Item")


@dataclass
class Entry:
    """A line with where its role stands; ``role`` is None for one that is to be made."""

    line: Line
    organisation: Organisation | None = None
    department: Department | None = None
    role: ContactRole | None = None
    trouble: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> Name:
        return folded(self.line.text("given_name")), folded(self.line.text("family_name"))

    @property
    def key(self) -> tuple[int | None, int | None, str]:
        """The place, as the rows in memory, and the name of the role; some rows have no number yet."""
        place = self.department or self.organisation
        kind = None if place is None else int(place is self.department)
        return kind, id(place) if place is not None else None, folded(self.line.text("role"))


def name_of(person: Person | None) -> Name:
    return (folded(person.given_name), folded(person.family_name)) if person else ("", "")


def match(entries: Iterable[Entry], candidates: Iterable[ContactRole]) -> None:
    """Give the lines of one place and name their roles, or say why it is not known which one is meant.

    A line finds the role that its holder holds. One without a name means the vacant role, or the only one. A line with
    the name of somebody else fills a vacant role, or is a change of holder where there is one such role and one line;
    otherwise it is a further role. The same lines find the same roles again once they have been applied.
    """
    listed, roles = list(entries), list(candidates)
    free = list(roles)
    named = [entry for entry in listed if entry.name[1]]
    left = []
    for entry in _once(named):
        found = next((role for role in free if name_of(role.holder) == entry.name), None)
        if found is not None:
            _take(entry, found, free)
        else:
            left.append(entry)
    for entry in _once([entry for entry in listed if not entry.name[1]]):
        vacant = next((role for role in free if role.holder is None), None)
        if vacant is not None or len(free) == 1:
            _take(entry, vacant or free[0], free)
        elif free:
            entry.trouble = _("There are several such roles. Fill in the name of the holder to say which one is meant.")
    for entry in left:
        vacant = next((role for role in free if role.holder is None), None)
        if vacant is not None or (len(roles) == len(listed) == 1):
            _take(entry, vacant or free[0], free)


def _take(entry: Entry, role: ContactRole, free: list[ContactRole]) -> None:
    entry.role = role
    free.remove(role)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Return the first line of each name; those that repeat one are told so."""
    firsts: dict[Name, Entry] = {}
    for entry in entries:
        first = firsts.setdefault(entry.name, entry)
        if first is not entry:
            entry.trouble = _("Row %(line)d has the same role and the same holder already. Leave one of the two.") % {
                "line": first.line.number
            }
    return list(firsts.values())


def by_key(entries: Iterable[Entry]) -> dict[tuple[int | None, int | None, str], list[Entry]]:
    """Return the lines of each place and name, in their order."""
    groups = defaultdict(list)
    for entry in entries:
        groups[entry.key].append(entry)
    return groups
