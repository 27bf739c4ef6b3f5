"""What is missing in a town's contacts, found in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from kpss_pages.contacts.models import ContactRole, ContactSettings, Department, Office, Person
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.shown import ShownContact, shown_roles
from kpss_pages.contacts.structure import Structure


@dataclass(frozen=True)
class Finding:
    """A contact that lacks something; ``sentence`` says more than the heading where there is more to say."""

    name: str
    url: str
    sentence: str = ""


@dataclass(frozen=True)
class Section:
    """Contacts that lack the same; ``is_hint`` when nothing is wrong, only worth knowing."""

    heading: str
    advice: str
    findings: tuple[Finding, ...]
    is_hint: bool = False


def sections_of(site_id: int) -> list[Section]:
    """Return what is to be repaired among a town's contacts, the worst first; empty sections are left out."""
    structure = Structure.of([site_id])
    contacts = shown_roles(ContactRole.objects.filter(site=site_id), structure)
    sections = (
        *_without_coordinator(site_id),
        *_of_roles(contacts),
        _unlisted(contacts, site_id),
        _idle_people(site_id),
        _silent_offices(structure.offices.values()),
        _homeless_departments(structure),
        _borrowed(contacts),
    )
    return [section for section in sections if section.findings]


def _of_roles(contacts: Iterable[ShownContact]) -> Iterator[Section]:
    listed = list(contacts)
    yield Section(
        _("Roles that nobody holds"),
        _("Choose a holder, or take the role out of the directory."),
        tuple(_role(contact, contact.vacancy) for contact in listed if contact.is_vacant),
    )
    yield Section(
        _("Roles without any way to get in touch"),
        _("Neither the role nor its holder, department or office has a telephone or an e-mail. Fill in one of them."),
        tuple(_role(contact) for contact in listed if not contact.is_reachable),
    )
    yield Section(
        _("Roles without a telephone"),
        _(
            "Neither the role nor its holder, department or office has one. People who do not write e-mails are left out."
        ),
        tuple(_role(contact) for contact in listed if contact.is_reachable and not contact.phones),
    )


def _borrowed(contacts: Iterable[ShownContact]) -> Section:
    borrowing = ((contact, contact.phones[0].whose) for contact in contacts if contact.phones and not contact.is_vacant)
    return Section(
        _("Roles shown with the telephone of somebody else"),
        _("They have no telephone of their own and their holder has none. If that is meant so, leave it."),
        tuple(
            _role(contact, _("Shown is the telephone of: %(name)s") % {"name": whose})
            for contact, whose in borrowing
            if whose
        ),
        is_hint=True,
    )


def _unlisted(contacts: Iterable[ShownContact], site_id: int) -> Section:
    hidden = {contact.pk: contact for contact in contacts if not contact.row.is_listed}
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(ContactRole),
        base_content_type=ReferenceIndex._get_base_content_type(Page),
        to_object_id__in=[str(pk) for pk in hidden],
    )
    used = {int(pk) for pk in references.order_by().values_list("to_object_id", flat=True).distinct()}
    return Section(
        _("Roles that pages show and the directory does not"),
        _("People who read of the role on a page do not find it among the contacts. Put it into the directory."),
        tuple(_role(contact) for pk, contact in hidden.items() if pk in used),
    )


def _without_coordinator(site_id: int) -> Iterator[Section]:
    if not ContactSettings.objects.filter(site=site_id, coordinator__isnull=False).exists():
        url = reverse("wagtailsettings:edit", args=["kpss_contacts", "contactsettings", site_id])
        yield Section(
            _("No coordinator is chosen"),
            _("Pages name nobody whom people could ask. A coordinator or a manager chooses the role in the settings."),
            (Finding(_("Main contacts"), url),),
        )


def _idle_people(site_id: int) -> Section:
    idle = Person.objects.filter(~Q(roles__isnull=False), ~Q(deputised__isnull=False), site=site_id)
    return Section(
        _("People without a role"),
        _("They are shown nowhere. Give them a role, or delete those who have left."),
        tuple(_row(person) for person in idle.only(*_NAMES)),
    )


_NAMES = ("title_before", "given_name", "family_name", "title_after", "site_id")


def _silent_offices(offices: Iterable[Office]) -> Section:
    return Section(
        _("Offices without hours"),
        _("People do not learn when they can come. Fill in the hours."),
        tuple(_row(office) for office in offices if not office.hours),
    )


def _homeless_departments(structure: Structure) -> Section:
    departments: Iterable[Department] = structure.departments.values()
    return Section(
        _("Departments without an office"),
        _("People do not learn where to come. Choose the office of the department or of the one that it is a part of."),
        tuple(_row(department) for department in departments if structure.office_of(department.pk) is None),
    )


def _role(contact: ShownContact, sentence: str = "") -> Finding:
    return Finding(str(contact.row), _form_of(contact.row), sentence)


def _row(row: ContactRow) -> Finding:
    return Finding(str(row), _form_of(row))


def _form_of(row: Any) -> str:
    return reverse(type(row).snippet_viewset.get_url_name("edit"), args=[quote(row.pk)])
