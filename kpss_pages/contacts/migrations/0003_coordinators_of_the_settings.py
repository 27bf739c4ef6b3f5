"""The coordinators whom the towns' settings name become roles among the contacts, which pages can point to."""

from typing import Any

import phonenumbers
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from kpss_pages.core.ways.values import Email, Emails, Phone, Phones
from sites.text import without_diacritics

ROLES = {"cs": "Koordinátor plánování", "sk": "Koordinátor plánovania"}
"""What the role is called where the settings do not say."""
LONGEST_NAME = 200
LONGEST_NOTE = 500
UNNAMED = Q(coordinator_role="", coordinator_office="", coordinator_phone="", coordinator_email="")


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    chosen = apps.get_model("kpss_contacts", "ContactSettings").objects
    towns = apps.get_model("kpss_sites", "TownSettings").objects.select_related("site__root_page__locale")
    for town in towns.exclude(UNNAMED).exclude(site__in=chosen.values("site")).iterator():
        chosen.create(site_id=town.site_id, coordinator_id=_make_role(apps, town).pk)


def _make_role(apps: Apps, town: Any) -> Any:
    phones = _phones(town.coordinator_phone, town.country)
    # A number that nobody can dial is shown as it was written.
    notes = (town.coordinator_office, "" if phones else town.coordinator_phone)
    name = town.coordinator_role or ROLES[town.site.root_page.locale.language_code]
    return apps.get_model("kpss_contacts", "ContactRole").objects.create(
        site_id=town.site_id,
        name=name,
        organisation=_organisation(apps, town),
        phones=phones,
        emails=Emails((Email(town.coordinator_email),) if town.coordinator_email else ()),
        note="\n".join(filter(None, notes))[:LONGEST_NOTE],
        search_words=_words(name),
        search_digits=f" {' '.join(phone.number.removeprefix('+') for phone in phones)} ",
    )


def _organisation(apps: Apps, town: Any) -> Any:
    name = (town.operator or town.site.site_name or town.site.hostname)[:LONGEST_NAME]
    place = {field: getattr(town, field) for field in ("street", "postal_code", "municipality")}
    organisations = apps.get_model("kpss_contacts", "Organisation").objects
    return organisations.get_or_create(
        site_id=town.site_id, name=name, defaults={**place, "search_words": _words(name), "search_digits": "  "}
    )[0]


def _words(text: str) -> str:
    return f" {' '.join(without_diacritics(text).lower().split())} "


def _phones(text: str, country: str) -> Phones:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return Phones()
    if not phonenumbers.is_valid_number(number) or any(character.isalpha() for character in text):
        return Phones()
    return Phones((Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)),))


def write_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put into the settings what has a place there: of several numbers the first. The contacts stay what they are."""
    towns = apps.get_model("kpss_sites", "TownSettings").objects
    chosen = apps.get_model("kpss_contacts", "ContactSettings").objects.exclude(coordinator=None)
    for role in (row.coordinator for row in chosen.select_related("coordinator")):
        towns.filter(site_id=role.site_id).update(
            coordinator_role=role.name[:120],
            coordinator_office=" ".join(role.note.split())[:250],
            coordinator_phone=next((_written(phone.number) for phone in role.phones), ""),
            coordinator_email=next((email.address for email in role.emails), ""),
        )


def _written(number: str) -> str:
    if not number.startswith("+"):
        return number
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


class Migration(migrations.Migration):
    dependencies = [
        ("kpss_contacts", "0002_grant_contacts"),
        ("kpss_sites", "0010_documents_addressed"),
    ]

    operations = [migrations.RunPython(make_roles, write_texts)]
