"""A measure's form offers the roles of its own town, and takes no others."""

import pytest
from django.test import Client

from kpss_pages.plans.models import PlanPage
from sites.models import Role, TownSettings
from tests.builders import make_plan, make_role, make_town, make_user, signed_in
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.desk.screens import HOST, at_plan, draft_content, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


@pytest.fixture
def plan(town: TownSettings) -> PlanPage:
    return make_plan(town, content=make_content(2))


def role_of(plan: PlanPage) -> int | None:
    measure = draft_content(plan).measure(3)
    assert measure is not None
    return measure.responsible_role


def test_role_of_the_own_town_is_offered_and_kept(town: TownSettings, coordinator: Client, plan: PlanPage) -> None:
    own, foreign = make_role(town, "Koordinátorka"), make_role(make_town("prerov"), "Cizí role")
    address = at_plan("measure", plan, 3)

    page = coordinator.get(address).content.decode()
    assert "Koordinátorka" in page
    assert "Cizí role" not in page

    response = coordinator.post(address, opened(coordinator, address) | {"responsible_role": str(own.pk)})
    assert response.status_code == 302
    assert role_of(plan) == own.pk

    for value in (str(foreign.pk), "x", "-1", "9" * 30, "\x00"):
        response = coordinator.post(address, opened(coordinator, address) | {"responsible_role": value})
        assert response.status_code == 200, value
        assert "responsible_role" in response.context["form"].errors
        assert "Cizí role" not in response.content.decode()
    assert role_of(plan) == own.pk


def test_role_that_is_no_more_may_stay_or_be_taken_off(town: TownSettings, coordinator: Client, plan: PlanPage) -> None:
    role = make_role(town)
    measure = make_measure(3, responsible_role=role.pk)
    plan = make_plan(town, "Druhý", content=make_content(measures=(measure,)))
    role.delete()
    address = at_plan("measure", plan, 3)

    sent = opened(coordinator, address)
    assert coordinator.post(address, sent | {"name": "Jinak"}).status_code == 302
    assert role_of(plan) == measure.responsible_role
    assert coordinator.post(address, opened(coordinator, address) | {"responsible_role": ""}).status_code == 302
    assert role_of(plan) is None
