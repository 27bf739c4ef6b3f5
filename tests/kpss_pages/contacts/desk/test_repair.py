"""What is missing in a town's contacts is listed with where it is mended, at the same cost for any number of them."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kpss_pages.contacts.desk.findings import Section, sections_of
from kpss_pages.contacts.models import ContactRole, ContactSettings
from kpss_pages.core.hours import Interval, OfficeHours
from kpss_pages.core.hours.values import Day
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import Role, TownSettings
from tests.builders import (
    make_department,
    make_event,
    make_office,
    make_person,
    make_role,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db

LINE = Phones((Phone("+420582329303"),))
HOURS = OfficeHours(week=(Day((Interval(time(8), time(12)),)), *(Day() for _ in range(6))))


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


def found(town: TownSettings) -> dict[str, list[str]]:
    return {section.heading: [finding.name for finding in section.findings] for section in sections_of(town.site_id)}


def section(town: TownSettings, heading: str) -> Section:
    return next(section for section in sections_of(town.site_id) if section.heading == heading)


def choose(town: TownSettings, role: ContactRole) -> None:
    ContactSettings.objects.update_or_create(site=town.site, defaults={"coordinator": role})


def test_whole_contacts_have_nothing_to_repair(prerov: TownSettings) -> None:
    department = make_department(prerov, office=make_office(prerov, hours=HOURS))
    choose(prerov, make_role(prerov, holder=make_person(prerov, "Vzorná", "+420582329303"), department=department))
    assert found(prerov) == {}


def test_everything_that_is_missing_is_found_in_the_own_town_only(prerov: TownSettings, bbsk: TownSettings) -> None:
    for town in (prerov, bbsk):
        ContactRole.objects.filter(site=town.site).delete()
        ContactSettings.objects.filter(site=town.site).delete()
    make_role(prerov, "Vacant", phones=LINE)
    make_role(prerov, "Silent", holder=make_person(prerov, "Tichá"))
    mail = Emails((Email("a@b.example"),))
    make_role(prerov, "Mail only", holder=make_person(prerov, "Psavá", emails=mail))
    make_event(
        prerov, contact=make_role(prerov, "Hidden", phones=LINE, is_listed=False, holder=make_person(prerov, "Skrytá"))
    )
    make_role(prerov, "Unused", phones=LINE, is_listed=False, holder=make_person(prerov, "Vedlejší"))
    make_person(prerov, "Volná")
    make_office(prerov, "Radnice")
    department = make_department(prerov, "Odbor", phones=LINE)
    make_role(prerov, "Borrowing", holder=make_person(prerov, "Půjčená"), department=department)
    assert found(prerov) == {
        "No coordinator is chosen": ["Main contacts"],
        "Roles that nobody holds": ["Vacant"],
        "Roles without any way to get in touch": ["Silent (Jana Tichá)"],
        "Roles without a telephone": ["Mail only (Jana Psavá)"],
        "Roles that pages show and the directory does not": ["Hidden (Jana Skrytá)"],
        "People without a role": ["Jana Volná"],
        "Offices without hours": ["Radnice"],
        "Departments without an office": ["Odbor"],
        "Roles shown with the telephone of somebody else": ["Borrowing (Jana Půjčená)"],
    }
    assert found(bbsk) == {"No coordinator is chosen": ["Main contacts"]}


def test_finding_says_what_the_public_is_shown_instead(prerov: TownSettings) -> None:
    make_role(prerov, "Vacant", deputy=make_person(prerov, "Zastupující", "+420582329303"))
    vacant = section(prerov, "Roles that nobody holds").findings[-1]
    assert "Jana Zastupující" in vacant.sentence
    make_role(prerov, "Borrowing", holder=make_person(prerov), department=make_department(prerov, "Odbor", phones=LINE))
    hint = section(prerov, "Roles shown with the telephone of somebody else")
    assert hint.is_hint
    assert hint.findings[-1].sentence == "Shown is the telephone of: Odbor"


def test_list_costs_the_same_for_any_number(prerov: TownSettings, django_assert_num_queries: Any) -> None:
    for count in (1, 10):
        for number in range(count):
            department = make_department(prerov, f"Odbor {count} {number}")
            make_role(prerov, f"Role {count} {number}", department=department, is_listed=False)
            make_person(prerov, f"V{count} {number}")
            make_office(prerov, f"Office {count} {number}")
        with django_assert_num_queries(7):
            sections_of(prerov.site_id)


def test_screen_leads_to_the_forms(prerov: TownSettings, bbsk: TownSettings) -> None:
    role, theirs = make_role(prerov, "Vacant"), make_role(bbsk, "Cudzia rola")
    clerk: Client = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    response = clerk.get(reverse("kpss_contacts_repair", args=[prerov.site_id]))
    url = reverse(ContactRole.snippet_viewset.get_url_name("edit"), args=[role.pk])
    assert f'href="{url}"' in response.content.decode()
    assert theirs.name not in response.content.decode()
    assert clerk.get(url).status_code == 200


def test_start_page_counts_what_is_to_repair_without_hints(prerov: TownSettings) -> None:
    clerk: Client = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    make_role(prerov, "Vacant", phones=LINE)
    count = sum(len(names) for names in found(prerov).values())
    url = reverse("kpss_contacts_repair", args=[prerov.site_id])

    def start_page() -> str:
        return " ".join(clerk.get(reverse("wagtailadmin_home")).content.decode().split())

    translation.activate("cs")
    assert f'<a href="{url}">{count} ' in start_page()
    make_role(prerov, "Vacant too", phones=LINE)
    assert f'<a href="{url}">{count + 1} ' in start_page()
