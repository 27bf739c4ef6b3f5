"""Making a town, whole or not at all."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission, Page, Site, Task, Workflow

from kpss_pages.contacts.models import ContactRole, ContactSettings, Organisation
from kpss_pages.contacts.shown import shown_role
from sites.models import Role, TownSettings
from sites.provisioning import NewCoordinator
from sites.roles import grant_roles, group_of
from tests.builders import home_of, make_town, make_user

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    models = (Site, Page, Collection, Group, Workflow, Task, TownSettings, ContactRole, ContactSettings, Organisation)
    return {model.__name__: model.objects.count() for model in models}


def test_new_town_has_everything_it_needs() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    assert town.collection is not None
    assert town.collection.get_children().count() == 2
    assert {role.role for role in town.site.town_roles.all()} == set(Role.values)
    assert town.site.root_page.workflowpage.workflow.tasks.get().specific.groups.get() == group_of(
        town.site, Role.MANAGER
    )
    assert home_of(town).get_children().live().count() >= 8
    assert home_of(town, "sk").get_children().count() == home_of(town).get_children().count()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hostname": "https://prerov.example/"}, "hostname"),
        ({"hostname": ""}, "hostname"),
        ({"hostname": "localhost"}, "hostname"),
        ({"hostname": "prostejov.example"}, "hostname"),
        ({"further_hosts": ("www.prerov.example", "prostejov.example")}, "hostname"),
        ({"further_hosts": ("prerov.example",)}, "hostname"),
        ({"name": "  "}, "name"),
        ({"language": "de"}, "language"),
        ({"other_languages": ("cs",)}, "other_languages"),
        ({"facts": {"company_id": "00301826"}}, "company_id"),
        ({"facts": {"colour": "#ffee00"}}, "colour"),
        ({"kind": "kingdom"}, "kind"),
        ({"port": -1}, "port"),
        ({"port": 99_999}, "port"),
        ({"coordinator": NewCoordinator(phone="linka 12")}, "coordinator_phone"),
        ({"coordinator": NewCoordinator(email="kpss")}, "coordinator_email"),
        ({"coordinator": NewCoordinator(role="K" * 200)}, "coordinator_role"),
    ],
)
def test_town_that_cannot_be_made_leaves_nothing_behind(changes: dict[str, Any], field: str) -> None:
    make_town("prostejov")
    before = rows()
    with pytest.raises(ValidationError) as refused:
        make_town("prerov", **changes)
    assert field in refused.value.message_dict
    assert rows() == before


def test_long_names_make_a_town_too() -> None:
    host = ".".join(["a" * 60] * 4)
    town = make_town("prostejov", name="Ž" * 200, hostname=host)
    assert town.site.town_roles.count() == len(Role)


def test_failure_in_the_last_step_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sites.provisioning.grant_roles", fail)
    with pytest.raises(RuntimeError):
        make_town("prostejov")
    assert rows() == before


def test_coordinator_is_a_role_among_the_contacts_and_named_by_the_pages() -> None:
    coordinator = NewCoordinator("Koordinátorka KPSS", "Magistrát", "Smetanova 7", "581 268 111", "kpss@prerov.example")
    town = make_town("prerov", coordinator=coordinator, facts={"operator": "Město Přerov"})
    other = make_town("prostejov")

    role = ContactSettings.objects.get(site=town.site).coordinator
    assert role is not None
    shown = shown_role(role)
    assert (shown.name, shown.organisation, shown.note) == ("Koordinátorka KPSS", "Magistrát", "Smetanova 7")
    assert [phone.number for phone in shown.phones] == ["+420581268111"]
    assert [email.address for email in shown.emails] == ["kpss@prerov.example"]
    pages = home_of(town).get_children().specific()
    assert any("kpss@prerov.example" in page.plain_text() for page in pages)
    assert not ContactSettings.objects.filter(site=other.site).exists()


@pytest.mark.parametrize(("language", "name"), [("cs", "Koordinátor plánování"), ("sk", "Koordinátor plánovania")])
def test_coordinator_without_a_name_has_the_usual_one_in_the_office_of_the_operator(language: str, name: str) -> None:
    make_town(
        "bbsk", language=language, coordinator=NewCoordinator(phone="+420 581 268 111"), facts={"operator": "Úřad"}
    )
    role = ContactRole.objects.get()
    assert (role.name, str(role.organisation)) == (name, "Úřad")


def test_command_makes_a_town_and_explains_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    call_command(
        "create_town",
        "Přerov",
        "prerov.example",
        host=["www.prerov.example", "plan.example"],
        coordinator_role="Koordinátorka KPSS",
    )
    assert "https://prerov.example/" in capsys.readouterr().out
    led = Site.objects.get().further_hosts.values_list("hostname", flat=True)
    assert set(led) == {"www.prerov.example", "plan.example"}
    assert ContactRole.objects.get().name == "Koordinátorka KPSS"
    with pytest.raises(CommandError, match="coordinator_phone"):
        call_command("create_town", "Benešov", "benesov.example", coordinator_phone="linka 12")
    with pytest.raises(CommandError, match="hostname"):
        call_command("create_town", "Přerov", "prerov.example")


def test_granting_again_changes_nothing_and_repairs_what_was_added() -> None:
    town = make_town("prostejov")
    group = group_of(town.site, Role.EDITOR)

    def held() -> set[tuple[int, str]]:
        return set(GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission__codename"))

    before = held()
    publish = GroupPagePermission.objects.filter(permission__codename="publish_page").first()
    assert publish is not None
    GroupPagePermission.objects.create(group=group, page=town.site.root_page, permission=publish.permission)
    grant_roles(town)
    assert held() == before


def test_editors_publish_only_where_the_town_says_so() -> None:
    town = make_town("prostejov")
    other = make_town("prerov")
    editor, stranger = make_user(town, Role.EDITOR), make_user(other, Role.EDITOR)
    page = home_of(town).get_children().first()
    assert not page.permissions_for_user(editor).can_publish()
    town.editors_may_publish = True
    town.save()
    grant_roles(town)
    fresh = type(editor).objects.get
    assert page.permissions_for_user(fresh(pk=editor.pk)).can_publish()
    assert not page.permissions_for_user(fresh(pk=stranger.pk)).can_publish()
    assert not home_of(other).permissions_for_user(fresh(pk=stranger.pk)).can_publish()


def test_nobody_of_a_town_holds_permissions_on_users_groups_or_sites() -> None:
    town = make_town("prostejov")
    held = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for role in Role
        for permission in group_of(town.site, role).permissions.select_related("content_type")
    }
    assert held == {"wagtailadmin.access_admin", "wagtail_localize.submit_translation"}
