"""Clerks keep their own town's contacts: lists, forms, where something is used, deletion, history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kpss_pages.contacts.models import ContactRole, ContactSettings, Department, Office, Person
from kpss_pages.core.ways import Phone, Phones
from sites.models import Role, TownSettings
from tests.builders import (
    make_department,
    make_event,
    make_office,
    make_organisation,
    make_page,
    make_person,
    make_role,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def address(model: Any, name: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def listed(client: Client, model: Any, **query: str) -> list[str]:
    response = client.get(address(model, "list"), query)
    assert response.status_code == 200
    return [str(row) for row in response.context["object_list"]]


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send of a form, with changes."""
    form = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if hasattr(widget, "subwidgets") and value is not None and isinstance(value, list):
            data[bound.html_name] = value
        elif value is not None and value is not False:
            data[bound.html_name] = widget.format_value(value) if hasattr(widget, "format_value") else value
    return {name: value for name, value in (data | changes).items() if value is not None}


def test_lists_have_the_own_town_only_in_czech_order(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    for name in ("Zeman", "Čermák", "Chalupa", "Cihla", "Hora"):
        make_person(prerov, name)
    make_person(bbsk, "Cudzia")
    assert listed(clerk, Person) == ["Jana Cihla", "Jana Čermák", "Jana Hora", "Jana Chalupa", "Jana Zeman"]


@pytest.mark.parametrize("words", ["vzorna", "VZORNÁ soc", "582 329", "+420582329", "vedouci"])
def test_roles_are_found_by_words_of_what_they_stand_in_and_by_number(
    clerk: Client, prerov: TownSettings, words: str
) -> None:
    department = make_department(prerov, "Odbor sociálních věcí")
    holder = make_person(prerov, "Vzorná", "+420582329303")
    make_role(prerov, "Vedoucí", holder=holder, department=department)
    make_role(prerov, "Řidič")
    assert listed(clerk, ContactRole, q=words) == ["Vedoucí (Jana Vzorná)"]


@pytest.mark.parametrize("junk", ["\x00x", "%%%", "'" * 400, "123456789" * 9])
def test_junk_finds_nothing_and_breaks_nothing(clerk: Client, prerov: TownSettings, junk: str) -> None:
    make_role(prerov)
    found = listed(clerk, ContactRole, q=junk)
    assert found == [] or "\x00" in junk  # Django's field refuses that one as a search
    clerk.get(address(ContactRole, "list"), {"department": junk, "p": junk, "ordering": junk})


def test_vacant_roles_can_be_filtered(clerk: Client, prerov: TownSettings) -> None:
    make_role(prerov, "Vedoucí", holder=make_person(prerov))
    make_role(prerov, "Řidič")
    assert listed(clerk, ContactRole, vacant="true") == ["Řidič"]


def test_list_says_holder_telephone_and_in_how_many_places_a_role_is_used(clerk: Client, prerov: TownSettings) -> None:
    line = Phones((Phone("+420582329303"),))
    role = make_role(prerov, holder=make_person(prerov), department=make_department(prerov, "Odbor", phones=line))
    make_event(prerov, contact=role)
    text = shown(clerk.get(address(ContactRole, "list")))
    assert "Jana Vzorná" in text
    assert "582 329 303 (Odbor)" in text
    assert clerk.get(address(ContactRole, "list")).context["view"].uses == {role.pk: 1}


def test_list_costs_the_same_for_any_number_of_roles(clerk: Client, prerov: TownSettings) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            clerk.get(address(ContactRole, "list"))
        return len(queries)

    department = make_department(prerov, office=make_office(prerov))
    make_role(prerov, "Role 0", holder=make_person(prerov), department=department)
    cost()
    few = cost()
    for number in range(1, 20):
        make_role(prerov, f"Role {number}", holder=make_person(prerov, f"V{number}"), department=department)
    assert cost() <= few


def test_role_is_saved_with_lines_of_telephones(clerk: Client, prerov: TownSettings) -> None:
    url = address(ContactRole, "add")
    data = filled(clerk, url, name="Vedoucí", phones="582 329 303 – kancelář", emails="a@b.example")
    clerk.post(url, data)
    role = ContactRole.objects.get(site=prerov.site)
    assert role.phones == Phones((Phone("+420582329303", "kancelář"),))
    assert role.latest_revision is not None


def test_languages_are_ticked(clerk: Client, prerov: TownSettings) -> None:
    person = make_person(prerov, languages=["cs"])
    url = address(Person, "edit", person.pk)
    assert 'type="checkbox" name="languages" value="cs" ' in shown(clerk.get(url))
    clerk.post(url, filled(clerk, url, languages=["cs", "cse"]))
    person.refresh_from_db()
    assert person.languages == ["cs", "cse"]
    wrong = clerk.post(url, filled(clerk, url, languages=["xx"]))
    assert wrong.context["form"].errors["languages"]


def test_department_is_no_part_of_itself(clerk: Client, prerov: TownSettings) -> None:
    outer = make_department(prerov, "Odbor")
    inner = make_department(prerov, "Oddělení", parent=outer)
    url = address(Department, "edit", outer.pk)
    for parent in (outer, inner):
        response = clerk.post(url, filled(clerk, url, parent=parent.pk))
        assert response.context["form"].errors["parent"]
    outer.refresh_from_db()
    assert outer.parent is None


def test_department_and_role_refuse_another_organisation(clerk: Client, prerov: TownSettings) -> None:
    department, other = make_department(prerov, "Odbor"), make_organisation(prerov, "Jiná")
    url = address(ContactRole, "add")
    wrong = clerk.post(url, filled(clerk, url, name="A", department=department.pk, organisation=other.pk))
    assert wrong.context["form"].errors["organisation"]
    right = filled(clerk, url, name="A", department=department.pk, organisation=department.organisation_id)
    clerk.post(url, right)
    assert ContactRole.objects.get(site=prerov.site).organisation is None  # its department says it
    url = address(Department, "add")
    wrong = clerk.post(url, filled(clerk, url, name="B", parent=department.pk, organisation=other.pk))
    assert wrong.context["form"].errors["parent"]


def test_half_a_place_on_the_map_is_refused(clerk: Client, prerov: TownSettings) -> None:
    url = address(Office, "add")
    wrong = clerk.post(url, filled(clerk, url, name="Radnice", latitude="49.45", longitude=""))
    assert wrong.context["form"].errors["longitude"]


@pytest.mark.parametrize("field", ["holder", "deputy", "department", "office", "organisation"])
def test_nothing_of_another_town_is_taken(clerk: Client, prerov: TownSettings, bbsk: TownSettings, field: str) -> None:
    makers: dict[str, Callable[[TownSettings], Any]] = {
        "holder": make_person,
        "deputy": make_person,
        "department": make_department,
        "office": make_office,
        "organisation": make_organisation,
    }
    url = address(ContactRole, "add")
    response = clerk.post(url, filled(clerk, url, name="A", **{field: makers[field](bbsk).pk}))
    assert response.context["form"].errors[field]
    assert not ContactRole.objects.filter(site=prerov.site).exists()


def test_usage_names_pages_events_settings_and_counts_them(clerk: Client, prerov: TownSettings) -> None:
    role = make_role(prerov)
    make_event(prerov, "Setkání", contact=role)
    make_page(prerov.site.root_page, "Kdo plánuje", body=[("contact", {"contact": role, "heading": ""})])
    ContactSettings.objects.update_or_create(site=prerov.site, defaults={"coordinator": role})
    text = shown(clerk.get(address(ContactRole, "usage", role.pk)))
    assert "Setkání" in text
    assert "Kdo plánuje" in text
    response = clerk.get(address(ContactRole, "delete", role.pk))
    text = shown(response)
    assert response.context["view"].usage.count() == 3
    assert "Hlavní kontakty" in response.context["named"]
    assert "Setkání" in text
    clerk.post(address(ContactRole, "delete", role.pk))
    assert not ContactRole.objects.filter(pk=role.pk).exists()
    assert ContactSettings.objects.get(site=prerov.site).coordinator is None


def test_usage_of_an_office_and_of_a_person(clerk: Client, prerov: TownSettings) -> None:
    office, person = make_office(prerov), make_person(prerov)
    make_role(prerov, "Vedoucí", office=office, holder=person)
    for row in (office, person):
        assert "Vedoucí" in shown(clerk.get(address(type(row), "usage", row.pk)))


def test_history_compares_and_goes_back(clerk: Client, prerov: TownSettings) -> None:
    role = make_role(prerov, "Vedoucí")
    url = address(ContactRole, "edit", role.pk)
    for room in ("č. 1", "č. 2"):
        clerk.post(url, filled(clerk, url, room=room, phones="582 329 303"))
    first, second = role.revisions.order_by("pk")
    assert clerk.get(address(ContactRole, "history", role.pk)).status_code == 200
    compared = shown(clerk.get(address(ContactRole, "revisions_compare", role.pk, first.pk, second.pk)))
    assert "č. " in compared
    revert = address(ContactRole, "revisions_revert", role.pk, first.pk)
    clerk.post(url, filled(clerk, revert) | {"revision": first.pk})
    role.refresh_from_db()
    assert role.room == "č. 1"
    assert role.phones == Phones((Phone("+420582329303"),))


def test_chooser_is_searched_and_has_the_own_town_only(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_person(prerov, "Vzorná")
    make_person(prerov, "Tichá")
    make_person(bbsk, "Vzorná", given_name="Cudzia")
    chooser = Person.snippet_viewset.chooser_viewset
    text = shown(clerk.get(reverse(chooser.get_url_name("choose_results")), {"q": "vzorna"}))
    assert "Jana Vzorná" in text
    assert "Tichá" not in text
    assert "Cudzia" not in text


def test_chooser_says_whose_a_contact_is_to_those_who_work_for_several_towns(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_person(bbsk, "Vzorná")
    both = make_user(prerov, Role.EDITOR, username="both")
    chooser = Person.snippet_viewset.chooser_viewset
    url = reverse(chooser.get_url_name("choose_results"))
    client = signed_in(both, "prerov.example")
    assert "BBSK" not in shown(client.get(url))
    both.groups.add(*make_user(bbsk, Role.EDITOR, username="other").groups.all())
    assert "BBSK" in shown(client.get(url))
