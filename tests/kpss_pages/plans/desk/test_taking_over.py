"""An action plan takes over published measures of its plan, each once, with the goals above them."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.operations import translate_object

from kpss_pages.plans.content import Goal, Origin, PlanContent
from kpss_pages.plans.desk.taking_over import source_of
from kpss_pages.plans.models import PlanIndexPage, PlanPage
from sites.models import Role, TownSettings
from tests.builders import home_of, make_plan, make_town, make_user, section_of, signed_in
from tests.kpss_pages.plans.contents import make_content
from tests.kpss_pages.plans.desk.screens import HOST, at_plan, draft_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov", other_languages=("sk",))


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


@pytest.fixture
def base(town: TownSettings) -> PlanPage:
    return make_plan(town, "Base", content=make_content(4))


def make_action_plan(town: TownSettings, base: PlanPage, **changes: Any) -> PlanPage:
    return make_plan(town, **({"title": "Action plan", "kind": "action_plan", "based_on": base} | changes))


def take(client: Client, plan: PlanPage, *measures: int | str) -> Any:
    return client.post(at_plan("take_over", plan), {"measure": [str(measure) for measure in measures]})


def test_measures_come_with_their_goals_and_remember_where_they_come_from(
    town: TownSettings, base: PlanPage, coordinator: Client
) -> None:
    plan = make_action_plan(town, base)
    assert take(coordinator, plan, 3, 5).status_code == 302
    content = draft_content(plan)
    assert [(goal.number, goal.name) for goal in content.goals] == [("1", "Péče o seniory"), ("1.1", "Dostupná péče")]
    assert [measure.origin for measure in content.measures] == [
        Origin(str(base.translation_key), 3),
        Origin(str(base.translation_key), 5),
    ]
    own = [measure.id for measure in content.measures]
    assert not set(own) & {3, 5}
    copy = replace(content.measures[0], id=3, goal=2, origin=None)
    assert copy == base.content.measures[0]  # with the ids of its indicators, under which values are reported
    assert content.currency == "CZK"


def test_taken_again_changes_nothing_and_taken_later_joins_the_goals(
    town: TownSettings, base: PlanPage, coordinator: Client
) -> None:
    plan = make_action_plan(town, base)
    take(coordinator, plan, 3)
    once = draft_content(plan)
    take(coordinator, plan, 3, "x", 77)
    assert draft_content(plan) == once
    offered = coordinator.get(at_plan("take_over", plan)).context["offered"]
    assert {row.measure.id: row.is_taken for row in offered} == {3: True, 5: False, 4: False, 6: False}
    take(coordinator, plan, 3, 4, 5)
    content = draft_content(plan)
    assert [goal.number for goal in content.goals] == ["1", "1.1", "2", "2.1"]
    assert len({goal.id for goal in content.goals} | {measure.id for measure in content.measures}) == 7
    assert content.measures[0] == once.measures[0]


def test_numbers_that_are_taken_give_way(town: TownSettings, base: PlanPage, coordinator: Client) -> None:
    own = make_content(1, goals=(Goal(1, None, "1", "Own goal"), Goal(2, 1, "1.1", "Own")), next_id=400)
    plan = make_action_plan(town, base, content=own)
    take(coordinator, plan, 3, 5)
    content = draft_content(plan)
    assert [goal.number for goal in content.goals] == ["1", "1.1", "2", "2.1"]
    assert [measure.number for measure in content.measures] == ["1.1.3", "2.1.1", "1.1.5"]


def test_measure_taken_over_twice_points_to_where_it_was_first(
    town: TownSettings, base: PlanPage, coordinator: Client
) -> None:
    first = make_action_plan(town, base)
    take(coordinator, first, 3)
    coordinator.post(at_plan("publish", first))
    second = make_action_plan(town, PlanPage.objects.get(pk=first.pk), title="Second")
    take(coordinator, second, draft_content(first).measures[0].id)
    assert [measure.origin for measure in draft_content(second).measures] == [Origin(str(base.translation_key), 3)]


def test_only_published_measures_of_the_same_town_are_offered(
    town: TownSettings, base: PlanPage, coordinator: Client
) -> None:
    coordinator.post(at_plan("measure_delete", base, 4))
    plan = make_action_plan(town, base)
    assert len(coordinator.get(at_plan("take_over", plan)).context["offered"]) == 4
    for refused in (
        make_plan(town, "Plan", kind="plan", based_on=base),
        make_plan(town, "Without", kind="action_plan"),
        make_plan(town, "Draft's", kind="action_plan", based_on=make_plan(town, "Draft", live=False)),
    ):
        assert coordinator.get(at_plan("take_over", refused)).status_code == 302
        take(coordinator, refused, 3)
        assert draft_content(refused) == PlanContent()
    assert source_of(plan) == base
    plan.based_on = make_plan(make_town("prerov"), "Foreign", content=make_content(4))
    assert source_of(plan) is None


def test_plan_in_the_language_of_the_action_plan_is_preferred(town: TownSettings, base: PlanPage) -> None:
    section_of(town, PlanIndexPage, "sk")
    plan = make_plan(town, "Akčný plán", "sk", kind="action_plan", based_on=base)
    assert source_of(plan) == base
    translate_object(base, [home_of(town, "sk").locale])
    copy = PlanPage.objects.get(translation_key=base.translation_key, locale__language_code="sk")
    copy.get_latest_revision_as_object().save_revision().publish()
    assert source_of(plan) == copy
    assert source_of(make_action_plan(town, copy)) == base


def test_people_of_another_town_take_nothing_over(town: TownSettings, base: PlanPage) -> None:
    plan = make_action_plan(town, base)
    client = signed_in(make_user(make_town("prerov"), Role.MANAGER), HOST)
    assert client.get(at_plan("take_over", plan)).status_code == 404
    assert take(client, plan, 3).status_code == 404
    assert draft_content(plan) == PlanContent()
