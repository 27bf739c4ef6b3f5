"""The coordinator and the main office on every page of a town."""

from typing import Any

import pytest
from django.test import Client

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models import ContactRole, ContactSettings
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import At, make_department, make_office, make_person, make_role

pytestmark = pytest.mark.django_db

NOWHERE = "/neni-tu/"


def choose(town: TownSettings, **changes: Any) -> ContactSettings:
    """Have a town choose its main contacts."""
    return ContactSettings.objects.update_or_create(site=town.site, defaults=changes)[0]


def text(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("path", ["/", NOWHERE, "/hledani/?q=nenajde"])
def test_pages_name_the_coordinator_of_their_own_town(
    at: At, prerov: TownSettings, bbsk: TownSettings, path: str
) -> None:
    choose(prerov, coordinator=make_role(prerov, holder=make_person(prerov, "Vzorná", "+420581268111")))
    choose(bbsk, coordinator=make_role(bbsk, "Koordinátorka kraja", phones=Phones((Phone("+421484325111"),))))

    shown = text(at("prerov.example"), path)

    assert "Koordinátorka plánování" in shown
    assert "Jana Vzorná" in shown
    assert '<a href="tel:+420581268111">581 268 111</a>' in shown
    assert "kraja" not in shown
    if path != "/hledani/?q=nenajde":
        other = text(at("bbsk.example"), path)
        assert "Koordinátorka kraja" in other
        assert "Vzorná" not in other


def test_town_that_has_chosen_nobody_shows_no_heading_without_a_contact(at: At, prerov: TownSettings) -> None:
    make_role(prerov)
    for path in ("/", NOWHERE):
        assert 'id="coordinator-heading"' not in text(at("prerov.example"), path)


def test_suspended_town_says_whom_to_ask(at: At, prerov: TownSettings) -> None:
    choose(prerov, coordinator=make_role(prerov, emails=Emails((Email("kpss@prerov.example"),))))
    prerov.is_suspended = True
    prerov.save()
    assert "kpss@prerov.example" in text(at("prerov.example"))


def test_main_contacts_cost_a_page_no_query(prerov: TownSettings, django_assert_num_queries: Any) -> None:
    choose(prerov, coordinator=make_role(prerov), office=make_office(prerov))
    main_contacts(prerov.site_id)
    with django_assert_num_queries(0):
        found = main_contacts(prerov.site_id)
        assert found.coordinator is not None
        assert found.coordinator.vacancy
        assert str(found.office) == "Radnice"


def test_town_without_contacts_is_not_asked_for_them_on_every_page(
    prerov: TownSettings, django_assert_num_queries: Any
) -> None:
    main_contacts(prerov.site_id)
    with django_assert_num_queries(0):
        assert main_contacts(prerov.site_id).coordinator is None


def test_whoever_holds_the_role_is_named_at_once(prerov: TownSettings) -> None:
    holder, department = make_person(prerov, "Vzorná"), make_department(prerov)
    role = make_role(prerov, holder=holder, department=department)
    settings = choose(prerov, coordinator=role)

    def shown() -> tuple[str, str, str]:
        contact = main_contacts(prerov.site_id).coordinator
        return (contact.holder, contact.department, contact.organisation) if contact else ("", "", "")

    assert shown() == ("Jana Vzorná", "Odbor sociálních věcí", "Městský úřad")
    holder.family_name = "Ukázková"
    holder.save()
    assert shown()[0] == "Jana Ukázková"
    role.holder = successor = make_person(prerov, "Příkladná")
    role.save()
    assert shown()[0] == "Jana Příkladná"
    department.name = "Odbor zdraví"
    department.save()
    assert shown()[1] == "Odbor zdraví"
    department.organisation.name = "Magistrát"
    department.organisation.save()
    assert shown()[2] == "Magistrát"
    successor.delete()
    assert shown()[0] == ""
    ContactRole.objects.get(pk=role.pk).delete()
    assert main_contacts(prerov.site_id).coordinator is None
    settings.refresh_from_db()
    assert settings.coordinator is None
