"""The contacts of the demo's towns; whom they name is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kpss_pages.contacts.models import ContactRole, ContactSettings, Department, Office, Organisation, Person
from kpss_pages.core.hours.form_fields import hours_from_lines
from kpss_pages.core.ways import Emails, Phones
from sites.models import TownSettings
from sites.provisioning import NewCoordinator

REFERENCES = ("organisation", "office", "parent", "department", "holder", "deputy")
NOT_FIELDS = ("key", "hours", "footnotes", *REFERENCES)


@dataclass
class Contacts:
    """A town's contacts by the keys of their file."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    roles: dict[str, ContactRole] = field(default_factory=dict)

    def named(self, name: str, key: str) -> Any:
        """Return what a row refers to under the name of a field."""
        kinds: Mapping[str, Mapping[str, Any]] = {
            "organisation": self.organisations,
            "office": self.offices,
            "parent": self.departments,
            "department": self.departments,
            "holder": self.people,
            "deputy": self.people,
        }
        return kinds[name][key]


def coordinator_of(written: Mapping[str, Any]) -> NewCoordinator:
    """Return what the town's first pages say of the coordinator, before the contacts are whole."""
    role = next(row for row in written["roles"] if row["key"] == written["coordinator"])
    department = written["departments"][role["department"]]
    organisation = written["organisations"][department["organisation"]]
    return NewCoordinator(
        role=role["name"],
        organisation=organisation["name"],
        office=", ".join((organisation["name"], department["name"])),
        email=role["emails"][0][0],
    )


def add_contacts(town: TownSettings, written: Mapping[str, Any]) -> Contacts:
    """Make a town's contacts and say which of them every page shows."""
    contacts = Contacts()
    for model, made, rows in (
        (Organisation, contacts.organisations, written["organisations"]),
        (Office, contacts.offices, written.get("offices", {})),
        (Department, contacts.departments, written.get("departments", {})),
        (Person, contacts.people, written.get("people", {})),
        (ContactRole, contacts.roles, {row["key"]: row for row in written["roles"]}),
    ):
        for order, (key, row) in enumerate(rows.items()):
            made[key] = _add(model, town, row, contacts, order)
    ContactSettings.objects.update_or_create(
        site=town.site,
        defaults={
            "coordinator": contacts.roles[written["coordinator"]],
            "office": contacts.offices[written["office"]],
        },
    )
    return contacts


def _add(model: type[Any], town: TownSettings, row: Mapping[str, Any], contacts: Contacts, order: int) -> Any:
    """Make one row of the contacts; one that the town has already under its name is completed."""
    values: dict[str, Any] = {name: value for name, value in row.items() if name not in NOT_FIELDS}
    values |= {name: contacts.named(name, row[name]) for name in REFERENCES if name in row}
    values["phones"] = Phones.from_json(row.get("phones"))
    values["emails"] = Emails.from_json(row.get("emails"))
    if "hours" in row:
        values["hours"] = hours_from_lines(row["hours"], row.get("footnotes", []))
    if "area" in row:
        values["area"] = row["area"].strip()
    if model is Person:
        return Person.objects.create(site=town.site, **values)
    own = {"organisation": values.pop("organisation")} if model is Department else {}
    if model is ContactRole:
        # What the town's first pages have said of the coordinator is now said by the department.
        values = {"note": "", "organisation": None, **values}
    name = values.pop("name")
    made, _ = model.objects.update_or_create(site=town.site, name=name, **own, defaults={**values, "sort_order": order})
    return made
