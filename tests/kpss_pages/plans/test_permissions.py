"""Plans are written by coordinators and managers of their town; editors read them, strangers find nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Revision

from kpss_pages.plans.models import PlanIndexPage, PlanPage
from sites.models import Role, TownRole, TownSettings
from tests.builders import home_of, make_admin, make_page, make_plan, make_town, make_user, section_of, signed_in

pytestmark = pytest.mark.django_db

HOST = "prostejov.example"
EMPTY_FILES = {
    "files-TOTAL_FORMS": "0",
    "files-INITIAL_FORMS": "0",
    "files-MIN_NUM_FORMS": "0",
    "files-MAX_NUM_FORMS": "1000",
    "steps-TOTAL_FORMS": "0",
    "steps-INITIAL_FORMS": "0",
    "steps-MIN_NUM_FORMS": "0",
    "steps-MAX_NUM_FORMS": "1000",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "1000",
    "body-count": "0",
}
FORM = {"title": "Changed", "slug": "changed", "kind": "plan", "state": "in_force", "action-publish": "1"} | EMPTY_FILES


@dataclass(frozen=True)
class Stage:
    """A town with a section, a published plan and a draft, and another section of the town."""

    town: TownSettings
    section: PlanIndexPage
    other_section: PlanIndexPage
    plan: PlanPage
    draft: PlanPage


@pytest.fixture
def stage() -> Stage:
    town = make_town("prostejov", other_languages=("sk",))
    return Stage(
        town=town,
        section=section_of(town, PlanIndexPage),
        other_section=section_of(town, PlanIndexPage, "sk"),
        plan=make_plan(town, "Plan"),
        draft=make_plan(town, "Draft", live=False),
    )


def address(name: str, *args: Any) -> str:
    return reverse(name if ":" in name or "_" in name else f"wagtailadmin_pages:{name}", args=args)


def bulk(action: str, page: Page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"


Attempt = Callable[[Client, Stage], Any]

ATTEMPTS: dict[str, Attempt] = {
    "create": lambda c, s: c.post(address("add", "kpss_plans", "planpage", s.section.pk), FORM),
    "choose what to create": lambda c, s: c.get(address("wagtailadmin_pages:add_subpage", s.section.pk)),
    "open": lambda c, s: c.get(address("edit", s.plan.pk)),
    "edit": lambda c, s: c.post(address("edit", s.plan.pk), FORM),
    "edit the section": lambda c, s: c.post(address("edit", s.section.pk), FORM),
    "publish a draft": lambda c, s: c.post(address("edit", s.draft.pk), FORM),
    "submit": lambda c, s: c.post(address("edit", s.draft.pk), FORM | {"action-submit": "1"}),
    "delete": lambda c, s: c.post(address("delete", s.plan.pk)),
    "delete a draft": lambda c, s: c.post(address("delete", s.draft.pk)),
    "delete the section": lambda c, s: c.post(address("delete", s.other_section.pk)),
    "unpublish": lambda c, s: c.post(address("unpublish", s.plan.pk)),
    "move": lambda c, s: c.post(address("wagtailadmin_pages:move_confirm", s.plan.pk, s.section.pk), {}),
    "copy": lambda c, s: c.post(
        address("copy", s.plan.pk),
        {"new_title": "Copy", "new_slug": "copy", "new_parent_page": s.section.pk, "publish_copies": "on"},
    ),
    "reorder": lambda c, s: c.post(
        address("wagtailadmin_pages:set_page_position", s.draft.pk) + "?position=0", {"position": "0"}
    ),
    "lock": lambda c, s: c.post(address("lock", s.plan.pk)),
    "restrict": lambda c, s: c.post(
        address("wagtailadmin_pages:set_privacy", s.plan.pk), {"restriction_type": "login"}
    ),
    "revert": lambda c, s: c.post(
        address("wagtailadmin_pages:revisions_revert", s.plan.pk, s.plan.latest_revision_id), FORM
    ),
    "delete in bulk": lambda c, s: c.post(bulk("delete", s.plan)),
    "publish in bulk": lambda c, s: c.post(bulk("publish", s.draft)),
    "unpublish in bulk": lambda c, s: c.post(bulk("unpublish", s.plan)),
    "move in bulk": lambda c, s: c.post(bulk("move", s.plan), {"chooser": s.section.pk}),
    "upload": lambda c, s: c.post(address("kpss_plans_upload", s.plan.pk)),
    "describe files": lambda c, s: c.post(address("kpss_plans_files", s.plan.pk), EMPTY_FILES),
}
NOT_EVEN_OPENED = frozenset(ATTEMPTS) - {"delete in bulk", "publish in bulk", "unpublish in bulk", "move in bulk"}
"""Wagtail's bulk screens open and say for each page that it is not allowed."""


CHANGES_NOTHING = frozenset({"choose what to create", "open", "upload", "describe files"})


def picture(town: TownSettings) -> list[Any]:
    """Return everything that an attempt could have changed."""
    pages = Page.objects.descendant_of(home_of(town), inclusive=True) | Page.objects.descendant_of(
        home_of(town, "sk"), inclusive=True
    )
    rows = pages.order_by("path").values_list("path", "title", "slug", "live", "locked", "latest_revision")
    return [list(rows), Revision.objects.count(), list(pages.filter(view_restrictions__isnull=False))]


def test_editor_is_refused_on_every_path(stage: Stage) -> None:
    client = signed_in(make_user(stage.town, Role.EDITOR), HOST)
    before = picture(stage.town)
    for name, attempt in ATTEMPTS.items():
        response = attempt(client, stage)
        if name in NOT_EVEN_OPENED:
            assert response.status_code in (302, 403), name
            if response.status_code == 302:
                assert response.url == reverse("wagtailadmin_home"), name
        assert picture(stage.town) == before, name


def test_the_same_attempts_work_for_a_coordinator(stage: Stage) -> None:
    """Otherwise the refusals above could have another reason."""
    client = signed_in(make_user(stage.town, Role.COORDINATOR), HOST)
    before = picture(stage.town)
    for name, attempt in ATTEMPTS.items():
        if name == "delete the section":
            continue
        with transaction.atomic():
            response = attempt(client, stage)
            if name in CHANGES_NOTHING:
                assert response.status_code == 200 or response.url != reverse("wagtailadmin_home"), name
            else:
                assert picture(stage.town) != before, name
            transaction.set_rollback(True)


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, False), (Role.MANAGER, True)])
def test_empty_section_is_deleted_by_managers_alone(stage: Stage, role: Role, may: bool) -> None:
    client = signed_in(make_user(stage.town, role), HOST)

    for attempt in (ATTEMPTS["delete the section"], lambda c, s: c.post(bulk("delete", s.other_section))):
        with transaction.atomic():
            attempt(client, stage)
            assert PlanIndexPage.objects.filter(pk=stage.other_section.pk).exists() is not may
            transaction.set_rollback(True)

    ATTEMPTS["delete the section"](client, Stage(**{**vars(stage), "other_section": stage.section}))
    assert PlanIndexPage.objects.filter(pk=stage.section.pk).exists()


def test_editor_reads_plans_in_the_explorer(stage: Stage) -> None:
    client = signed_in(make_user(stage.town, Role.EDITOR), HOST)
    shown = client.get(reverse("wagtailadmin_explore", args=[stage.section.pk]))
    assert shown.status_code == 200
    assert "Draft" in shown.content.decode()
    assert reverse("kpss_plans_upload", args=[stage.plan.pk]) not in shown.content.decode()


def test_editor_who_owns_a_plan_is_refused_too(stage: Stage) -> None:
    editor = make_user(stage.town, Role.EDITOR)
    PlanPage.objects.update(owner=editor)
    for page in (stage.section, PlanPage.objects.get(pk=stage.plan.pk)):
        allowed = page.permissions_for_user(editor)
        may = [allowed.can_edit(), allowed.can_delete(), allowed.can_publish(), allowed.can_add_subpage()]
        assert not any(may)


def test_editor_cannot_make_a_section_where_it_is_missing() -> None:
    town = make_town("prostejov")
    home = home_of(town)
    section_of(town, PlanIndexPage).delete()
    path = address("add", "kpss_plans", "planindexpage", home.pk)
    assert signed_in(make_user(town, Role.EDITOR), HOST).get(path).status_code == 302
    assert signed_in(make_user(town, Role.COORDINATOR), HOST).get(path).status_code == 200


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER])
def test_planner_writes_and_publishes_without_approval(stage: Stage, role: Role) -> None:
    client = signed_in(make_user(stage.town, role), HOST)
    assert ATTEMPTS["create"](client, stage).status_code == 302
    made = PlanPage.objects.get(slug="changed")
    assert made.live
    client.post(address("edit", made.pk), FORM | {"title": "Changed again"})
    made.refresh_from_db()
    assert made.title == "Changed again"
    client.post(address("unpublish", made.pk))
    made.refresh_from_db()
    assert not made.live
    client.post(address("delete", made.pk))
    assert not PlanPage.objects.filter(pk=made.pk).exists()


def test_coordinator_only_submits_other_pages(stage: Stage) -> None:
    page = make_page(home_of(stage.town), "Standard")
    coordinator = make_user(stage.town, Role.COORDINATOR)
    assert not page.permissions_for_user(coordinator).can_publish()
    assert page.permissions_for_user(coordinator).can_edit()


def test_people_of_another_town_are_refused_whatever_their_role(stage: Stage) -> None:
    other = make_town("prerov")
    before = picture(stage.town)
    for role in (Role.COORDINATOR, Role.MANAGER):
        client = signed_in(make_user(other, role), HOST)
        for name, attempt in ATTEMPTS.items():
            assert attempt(client, stage).status_code in (302, 403, 404), name
            assert picture(stage.town) == before, name
        assert client.get(address("kpss_plans_upload", stage.plan.pk)).status_code == 404


def test_administrator_may_everything(stage: Stage) -> None:
    allowed = stage.plan.permissions_for_user(make_admin())
    assert allowed.can_edit()
    assert allowed.can_publish()


def granted(section: PlanIndexPage) -> set[tuple[str, str]]:
    """Return (role, action) of what was given on a section."""
    grants = GroupPagePermission.objects.filter(page=section)
    return set(grants.values_list("group__town_role__role", "permission__codename"))


def test_sections_are_granted_in_every_language_and_to_the_own_town_only(stage: Stage) -> None:
    wanted = {
        (role.value, f"{action}_page")
        for role in (Role.COORDINATOR, Role.MANAGER)
        for action in ("add", "change", "publish", "lock", "unlock")
    }
    assert granted(stage.section) == granted(stage.other_section) == wanted
    make_town("prerov")
    groups = GroupPagePermission.objects.filter(page=stage.section).values_list("group__town_role__site", flat=True)
    assert set(groups) == {stage.town.site_id}


def test_translated_copy_of_a_section_is_granted() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    section_of(town, PlanIndexPage, "sk").delete()
    copy = section_of(town, PlanIndexPage).copy_for_translation(home_of(town, "sk").locale)
    assert granted(copy) == granted(section_of(town, PlanIndexPage))


def test_group_made_after_the_section_is_granted(stage: Stage) -> None:
    before = granted(stage.section)
    role = TownRole.objects.get(site=stage.town.site, role=Role.COORDINATOR)
    group = role.group
    GroupPagePermission.objects.filter(group=group).delete()
    role.delete()
    TownRole.objects.create(site=stage.town.site, role=Role.COORDINATOR, group=group)
    assert granted(stage.section) == before
