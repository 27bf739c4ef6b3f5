"""A town's contacts in memory, in which an import looks for what it needs and makes what is missing; nothing is saved here."""

import copy
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kpss_pages.contacts.importing.matching import Name, name_of
from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.tables.columns import folded

ORDER: tuple[type[ContactRow], ...] = (Organisation, Office, Department, Person, ContactRole)
"""Kinds of rows so that each follows what it points to."""


@dataclass
class Written:
    """What is new and what is changed, in which fields; ``before`` has rows as they were, by ``id`` of the row in memory."""

    new: dict[type[ContactRow], list[Any]] = field(default_factory=lambda: {model: [] for model in ORDER})
    changed: dict[type[ContactRow], list[Any]] = field(default_factory=lambda: {model: [] for model in ORDER})
    before: dict[int, Any] = field(default_factory=dict)
    fields: dict[type[ContactRow], set[str]] = field(default_factory=lambda: {model: set() for model in ORDER})

    def add(self, row: ContactRow) -> None:
        self.new[type(row)].append(row)

    def change(self, row: ContactRow, name: str, value: Any) -> None:
        """Change a field, and remember the row as it was unless it is new."""
        if row.pk is not None:
            self.fields[type(row)].add(name)
            if id(row) not in self.before:
                self.before[id(row)] = copy.copy(row)
                self.changed[type(row)].append(row)
        setattr(row, name, value)


class Frame:
    """The organisations, offices, departments, people and roles of a town, in five queries."""

    def __init__(self, site_id: int) -> None:
        self.site_id = site_id
        self.written = Written()
        organisations = {row.pk: row for row in Organisation.objects.filter(site=site_id)}
        offices = {row.pk: row for row in Office.objects.filter(site=site_id)}
        departments = {row.pk: row for row in Department.objects.filter(site=site_id)}
        people = {row.pk: row for row in Person.objects.filter(site=site_id)}
        roles = list(ContactRole.objects.filter(site=site_id))
        # One object for each row, so that a change is seen from everywhere.
        for row in (*offices.values(), *departments.values(), *roles):
            _point(row, "organisation", organisations)
        for row in (*departments.values(), *roles):
            _point(row, "office", offices)
        for row in departments.values():
            _point(row, "parent", departments)
        for row in roles:
            _point(row, "department", departments)
            _point(row, "holder", people)
        self.organisations = _by_name(organisations.values())
        self.offices = _by_name(offices.values())
        self.departments: dict[tuple[int, str], Department] = {}
        for department in departments.values():
            self.departments.setdefault((id(department.organisation), folded(department.name)), department)
        self.people: dict[Name, list[Person]] = defaultdict(list)
        for person in people.values():
            self.people[name_of(person)].append(person)
        self.roles = roles

    def organisation(self, name: str) -> Organisation:
        """Return the organisation of a name, a new one when there is none."""
        return self._found_or_made(self.organisations, Organisation, name)

    def office(self, name: str) -> Office:
        """Return the office of a name, a new one when there is none."""
        return self._found_or_made(self.offices, Office, name)

    def departments_called(self, name: str) -> list[Department]:
        """Return the departments of a name in all organisations."""
        wanted = folded(name)
        return [row for (_organisation, key), row in self.departments.items() if key == wanted]

    def department(self, organisation: Organisation, name: str) -> Department:
        """Return an organisation's department of a name, a new one when there is none."""
        key = (id(organisation), folded(name))
        if key not in self.departments:
            made = Department(site_id=self.site_id, organisation=organisation, name=name)
            self.departments[key] = made
            self.written.add(made)
        return self.departments[key]

    def person(self, line_name: tuple[str, str]) -> Person:
        """Return a new person of a given and a family name."""
        made = Person(site_id=self.site_id, given_name=line_name[0], family_name=line_name[1])
        self.people[name_of(made)].append(made)
        self.written.add(made)
        return made

    def role(self, name: str, organisation: Organisation | None, department: Department | None) -> ContactRole:
        """Return a new role; its organisation is that of its department where it has one."""
        own = None if department is not None else organisation
        made = ContactRole(site_id=self.site_id, name=name, organisation=own, department=department)
        self.written.add(made)
        return made

    def _found_or_made(self, rows: dict[str, Any], model: Any, name: str) -> Any:
        if folded(name) not in rows:
            rows[folded(name)] = model(site_id=self.site_id, name=name)
            self.written.add(rows[folded(name)])
        return rows[folded(name)]


def office_of(department: Department | None) -> Office | None:
    """Return where a department is: its own office, or that of the department it is a part of."""
    seen: list[Department] = []
    while department is not None and department not in seen:
        if department.office is not None:
            return department.office
        seen.append(department)
        department = department.parent
    return None


def _point(row: Any, name: str, rows: dict[int, Any]) -> None:
    key = getattr(row, f"{name}_id")
    if key in rows:
        setattr(row, name, rows[key])


def _by_name(rows: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(folded(row.name), row)
    return found
