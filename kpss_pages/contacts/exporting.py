"""Contacts as a table for spreadsheet programs: the same columns as an import takes, so that what comes out goes in again.

UTF-8 with a byte order mark and semicolons, which Excel opens in Czech and Slovak without questions. A text that would
be taken for a formula is preceded by an apostrophe; numbers of other countries begin with 00 instead of a plus for that
reason. Telephones and e-mails are the role's own, else its holder's; the office is the role's own, else its department's.
"""

from collections.abc import Iterable
from functools import cache

from django.db.models import QuerySet

from kpss_pages.contacts.importing.columns import COLUMNS
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.structure import Structure
from kpss_pages.core.tables.columns import NO, YES
from kpss_pages.core.tables.ways_in_cells import emails_in_a_cell, phones_in_a_cell
from sites.choices import Country
from sites.spreadsheets import csv_of_rows
from sites.towns import town_of_site


def csv_of(roles: "QuerySet[ContactRole]", structure: Structure | None = None) -> bytes:
    """Return roles, in their order, as CSV; in four queries, in one with a ``structure`` at hand."""
    found = list(roles.select_related("holder"))
    frame = structure or Structure.of({role.site_id for role in found})
    return csv_of_rows([[str(column.header) for column in COLUMNS], *rows_of(found, frame)])


def rows_of(roles: Iterable[ContactRole], structure: Structure) -> Iterable[list[str]]:
    """Yield a row of texts for each role, in the order of ``COLUMNS``."""
    country = cache(country_of)
    for role in roles:
        path = structure.path(role.department_id)
        department = path[-1] if path else None
        organisation = structure.organisation(department.organisation_id if department else role.organisation_id)
        office = structure.office(role.office_id) or structure.office_of(role.department_id)
        holder = role.holder or Person()
        values = {
            "organisation": organisation.name if organisation else "",
            "department": department.name if department else "",
            "part_of": path[-2].name if len(path) > 1 else "",
            "role": role.name,
            "title_before": holder.title_before,
            "given_name": holder.given_name,
            "family_name": holder.family_name,
            "title_after": holder.title_after,
            "phones": phones_in_a_cell(role.phones or holder.phones, country(role.site_id)),
            "emails": emails_in_a_cell(role.emails or holder.emails),
            "room": role.room,
            "office": office.name if office else "",
            "note": role.note,
            "is_listed": str(YES if role.is_listed else NO),
        }
        yield [values[column.name] for column in COLUMNS]


def country_of(site_id: int) -> str:
    """Return whose numbers need no country code in a town."""
    town = town_of_site(site_id)
    return town.country if town is not None else Country.CZ
