"""Enters whom a new town's pages name as whom to ask among its contacts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kpss_pages.contacts.models import ContactRole, ContactSettings, Organisation
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from kpss_pages.core.ways.numbers import parse
from sites.models import TownSettings
from sites.provisioning import NewCoordinator

FIELDS = {"name": "coordinator_role"}
"""What the fields of a role are called where a town is added."""


def enter_coordinator(town: TownSettings, coordinator: NewCoordinator) -> None:
    """Make the role with its organisation and have every page name it.

    Raises ValidationError for what cannot be kept, by the fields of the form in which a town is added.
    """
    organisation = _organisation(town, coordinator.organisation or town.operator or town.site.site_name)
    role = ContactRole(
        site=town.site,
        organisation=organisation,
        name=coordinator.role or _("Coordinator of planning"),
        note=coordinator.office,
        phones=_phones(coordinator.phone, town.country),
        emails=_emails(coordinator.email),
    )
    try:
        role.full_clean()
    except ValidationError as error:
        raise _renamed(error) from error
    role.save()
    ContactSettings.objects.create(site=town.site, coordinator=role)


def _organisation(town: TownSettings, name: str) -> Organisation:
    organisation = Organisation(
        site=town.site,
        name=name,
        street=town.street,
        postal_code=town.postal_code,
        municipality=town.municipality,
    )
    organisation.full_clean()
    organisation.save()
    return organisation


def _phones(text: str, country: str) -> Phones:
    if not text.strip():
        return Phones()
    try:
        return Phones((Phone(parse(text, country)),))
    except ValidationError as error:
        raise ValidationError({"coordinator_phone": error}) from error


def _emails(address: str) -> Emails:
    if not address.strip():
        return Emails()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"coordinator_email": error}) from error
    return Emails((Email(address),))


def _renamed(error: ValidationError) -> ValidationError:
    found: dict[str, Any] = {FIELDS.get(name, name): errors for name, errors in error.error_dict.items()}
    return ValidationError(found)
