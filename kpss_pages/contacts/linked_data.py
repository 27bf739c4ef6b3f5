"""Contacts and offices in the vocabulary of schema.org, on the contacts page and in the data sets."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from kpss_pages.contacts.choices import SpokenLanguage
from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.shown import ShownAddress, ShownContact
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.linked_data import opening_hours_specification
from kpss_pages.core.linked_data import Thing, government_organization, known, schema_org
from sites.models import TownSettings

MOST_POINTS = 50
"""Departments and offices that the contacts page names as points of contact; the data sets have all."""


def organisation_as_schema_org(town: TownSettings, page: ContactIndexPage, structure: Structure) -> Thing:
    """Return the town with what its contacts know of it: the first of its organisations counts as its own office."""
    own = next(iter(structure.organisations.values()), None)
    points: Iterable[Department | Office] = (*structure.departments.values(), *structure.offices.values())
    further = {
        "name": own.name if own else "",
        "telephone": next((phone.number for phone in own.phones), "") if own else "",
        "email": next((email.address for email in own.emails), "") if own else "",
        "identifier": company_number(own.company_id) if own else None,
        "address": postal_address(_address_of(own), town.country) if own else None,
        "areaServed": [schema_org("AdministrativeArea", name=row.name) for row in town.territories.all()],
        "contactPoint": [_contact_point(row) for row in points if row.phones or row.emails][:MOST_POINTS],
        "openingHoursSpecification": _main_hours(structure, town),
        "location": [office_as_schema_org(office, town, page) for office in structure.offices.values()],
    }
    return government_organization(town, page.language) | known(further)


def office_as_schema_org(office: Office, town: TownSettings, page: ContactIndexPage) -> Thing:
    """Return an office as a place with its hours; one that nobody has filled in hours for says none."""
    address = f"{page.full_url}offices/#office-{office.pk}"
    geo = None
    if office.latitude is not None and office.longitude is not None:
        geo = schema_org("GeoCoordinates", latitude=float(office.latitude), longitude=float(office.longitude))
    return schema_org(
        "GovernmentOffice",
        **{"@id": address},
        name=office.name,
        url=address,
        address=postal_address(_address_of(office), town.country),
        telephone=next((phone.number for phone in office.phones), ""),
        email=next((email.address for email in office.emails), ""),
        geo=geo,
        areaServed=[schema_org("AdministrativeArea", name=name) for name in office.municipalities],
        openingHoursSpecification=_hours(office.hours, town),
    )


def contact_as_schema_org(contact: ShownContact, town: TownSettings, page: ContactIndexPage) -> Thing:
    """Return a role as a point of contact; its page is its identifier."""
    url = f"{page.full_url}{contact.address_below}"
    return schema_org(
        "ContactPoint",
        **{"@id": url},
        url=url,
        contactType=contact.name,
        name=contact.holder or contact.name,
        telephone=[phone.number for phone in contact.phones],
        email=[email.address for email in contact.emails],
        availableLanguage=_languages(contact),
        hoursAvailable=_hours(contact.hours, town),
    )


def postal_address(address: ShownAddress, country: str) -> Thing | None:
    """Return an address, None when nothing of it is known."""
    if not address:
        return None
    return schema_org(
        "PostalAddress",
        streetAddress=address.street,
        postalCode=address.postal_code,
        addressLocality=address.municipality,
        addressCountry=country,
    )


def company_number(number: str) -> Thing | None:
    """Return IČO as an identifier that says what it is."""
    return schema_org("PropertyValue", propertyID="IČO", value=number) if number else None


def _contact_point(row: Department | Office) -> Thing:
    return schema_org(
        "ContactPoint",
        contactType=row.name,
        telephone=[phone.number for phone in row.phones],
        email=[email.address for email in row.emails],
    )


def _main_hours(structure: Structure, town: TownSettings) -> list[Thing]:
    """Return the hours of the only office; of several, each has its own under its place."""
    offices = list(structure.offices.values())
    return _hours(offices[0].hours, town) if len(offices) == 1 else []


def _hours(hours: OfficeHours, town: TownSettings) -> list[Thing]:
    return opening_hours_specification(hours, today_of(town)) if hours else []


def today_of(town: TownSettings) -> date:
    """Return today in a town's time."""
    return timezone.localdate(timezone=town.zone)


def _languages(contact: ShownContact) -> list[str]:
    codes = contact.row.holder.languages if contact.row.holder else []
    return [code for code in codes if code in SpokenLanguage.values]


def _address_of(row: Office | Organisation) -> ShownAddress:
    return ShownAddress(row.street, row.postal_code, row.municipality)
