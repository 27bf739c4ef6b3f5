"""The frame in which roles stand: a town's organisations, departments and offices, loaded at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.rows import ContactRow

Row = TypeVar("Row", bound=ContactRow)


@dataclass(frozen=True)
class Structure:
    """Organisations, departments and offices by their ids, in their order; nothing of other towns is among them."""

    organisations: dict[int, Organisation] = field(default_factory=dict)
    offices: dict[int, Office] = field(default_factory=dict)
    departments: dict[int, Department] = field(default_factory=dict)

    @classmethod
    def of(cls, site_ids: Iterable[int]) -> "Structure":
        """Load the frame of towns, usually of one, in three queries."""
        ids = set(site_ids)
        return cls(_by_id(Organisation, ids), _by_id(Office, ids, "mapped_place"), _by_id(Department, ids))

    def path(self, department_id: int | None) -> tuple[Department, ...]:
        """Return a department with those that it is a part of, itself last; a circle of parts is cut."""
        found: list[Department] = []
        department = self._department(department_id)
        while department is not None and department not in found:
            found.insert(0, department)
            department = self._department(department.parent_id)
        return tuple(found)

    def organisation(self, organisation_id: int | None) -> Organisation | None:
        return self.organisations.get(organisation_id) if organisation_id else None

    def office(self, office_id: int | None) -> Office | None:
        return self.offices.get(office_id) if office_id else None

    def office_of(self, department_id: int | None) -> Office | None:
        """Return where a department is: its own office, or that of the department it is a part of."""
        own = (self.office(department.office_id) for department in reversed(self.path(department_id)))
        return next(filter(None, own), None)

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each department in a reading by organisations, what is part of a department following it."""
        order = {pk: place for place, pk in enumerate(self.organisations)}
        own = {pk: place for place, pk in enumerate(self.departments)}

        def place(pk: int) -> tuple[int, list[int]]:
            path = self.path(pk)
            return order.get(path[-1].organisation_id, len(order)), [own[department.pk] for department in path]

        return {pk: number for number, pk in enumerate(sorted(self.departments, key=place))}

    def _department(self, department_id: int | None) -> Department | None:
        return self.departments.get(department_id) if department_id else None


def _by_id(model: type[Row], site_ids: set[int], *with_them: str) -> dict[int, Row]:
    rows = model._default_manager.filter(site_id__in=site_ids)
    if with_them:
        rows = rows.select_related(*with_them)
    return {row.pk: row for row in rows}
