"""What of the kept pages ends when a contact changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpss_pages.contacts.models import ContactSettings
from kpss_pages.contacts.models.rows import ContactRow
from sites.models import TownSettings
from tests.builders import home_of, make_department, make_page, make_person, make_role

pytestmark = pytest.mark.django_db

IsKept = Callable[[TownSettings, str], bool]


@pytest.fixture
def is_kept(settings: LazySettings) -> IsKept:
    """Return a function that says whether an address is answered from what is kept; afterwards it is."""
    settings.PAGE_CACHE = True
    TownSettings.objects.update(counts_visits=False)

    def asked(town: TownSettings, path: str) -> bool:
        with CaptureQueriesContext(connection) as queries:
            assert Client(headers={"host": town.site.hostname}).get(path).status_code == 200
        return not queries

    return asked


def naming(town: TownSettings, role: Any) -> str:
    """Make a page with a contact block that names a role; return its path."""
    block = ("contact", {"heading": "", "contact": role})
    return str(make_page(home_of(town), "Na koho se obrátit", body=[block]).get_url_parts()[2])


def test_every_page_of_the_town_follows_its_coordinator(
    is_kept: IsKept, prerov: TownSettings, bbsk: TownSettings
) -> None:
    for town in (prerov, bbsk):
        ContactSettings.objects.create(site=town.site, coordinator=make_role(town, holder=make_person(town)))
        is_kept(town, "/")
        is_kept(town, "/hledani/" if town == prerov else "/")
    role = ContactSettings.objects.get(site=prerov.site).coordinator
    assert role is not None
    assert role.holder is not None
    assert is_kept(prerov, "/hledani/")

    main: tuple[ContactRow, ...] = (role, role.holder)
    for row in main:
        row.save()
        assert not is_kept(prerov, "/hledani/")
        assert is_kept(bbsk, "/")


def test_page_that_names_a_role_follows_its_holder_and_department(is_kept: IsKept, prerov: TownSettings) -> None:
    holder, department = make_person(prerov), make_department(prerov)
    role = make_role(prerov, holder=holder, department=department)
    path = naming(prerov, role)
    is_kept(prerov, path)
    assert is_kept(prerov, path)

    rows: tuple[ContactRow, ...] = (role, holder, department, department.organisation)
    for row in rows:
        row.save()
        assert not is_kept(prerov, path), row


def test_new_contacts_and_those_that_nothing_shows_end_nothing(is_kept: IsKept, prerov: TownSettings) -> None:
    ContactSettings.objects.create(site=prerov.site, coordinator=make_role(prerov))
    is_kept(prerov, "/")
    assert is_kept(prerov, "/")

    stranger = make_person(prerov, "Příkladná")
    make_department(prerov)
    other = make_role(prerov, "Sociální pracovnice", holder=stranger)
    stranger.save()
    other.save()
    assert is_kept(prerov, "/")
