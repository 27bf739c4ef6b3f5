"""Organisations, offices, departments, people and roles; the index page that shows them; a town's own choices."""

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.models.settings import ContactSettings

__all__ = [
    "ContactIndexPage",
    "ContactRole",
    "ContactSettings",
    "Department",
    "Office",
    "Organisation",
    "Person",
]
