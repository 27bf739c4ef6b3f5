"""Versions of a plan are what the public has seen, and no id is given twice through all of them."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanIndexPage, PlanPage
from sites.models import Role, TownSettings
from tests.builders import make_plan, make_town, make_user, section_of, signed_in
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.desk.screens import at_plan, draft_content, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def prerov() -> TownSettings:
    return make_town("prerov")


def publish(plan: PlanPage, *names: str) -> None:
    measures = tuple(make_measure(number, name=name) for number, name in enumerate(names, start=3))
    page = PlanPage.objects.get(pk=plan.pk)
    page.content = replace(page.content, measures=measures)
    page.save_revision().publish()


def test_what_was_shown_to_some_people_only_is_no_version_for_all(prerov: TownSettings) -> None:
    section = section_of(prerov, PlanIndexPage)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="password", password="heslo")
    plan = make_plan(prerov, content=make_content(0, measures=(make_measure(3, name="Zrušit jesle"),)))
    publish(plan, "Rozšířit jesle")
    assert not plan.versions.exists()

    restriction.delete()
    assert [version.content.measures[0].name for version in plan.versions.all()] == ["Rozšířit jesle"]
    publish(plan, "Nové jesle", "Herna")

    visitor = Client(headers={"host": "prerov.example"})
    changes = visitor.get(f"{plan.get_url()}changes/")
    assert changes.status_code == 200
    assert "Rozšířit" in changes.content.decode()
    assert visitor.get(f"{plan.get_url()}changes/?from=1&to=2").status_code == 200
    assert "Zrušit jesle" not in changes.content.decode()


def test_private_plan_is_deleted_without_becoming_a_version(prerov: TownSettings) -> None:
    plan = make_plan(prerov, content=make_content(1))
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    publish(plan, "Jiné")
    plan.delete()
    assert not PlanPage.objects.exists()


def test_ids_of_what_came_after_an_old_version_are_not_given_again_when_one_goes_back_to_it(
    prerov: TownSettings,
) -> None:
    plan = make_plan(prerov, content=make_content(1, next_id=20_000))
    old = plan.latest_revision
    coordinator = signed_in(make_user(prerov, Role.COORDINATOR), "prerov.example")
    add = at_plan("measure_add", plan)
    assert coordinator.post(add, opened(coordinator, add) | {"name": "Pozdější"}).status_code == 302
    later = draft_content(plan).measures[-1]
    assert coordinator.post(reverse("kpss_plans_publish", args=[plan.pk])).status_code == 302

    # Wagtail's "Replace current draft" saves the old version as the newest.
    old.as_object().save_revision(previous_revision=old)
    assert draft_content(plan).measure(later.id) is None
    assert coordinator.post(add, opened(coordinator, add) | {"name": "Jiné"}).status_code == 302

    newest = draft_content(plan).measures[-1]
    assert newest.name == "Jiné"
    assert newest.id > later.id, "what was reported of the former measure would show at the new one"


def test_reports_of_a_plan_go_along_to_another_town(prerov: TownSettings) -> None:
    benesov = make_town("benesov")
    plan, other = (make_plan(prerov, title, content=make_content(1)) for title in ("Plan", "Other"))
    for page in (plan, other):
        MeasureReport.objects.create(site=prerov.site, plan=page.translation_key, measure=3, year=2024, state="running")
        ClosedYear.objects.create(site=prerov.site, plan=page.translation_key, year=2024, figures=[])

    plan.move(section_of(benesov, PlanIndexPage), pos="last-child")

    for model in (MeasureReport, ClosedYear):
        assert dict(model.objects.values_list("plan", "site")) == {
            plan.translation_key: benesov.site_id,
            other.translation_key: prerov.site_id,
        }
