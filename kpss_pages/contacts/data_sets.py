"""The data sets of a town's contacts: whom to turn to, and when its offices are open.

They hold what the contacts page shows to everybody, and nothing while the town has no public one.

Their norms, kontakty and časová specifikace of 2020-07-01 (https://ofn.gov.cz), have texts in Czech or English: a town whose
contacts are written in Slovak has them in the vocabulary of schema.org only.
"""

from collections.abc import Iterator

import phonenumbers
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberType

from kpss_pages.contacts.addresses import contacts_page
from kpss_pages.contacts.linked_data import (
    contact_as_schema_org,
    office_as_schema_org,
    organisation_as_schema_org,
    today_of,
)
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.shown import ShownContact, ShownPhone, shown_roles
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.data_sets import DataSet
from kpss_pages.core.hours.linked_data import time_specifications
from kpss_pages.core.linked_data import CZECH, Thing, address, known, place, text, thing
from sites.models import TownSettings


def contacts_as_norm(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the town's listed roles as ``Kontakt``; nothing for a town that does not write in Czech."""
    page = contacts_page(town, CZECH)
    if page is None or town.default_language != CZECH:
        return
    for contact in _listed(town, Structure.of([town.site_id])):
        url = f"{page.full_url}{contact.address_below}"
        telephone, mobile = _numbers(contact)
        yield thing(
            "Kontakt",
            iri=url,
            název=text(contact.holder or contact.name, CZECH),
            druh=text(contact.name, CZECH),
            telefon=f"tel:{telephone}" if telephone else None,
            mobil=f"tel:{mobile}" if mobile else None,
            email=next((f"mailto:{email.address}" for email in contact.emails), None),
            url=url,
            umístění=_place(contact),
        )


def contacts_as_schema_org(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the town's office, then its listed roles as points of contact."""
    page = contacts_page(town, town.default_language)
    if page is None:
        return
    structure = Structure.of([town.site_id])
    yield organisation_as_schema_org(town, page, structure)
    for contact in _listed(town, structure):
        yield contact_as_schema_org(contact, town, page)


def office_hours_as_norm(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the hours of the town's offices, for each office and its days of the same hours one ``Časová specifikace``."""
    page = contacts_page(town, CZECH)
    if page is None or town.default_language != CZECH:
        return
    for office in Structure.of([town.site_id]).offices.values():
        values = time_specifications(office.hours, town.country, today_of(town), CZECH) if office.hours else []
        for number, value in enumerate(values, start=1):
            iri = f"{page.full_url}offices/#office-{office.pk}-{number}"
            yield {**value, **known({"iri": iri, "název": text(office.name, CZECH)})}


def office_hours_as_schema_org(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the town's offices with their hours."""
    page = contacts_page(town, town.default_language)
    if page is None:
        return
    for office in Structure.of([town.site_id]).offices.values():
        yield office_as_schema_org(office, town, page)


CONTACTS = DataSet(
    key="contacts",
    title=_("Contacts"),
    description=_(
        "Whom to turn to: the roles of the office and of those it works with, with their telephones and e-mails."
    ),
    things=contacts_as_norm,
    schema_org=contacts_as_schema_org,
    norm="https://ofn.gov.cz/kontakty/2020-07-01/",
    context="https://ofn.gov.cz/kontakty/2020-07-01/kontexty/kontakt.jsonld",
    schema="https://ofn.gov.cz/kontakty/2020-07-01/schémata/kontakty.json",
    keywords=(_("contacts"), _("telephone directory")),
    themes=("GOVE", "SOCI"),
    has_personal_data=True,
    is_of_rows=True,
)
OFFICE_HOURS = DataSet(
    key="office-hours",
    title=_("Office hours"),
    description=_("When the town's offices are open, with their exceptions of the next year."),
    things=office_hours_as_norm,
    schema_org=office_hours_as_schema_org,
    norm="https://ofn.gov.cz/časová-specifikace/2020-07-01/",
    context="https://ofn.gov.cz/časová-specifikace/2020-07-01/kontexty/časová-specifikace.jsonld",
    schema="https://ofn.gov.cz/časová-specifikace/2020-07-01/schémata/seznam-časových-specifikací.json",
    keywords=(_("office hours"),),
    themes=("GOVE",),
    is_of_rows=True,
)


def _listed(town: TownSettings, structure: Structure) -> list[ShownContact]:
    return shown_roles(ContactRole.objects.in_town(town.site_id).listed(), structure)


def _numbers(contact: ShownContact) -> tuple[str, str]:
    """Return the first number of a fixed line and the first mobile one, "" for none."""
    mobiles = {phone.number for phone in contact.phones if _is_mobile(phone)}
    fixed = next((phone.number for phone in contact.phones if phone.number not in mobiles), "")
    return fixed, next((phone.number for phone in contact.phones if phone.number in mobiles), "")


def _is_mobile(phone: ShownPhone) -> bool:
    try:
        return phonenumbers.number_type(phonenumbers.parse(phone.number)) == PhoneNumberType.MOBILE
    except NumberParseException:
        return False


def _place(contact: ShownContact) -> Thing | None:
    """Return where the role is found; the address is in words, for its parts would be codes of registers."""
    written = ", ".join(contact.address.lines)
    name = contact.office.name if contact.office else contact.organisation if written else ""
    of_address = address(written, CZECH, postal_code=contact.address.postal_code)
    return place(name, CZECH, of_address=of_address, room=contact.room)
