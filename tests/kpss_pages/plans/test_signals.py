"""Versions are kept of what is published; reports end with the last plan that shows them."""

from dataclasses import replace
from typing import Any

import pytest

from kpss_pages.plans.choices import PlanState
from kpss_pages.plans.content import Origin, PlanContent
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage
from sites.models import TownSettings
from tests.builders import make_plan
from tests.kpss_pages.plans.contents import make_content

pytestmark = pytest.mark.django_db


def publish(page: PlanPage, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def versions_of(page: PlanPage) -> list[tuple[int, str, int]]:
    found = page.versions.order_by("number")
    return [(version.number, version.state, len(version.content.measures)) for version in found]


def report(town: TownSettings, plan: PlanPage, measure: int) -> None:
    MeasureReport.objects.create(site=town.site, plan=plan.translation_key, measure=measure, year=2026, state="running")


def reported() -> set[tuple[int, int]]:
    return set(MeasureReport.objects.values_list("site", "measure"))


def taking_over(plan: PlanPage, measure: int) -> PlanContent:
    content = make_content(1)
    origin = Origin(str(plan.translation_key), measure)
    return replace(content, measures=(replace(content.measures[0], origin=origin),))


def test_version_is_kept_when_publishing_changes_the_measures_or_the_state(prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content(2), state=PlanState.FOR_COMMENTS)
    publish(page, title="Another title")
    assert versions_of(page) == [(1, "for_comments", 2)]
    publish(page, content=make_content(3))
    publish(page, state=PlanState.IN_FORCE)
    page.content = make_content(4)
    page.save_revision()
    assert versions_of(page) == [(1, "for_comments", 2), (2, "for_comments", 3), (3, "in_force", 3)]


def test_plan_without_measures_has_no_versions_until_it_once_had_some(prerov: TownSettings) -> None:
    page = make_plan(prerov)
    publish(page, state=PlanState.IN_FORCE)
    assert versions_of(page) == []
    publish(page, content=make_content(1))
    publish(page, content=PlanContent())
    assert versions_of(page) == [(1, "in_force", 1), (2, "in_force", 0)]


def test_reports_and_closed_years_go_with_the_plan_and_those_of_other_plans_stay(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    plan, other = make_plan(prerov, "Plan", content=make_content()), make_plan(bbsk, content=make_content())
    for town, page in ((prerov, plan), (bbsk, other)):
        report(town, page, 3)
        ClosedYear.objects.create(site=town.site, plan=page.translation_key, year=2026, figures=[])

    plan.delete()

    assert reported() == {(bbsk.site_id, 3)}
    assert ClosedYear.objects.get().site == bbsk.site


def test_reports_of_a_measure_stay_while_an_action_plan_that_took_it_over_shows_them(prerov: TownSettings) -> None:
    plan = make_plan(prerov, "Plan", content=make_content(2))
    action_plan = make_plan(prerov, "Action plan", content=taking_over(plan, 3))
    report(prerov, plan, 3)
    report(prerov, plan, 4)

    plan.delete()
    assert reported() == {(prerov.site_id, 3)}
    action_plan.delete()
    assert reported() == set()


def test_reports_of_a_plan_outlive_the_action_plan_that_took_its_measures_over(prerov: TownSettings) -> None:
    plan = make_plan(prerov, "Plan", content=make_content(2))
    action_plan = make_plan(prerov, "Action plan", content=taking_over(plan, 3))
    report(prerov, plan, 3)
    report(prerov, plan, 99)

    action_plan.delete()

    assert reported() == {(prerov.site_id, 3), (prerov.site_id, 99)}
