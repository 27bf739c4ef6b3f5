from datetime import time
from typing import Any

import pytest
from django.utils import translation

from kpss_pages.contacts.choices import Access
from kpss_pages.contacts.models import ContactRole
from kpss_pages.contacts.shown import shown_role, shown_roles
from kpss_pages.core.hours import Interval, OfficeHours
from kpss_pages.core.hours.values import Day
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import make_department, make_office, make_organisation, make_person, make_role

pytestmark = pytest.mark.django_db

OWN, HOLDERS, LINE = "+420581000001", "+420581000002", "+420581000003"
HOURS = OfficeHours(week=(Day((Interval(time(8), time(12)),)), *(Day() for _ in range(6))))


def phones(*numbers: str) -> Phones:
    return Phones(tuple(Phone(number) for number in numbers))


def test_holder_has_titles_and_languages_in_words(prerov: TownSettings) -> None:
    holder = make_person(prerov, "Vzorná", title_before="Mgr.", title_after="DiS.", languages=["cs", "cse", "xx"])

    shown = shown_role(make_role(prerov, holder=holder))

    assert shown.holder == "Mgr. Jana Vzorná, DiS."
    with translation.override("en"):
        assert shown.languages == ["Czech", "Czech sign language"]


def test_phones_are_the_roles_own_else_the_holders_else_the_departments(prerov: TownSettings) -> None:
    holder = make_person(prerov, "Vzorná", HOLDERS)
    department = make_department(prerov, phones=phones(LINE))
    own = make_role(prerov, "Own", holder=holder, department=department, phones=phones(OWN))
    of_holder = make_role(prerov, "Holder's", holder=holder, department=department)
    silent = make_role(prerov, "Silent", holder=make_person(prerov, "Tichá"), department=department)

    assert [(phone.number, phone.whose) for phone in shown_role(own).phones] == [(OWN, "")]
    assert [(phone.number, phone.whose) for phone in shown_role(of_holder).phones] == [(HOLDERS, "")]
    assert [(phone.number, phone.whose) for phone in shown_role(silent).phones] == [(LINE, department.name)]


def test_parent_department_office_and_organisation_lend_what_is_missing(prerov: TownSettings) -> None:
    organisation = make_organisation(prerov, "Úřad", emails=Emails((Email("urad@prerov.example"),)))
    office = make_office(
        prerov, "Radnice", street="Bratrská 34", municipality="Přerov", hours=HOURS, access=Access.PARTLY
    )
    outer = make_department(prerov, "Odbor", organisation=organisation, office=office, phones=phones(LINE))
    inner = make_department(prerov, "Oddělení", organisation=organisation, parent=outer)

    shown = shown_role(make_role(prerov, department=inner))

    assert shown.departments == ("Odbor", "Oddělení")
    assert shown.organisation == "Úřad"
    assert [(phone.number, phone.whose) for phone in shown.phones] == [(LINE, "Odbor")]
    assert [(email.address, email.whose) for email in shown.emails] == [("urad@prerov.example", "Úřad")]
    assert shown.address.lines == ["Bratrská 34", "Přerov"]
    assert (shown.hours, shown.hours_of) == (HOURS, "Radnice")
    assert shown.office is not None
    with translation.override("en"):
        assert shown.office.access == "accessible with help"


def test_role_without_a_holder_sends_to_the_deputy_or_the_departments_line(prerov: TownSettings) -> None:
    department = make_department(prerov, "Odbor", phones=phones(LINE))
    with_deputy = shown_role(make_role(prerov, deputy=make_person(prerov, "Zkušená", HOLDERS), department=department))
    without = shown_role(make_role(prerov, "Other", department=department))
    alone = shown_role(make_role(prerov, "Alone"))

    assert "Jana Zkušená" in with_deputy.vacancy
    assert [(phone.number, phone.whose) for phone in with_deputy.phones] == [(HOLDERS, "Jana Zkušená")]
    assert "Odbor" in without.vacancy
    assert alone.vacancy
    assert not alone.is_reachable
    assert shown_role(make_role(prerov, "Held", holder=make_person(prerov))).vacancy == ""


def test_departments_in_a_circle_do_no_harm(prerov: TownSettings) -> None:
    first = make_department(prerov, "First")
    second = make_department(prerov, "Second", parent=first)
    first.parent = second
    first.save()

    assert set(shown_role(make_role(prerov, department=second)).departments) == {"First", "Second"}


def test_nothing_of_another_town_is_lent(prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_department(bbsk, "Odbor BBSK", phones=phones(LINE), office=make_office(bbsk, "Úrad", hours=HOURS))

    shown = shown_role(make_role(prerov, department=foreign))

    assert (shown.departments, shown.phones, shown.office, shown.hours) == ((), (), None, OfficeHours())


def test_queries_do_not_grow_with_the_roles(prerov: TownSettings, django_assert_num_queries: Any) -> None:
    department = make_department(prerov, office=make_office(prerov))
    for number in range(5):
        make_role(prerov, f"Role {number}", holder=make_person(prerov), department=department)

    with django_assert_num_queries(4):
        shown = shown_roles(ContactRole.objects.filter(site=prerov.site))
        assert [contact.holder for contact in shown] == ["Jana Vzorná"] * 5
