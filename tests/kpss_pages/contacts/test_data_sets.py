"""Contacts and office hours for machines: valid by the norms, and nothing of another town."""

import json
from datetime import time

import lxml.html
import pytest
from django.test import RequestFactory

from kpss_pages.contacts.data_sets import CONTACTS, OFFICE_HOURS
from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.hours import Day, Interval, OfficeHours
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import (
    At,
    make_department,
    make_office,
    make_organisation,
    make_person,
    make_role,
    section_of,
)
from tests.open_norms import assert_valid, assert_valid_at

pytestmark = pytest.mark.django_db

MORNINGS = OfficeHours(week=(*(Day((Interval(time(8), time(12)),)) for _ in range(5)), Day(), Day()))


def make_contacts(town: TownSettings) -> None:
    section_of(town, ContactIndexPage)
    organisation = make_organisation(
        town, "Úřad", company_id="00301825", street="Bratrská 34", phones=Phones((Phone("+420581268111"),))
    )
    office = make_office(
        town,
        "Radnice",
        street="Bratrská 34",
        postal_code="750 02",
        municipality="Přerov",
        hours=MORNINGS,
        area="Přerov",
    )
    department = make_department(
        town, "Odbor", organisation=organisation, office=office, emails=Emails((Email("odbor@prerov.example"),))
    )
    make_role(
        town,
        "Koordinátorka",
        holder=make_person(town, "Vzorná", "+420777000111", "+420582329303", languages=["cs", "cse"]),
        department=department,
        room="dveře 214",
    )
    make_role(town, "Skrytá", is_listed=False)


def test_contacts_are_valid_by_the_norm(prerov: TownSettings) -> None:
    make_contacts(prerov)

    things = list(CONTACTS.things(prerov, RequestFactory().get("/")))

    assert_valid_at(things, CONTACTS.schema)
    assert [thing["druh"] for thing in things] == [{"cs": "Koordinátorka"}]
    assert things[0]["telefon"] == "tel:+420582329303"
    assert things[0]["mobil"] == "tel:+420777000111"
    assert things[0]["email"] == "mailto:odbor@prerov.example"
    assert things[0]["iri"].startswith("http://prerov.example/kontakty/role/")


def test_office_hours_are_valid_by_the_norm(prerov: TownSettings) -> None:
    make_contacts(prerov)
    make_office(prerov, "Without hours")

    things = list(OFFICE_HOURS.things(prerov, RequestFactory().get("/")))

    # The address of the schema is written with decomposed letters within it.
    assert_valid(things, "časová-specifikace", "seznam-časových-specifikací")
    assert {thing["název"]["cs"] for thing in things} == {"Radnice"}
    assert len({thing["iri"] for thing in things}) == len(things)


def test_slovak_contacts_are_in_schema_org_only(bbsk: TownSettings) -> None:
    make_contacts(bbsk)
    request = RequestFactory().get("/")

    assert list(CONTACTS.things(bbsk, request)) == []
    assert list(OFFICE_HOURS.things(bbsk, request)) == []
    assert [thing["@type"] for thing in CONTACTS.schema_org(bbsk, request)] == [
        "GovernmentOrganization",
        "ContactPoint",
    ]
    assert [thing["openingHoursSpecification"][0]["opens"] for thing in OFFICE_HOURS.schema_org(bbsk, request)] == [
        "08:00"
    ]


def test_data_sets_hold_nothing_of_another_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_contacts(prerov)
    request = RequestFactory().get("/")

    for data_set in (CONTACTS, OFFICE_HOURS):
        assert "Bratrská" not in json.dumps(
            [*data_set.things(bbsk, request), *data_set.schema_org(bbsk, request)], ensure_ascii=False
        )


def test_data_sets_are_empty_while_no_contacts_page_is_public(prerov: TownSettings) -> None:
    make_contacts(prerov)
    section_of(prerov, ContactIndexPage).unpublish()
    request = RequestFactory().get("/")

    for data_set in (CONTACTS, OFFICE_HOURS):
        assert [*data_set.things(prerov, request), *data_set.schema_org(prerov, request)] == []


def test_contacts_page_tells_search_engines_of_the_office(at: At, prerov: TownSettings) -> None:
    make_contacts(prerov)
    path = section_of(prerov, ContactIndexPage).get_url_parts()[2]

    page = lxml.html.fromstring(at("prerov.example").get(path).content)
    things = [json.loads(block.text) for block in page.xpath('//script[@type="application/ld+json"]')]
    office = next(thing for thing in things if thing["@type"] == "GovernmentOrganization")

    assert office["@context"] == "https://schema.org"
    assert office["name"] == "Úřad"
    assert office["identifier"]["value"] == "00301825"
    assert office["address"]["streetAddress"] == "Bratrská 34"
    assert office["openingHoursSpecification"][0]["opens"] == "08:00"
    assert {point["contactType"] for point in office["contactPoint"]} == {"Odbor"}
