"""Measures and plans name roles of their own town, and everything shows whoever holds them now."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ReferenceIndex

from kpss_pages.contacts.models import ContactRole, Person
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.evaluation import years_of
from kpss_pages.plans.models import PlanPage
from kpss_pages.plans.printing.composing import paper_of
from kpss_pages.plans.roles import role_names, role_of, words_of
from sites.models import TownSettings
from sites.tenancy.references import foreign_references
from tests.builders import At, make_department, make_person, make_plan, make_role
from tests.kpss_pages.plans.contents import make_content, make_measure

pytestmark = pytest.mark.django_db


def content_with(role: ContactRole | None, **changes: Any) -> PlanContent:
    measure = make_measure(3, responsible_role=role.pk if role else None, **changes)
    return make_content(measures=(measure, make_measure(4, number="9")))


def plan_with(town: TownSettings, role: ContactRole | None, **changes: Any) -> PlanPage:
    return make_plan(town, "Plán", state="in_force", content=content_with(role), **changes)


def page_of(at: At, plan: PlanPage, below: str = "") -> str:
    _site, root, path = plan.get_url_parts()
    response = at(root.removeprefix("http://")).get(f"{path}{below}")
    assert response.status_code == 200
    return str(response.content.decode("utf-8-sig")).replace("\xa0", " ")


def test_content_stored_before_there_were_roles_is_read_as_without_one() -> None:
    stored = make_content().to_json()
    assert all("responsible_role" not in measure for measure in stored["measures"])
    assert PlanContent.from_json(stored) == make_content()
    content = make_content(measures=(make_measure(3, responsible_role=12),))
    assert PlanContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_reference_index_knows_which_plans_name_a_role(prerov: TownSettings) -> None:
    role = make_role(prerov)
    plan = plan_with(prerov, role)
    found = ReferenceIndex.get_references_to(role)
    assert {reference.object_id for reference in found} == {str(plan.pk)}


def test_everything_follows_the_present_holder(at: At, prerov: TownSettings) -> None:
    former = make_person(prerov, "Vzorná")
    role = make_role(prerov, "Koordinátorka", holder=former, department=make_department(prerov, "Odbor sociální"))
    plan = plan_with(prerov, role, contact=role)

    def all_forms() -> list[str]:
        paper = str(paper_of(plan, years_of(plan, plan.content))).replace("\\xa0", " ")
        return [*(page_of(at, plan, name) for name in ("", "m3/", "measures.csv", "measures.json")), paper]

    for text in all_forms():
        assert "Koordinátorka" in text
        assert "Vzorná" in text
    role.holder = make_person(prerov, "Nová")
    role.save()
    for text in all_forms():
        assert "Nová" in text
        assert "Vzorná" not in text
    Person.objects.filter(pk=role.holder.pk).get().delete()
    for text in all_forms():
        assert "Koordinátorka" in text
        assert "Nová" not in text


def test_open_data_hold_the_role_with_its_whole_address(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov, "Koordinátorka")
    plan = plan_with(prerov, role)
    measures = json.loads(page_of(at, plan, "measures.json"))["measures"]

    assert measures[0]["responsible_role"] == {
        "id": role.pk,
        "name": "Koordinátorka",
        "holder": "",
        "department": "",
        "url": measures[0]["responsible_role"]["url"],
    }
    assert measures[0]["responsible_role"]["url"].startswith("http://prerov.example/")
    assert measures[1]["responsible_role"] is None
    rows = list(csv.DictReader(StringIO(page_of(at, plan, "measures.csv")), delimiter=";"))
    assert [any(value == "Koordinátorka" for value in row.values()) for row in rows] == [True, False]


def test_role_of_another_town_or_of_none_is_not_shown(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_role(bbsk, "Cudzia rola", holder=make_person(bbsk, "Cudzia"))
    with pytest.raises(ValidationError):
        plan_with(prerov, foreign, contact=foreign)
    plan = plan_with(prerov, None)
    # As it would be after a plan has been moved from another town.
    PlanPage.objects.filter(pk=plan.pk).update(contact=foreign, content=content_with(foreign))
    plan = PlanPage.objects.get(pk=plan.pk)

    assert {reference.pk for reference in foreign_references(plan, prerov.site_id)} == {str(foreign.pk)}
    for below in ("", "m3/", "measures.csv", "measures.json"):
        text = page_of(at, plan, below)
        assert "Cudzia" not in text
        assert "Whom to ask" not in text
    assert "Cudzia" not in str(paper_of(plan, years_of(plan, plan.content)))


def test_role_that_is_no_more_leaves_a_plan_without_one(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov, "Koordinátorka")
    plan = plan_with(prerov, role, contact=role)
    role.delete()
    plan.refresh_from_db()

    assert plan.contact is None
    for below in ("", "m3/", "measures.csv"):
        assert "Koordinátorka" not in page_of(at, plan, below)


def test_page_with_roles_costs_few_queries(at: At, prerov: TownSettings, django_assert_max_num_queries: Any) -> None:
    holder = make_person(prerov, "Vzorná")
    roles = [make_role(prerov, f"Role {number}", holder=holder) for number in range(5)]
    measures = tuple(
        make_measure(3 + number, number=f"{number}", responsible_role=role.pk) for number, role in enumerate(roles)
    )
    plan = make_plan(prerov, "Plán", content=make_content(measures=measures), contact=roles[0])
    page_of(at, plan)
    with django_assert_max_num_queries(15):
        page_of(at, plan)


def test_words_of_a_role_name_it_again_whatever_it_is_called_meanwhile(prerov: TownSettings) -> None:
    first = make_role(prerov, "Koordinátorka", department=make_department(prerov, "Odbor sociální"))
    second = make_role(prerov, "Koordinátorka", department=make_department(prerov, "Odbor školství"))
    names = role_names(prerov.site_id)

    for role in (first, second):
        words = words_of(role.pk, names)
        assert "Odbor" in words
        assert role_of(words, names) == role.pk
        assert role_of(words, {role.pk: "Jinak"}) == role.pk
    assert role_of("koordinátorka – odbor  ŠKOLSTVÍ", names) == second.pk
    assert role_of("Koordinátorka", names) is None
    assert role_of("Nikdo (99999)", names) is None
    assert role_of("(77)", names, known=77) == 77
    assert words_of(None, names) == ""


def test_names_of_roles_are_of_one_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    own, _foreign = make_role(prerov, "Vlastní"), make_role(bbsk, "Cizí")
    assert role_names(prerov.site_id) == {own.pk: "Vlastní"}
    assert role_names(None) == {}
