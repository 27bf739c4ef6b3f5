"""Which of the contacts' pages are kept, and what ends them."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.hours import Day, Interval, OfficeHours
from sites.models import TownSettings
from tests.builders import home_of, make_department, make_office, make_page, make_person, make_role, section_of

pytestmark = pytest.mark.django_db

IsKept = Callable[[TownSettings, str], bool]


@pytest.fixture
def is_kept(settings: LazySettings) -> IsKept:
    """Return a function that says whether an address below the contacts page is kept; afterwards it is."""
    settings.PAGE_CACHE = True
    TownSettings.objects.update(counts_visits=False)

    def asked(town: TownSettings, address: str) -> bool:
        path = section_of(town, ContactIndexPage).get_url_parts()[2]
        client = Client(headers={"host": town.site.hostname})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{path}{address}").status_code == 200
        return not queries

    return asked


def test_pages_follow_people_departments_and_offices_of_their_own_town(
    is_kept: IsKept, prerov: TownSettings, bbsk: TownSettings
) -> None:
    office = make_office(prerov)
    holder, department = make_person(prerov), make_department(prerov, office=office)
    role = make_role(prerov, holder=holder, department=department)
    own = ["", "offices/", "directory.csv", f"role/{role.pk}/"]
    for town, addresses in ((prerov, own), (bbsk, [""])):
        for address in addresses:
            is_kept(town, address)
            assert is_kept(town, address), address

    for row in (holder, department, office, role):
        row.save()
        assert [is_kept(prerov, address) for address in own] == [False] * len(own), row
    make_role(prerov, "New one")
    assert not is_kept(prerov, "")
    assert is_kept(bbsk, "")


def test_role_follows_the_pages_that_begin_to_refer_to_it(is_kept: IsKept, prerov: TownSettings) -> None:
    role = make_role(prerov)
    is_kept(prerov, f"role/{role.pk}/")

    make_page(home_of(prerov), body=[("contact", {"heading": "", "contact": role})])

    assert not is_kept(prerov, f"role/{role.pk}/")


def test_invented_questions_and_cards_are_not_kept(is_kept: IsKept, prerov: TownSettings) -> None:
    role = make_role(prerov)
    make_office(prerov, area="Přerov\nHranice")
    for address in (
        *("?page=7", "?sort=x", "offices/?municipality=nowhere", "?municipality=Přerov"),
        f"role/{role.pk}/contact.vcf",
    ):
        is_kept(prerov, address)
        assert not is_kept(prerov, address), address


def test_page_with_hours_is_kept_until_they_open_or_close(
    is_kept: IsKept, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_office(prerov, hours=OfficeHours(week=(Day((Interval(time(8), time(12)),)),) * 7))
    section_of(prerov, ContactIndexPage)
    began = datetime.fromisoformat("2026-12-01 11:50+01:00")
    past = began.timestamp()
    monkeypatch.setattr(timezone, "now", lambda: began)
    for name in ("sites.page_cache.entries.time", "sites.page_cache.middleware.time"):
        monkeypatch.setattr(name, lambda: past)
    is_kept(prerov, "offices/")
    assert is_kept(prerov, "offices/")

    past = (began + timedelta(minutes=11)).timestamp()

    assert not is_kept(prerov, "offices/")
