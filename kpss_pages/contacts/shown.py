"""Roles as the public reads them: who holds one, how to get in touch, where and when.

What a role does not say itself is taken from where it stands: from its holder, its department (and those this one is a
part of), its office and its organisation, in this order; what is shown says whose it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.access import access_code, measured_place, measured_words
from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.hours import OfficeHours

SERVED_WITH = ("holder", "deputy")


@dataclass(frozen=True)
class ShownPhone:
    """A number (E.164) with what it is for; ``whose`` is the deputy, department or office, "" for
    the role's own and its holder's."""

    number: str
    purpose: str = ""
    whose: str = ""

    @property
    def label(self) -> str:
        """What stands beside the number: its purpose and whose it is."""
        return _label(self.purpose or _("Telephone"), self.whose)


@dataclass(frozen=True)
class ShownEmail:
    """An address with what it is for, and whose it is like that of a telephone."""

    address: str
    purpose: str = ""
    whose: str = ""

    @property
    def label(self) -> str:
        """What stands beside the address: its purpose and whose it is."""
        return _label(self.purpose or _("E-mail"), self.whose)


@dataclass(frozen=True)
class ShownPlace:
    """A place where people can come: a row with a name, an address and how to get in."""

    row: Any

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def address(self) -> "ShownAddress":
        return ShownAddress(self.row.street, self.row.postal_code, self.row.municipality)

    @property
    def measured(self) -> Place | None:
        """Where it is on the barrier-free map, None where nothing was measured."""
        return measured_place(self.row)

    @property
    def access_code(self) -> str:
        """How somebody in a wheelchair gets in, as it was measured, else as it is said; "" where nobody has looked."""
        return access_code(self.row)

    @property
    def access(self) -> str:
        """The same in words."""
        if self.measured:
            return measured_words(self.measured)
        return str(Access(self.row.access).label) if self.row.access in Access.values else ""

    @property
    def access_note(self) -> str:
        return str(self.row.access_note)


@dataclass(frozen=True)
class ShownOffice(ShownPlace):
    """An office."""

    row: Office


@dataclass(frozen=True)
class ShownAddress:
    """A postal address; false when nothing of it is known."""

    street: str = ""
    postal_code: str = ""
    municipality: str = ""

    def __bool__(self) -> bool:
        return bool(self.street or self.municipality)

    @property
    def lines(self) -> list[str]:
        """The street, then the postal code with the municipality."""
        return [line for line in (self.street, f"{self.postal_code} {self.municipality}".strip()) if line]


@dataclass(frozen=True)
class ShownContact:
    """A role with all that is known of getting in touch with whoever holds it.

    ``departments`` are the names of the path from the outermost one; ``hours_of`` is whose hours are shown, "" when they
    are the role's own. Names of people have their titles.
    """

    row: ContactRole
    organisation: str
    departments: tuple[str, ...]
    phones: tuple[ShownPhone, ...]
    emails: tuple[ShownEmail, ...]
    office: ShownOffice | None
    address: ShownAddress
    hours: OfficeHours
    hours_of: str

    @property
    def pk(self) -> int:
        return int(self.row.pk)

    @property
    def address_below(self) -> str:
        """The address of the role's page, below that of the contacts page."""
        return self.row.address_below

    @property
    def name(self) -> str:
        """The role's name."""
        return self.row.name

    @property
    def holder(self) -> str:
        return self.row.holder.name if self.row.holder else ""

    @property
    def deputy(self) -> str:
        return self.row.deputy.name if self.row.deputy else ""

    @property
    def department(self) -> str:
        """The department that the role stands in, "" without one."""
        return self.departments[-1] if self.departments else ""

    @property
    def place(self) -> str:
        """The department, else the organisation."""
        return self.department or self.organisation

    @property
    def room(self) -> str:
        return self.row.room

    @property
    def note(self) -> str:
        return self.row.note

    @property
    def languages(self) -> list[str]:
        """Languages in which the holder can be spoken to, sign languages among them."""
        codes = self.row.holder.languages if self.row.holder else []
        return [str(SpokenLanguage(code).label) for code in codes if code in SpokenLanguage.values]

    @property
    def is_vacant(self) -> bool:
        return self.row.holder is None

    @property
    def is_reachable(self) -> bool:
        """Whether there is any telephone or e-mail at all."""
        return bool(self.phones or self.emails)

    @property
    def vacancy(self) -> str:
        """What to do while nobody holds the role, in a sentence; "" when somebody does."""
        if not self.is_vacant:
            return ""
        if self.deputy:
            return _("Nobody holds this role at the moment; please turn to %(name)s, who stands in.") % {
                "name": self.deputy
            }
        ways: tuple[ShownPhone | ShownEmail, ...] = (*self.phones, *self.emails)
        whose = next((way.whose for way in ways if way.whose), "")
        if whose:
            return _("Nobody holds this role at the moment; please turn to: %(name)s.") % {"name": whose}
        return _("Nobody holds this role at the moment.")


def shown_role(role: ContactRole) -> ShownContact:
    """Return one role as the public reads it."""
    return _shown(role, Structure.of([role.site_id]))


def shown_roles(roles: "QuerySet[ContactRole]", structure: Structure | None = None) -> list[ShownContact]:
    """Return roles as the public reads them, in their order; in four queries, in one with a ``structure`` at hand."""
    found = list(roles.select_related(*SERVED_WITH))
    frame = structure or Structure.of({role.site_id for role in found})
    return [_shown(role, frame) for role in found]


def shown_phones(row: ContactRow, whose: str = "") -> tuple[ShownPhone, ...]:
    """Return a row's own telephones."""
    return tuple(ShownPhone(phone.number, phone.purpose, whose) for phone in row.phones)


def shown_emails(row: ContactRow, whose: str = "") -> tuple[ShownEmail, ...]:
    """Return a row's own e-mail addresses."""
    return tuple(ShownEmail(email.address, email.purpose, whose) for email in row.emails)


def _shown(role: ContactRole, structure: Structure) -> ShownContact:
    path = structure.path(role.department_id)
    organisation = structure.organisation(path[-1].organisation_id if path else role.organisation_id)
    office = structure.office(role.office_id) or structure.office_of(role.department_id)
    places = [*reversed(path), office, organisation]
    hours, hours_of = _hours(role, path, office)
    return ShownContact(
        row=role,
        organisation=organisation.name if organisation else "",
        departments=tuple(department.name for department in path),
        phones=tuple(phone for row, whose in _first_with("phones", role, places) for phone in shown_phones(row, whose)),
        emails=tuple(email for row, whose in _first_with("emails", role, places) for email in shown_emails(row, whose)),
        office=ShownOffice(office) if office else None,
        address=_address(office or organisation),
        hours=hours,
        hours_of=hours_of,
    )


def _first_with(name: str, role: ContactRole, places: Iterable[ContactRow | None]) -> Iterator[tuple[Any, str]]:
    """Yield the first row that has telephones or e-mails, with whose they are; nothing when none has any."""
    if getattr(role, name):
        yield role, ""
        return
    person: Person | None = role.holder or role.deputy
    for row in (person, *places):
        if row is not None and getattr(row, name):
            # What is the holder's goes without saying.
            yield row, "" if row is role.holder else str(row)
            return


def _hours(role: ContactRole, path: Iterable[Department], office: Office | None) -> tuple[OfficeHours, str]:
    if role.hours:
        return role.hours, ""
    for row in (*reversed(tuple(path)), office):
        if row is not None and row.hours:
            return row.hours, str(row)
    return OfficeHours(), ""


def _address(row: Office | Organisation | None) -> ShownAddress:
    return ShownAddress(row.street, row.postal_code, row.municipality) if row else ShownAddress()


def _label(purpose: str, whose: str) -> str:
    return f"{purpose} ({whose})" if whose else purpose
