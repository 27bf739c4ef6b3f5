"""The directory as CSV, as Excel and LibreOffice open it: UTF-8 with a byte order mark, semicolons.

A text that would be taken for a formula is preceded by an apostrophe; telephone numbers stand in their groups.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from kpss_pages.contacts.shown import ShownContact, ShownPhone
from kpss_pages.core.ways import numbers
from sites.spreadsheets import csv_of_rows


def csv_of(contacts: Iterable[ShownContact], contacts_url: str, country: str) -> bytes:
    """Return a table with a row for each contact in their order; addresses of their pages begin with ``contacts_url``.

    Numbers of ``country`` have no country code, so that no program takes them for a sum.
    """
    columns = dict(_columns(contacts_url, country))
    rows = ([" ".join(value(contact).split()) for value in columns.values()] for contact in contacts)
    return csv_of_rows([columns, *rows])


def _columns(contacts_url: str, country: str) -> Iterator[tuple[str, Callable[[ShownContact], str]]]:
    yield _("Organisation"), lambda contact: contact.organisation
    yield _("Department"), lambda contact: " / ".join(contact.departments)
    yield _("Role"), lambda contact: contact.name
    yield _("Name"), lambda contact: contact.holder
    yield _("Deputy"), lambda contact: contact.deputy
    yield _("Telephone"), lambda contact: ", ".join(_phone(phone, country) for phone in contact.phones)
    yield _("E-mail"), lambda contact: ", ".join(email.address for email in contact.emails)
    yield _("Address"), lambda contact: ", ".join(contact.address.lines)
    yield _("Office"), lambda contact: contact.office.name if contact.office else ""
    yield _("Room"), lambda contact: contact.room
    yield _("For people in a wheelchair"), lambda contact: contact.office.access if contact.office else ""
    yield _("Languages"), lambda contact: ", ".join(contact.languages)
    yield _("Note"), lambda contact: contact.note
    yield _("Page"), lambda contact: f"{contacts_url}{contact.address_below}"


def _phone(phone: ShownPhone, country: str) -> str:
    number = numbers.shown(phone.number, country)
    return f"{number} ({phone.purpose})" if phone.purpose else number
