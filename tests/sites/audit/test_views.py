"""The audit trail is read by the town's managers and the platform's administrators, and by nobody else."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.log_actions import log

from sites.audit.recording import record
from sites.audit.views import AuditView
from sites.models import AuditEntry, Role, TownSettings, User
from tests.builders import make_admin, make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def other() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), "prostejov.example")


def shown(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return b"".join(response).decode()


def address(town: TownSettings, name: str = "audit") -> str:
    return reverse(name, args=[town.site_id])


def edited(town: TownSettings, title: str, user: User) -> None:
    log(instance=make_page(town.site.root_page, title), action="wagtail.edit", user=user)


def test_manager_reads_the_own_towns_trail(manager: Client, town: TownSettings, other: TownSettings) -> None:
    edited(town, "Naše stránka", make_user(town, Role.EDITOR))
    edited(other, "Cizí stránka", make_user(other, Role.EDITOR))

    assert manager.get(reverse("audit_towns")).url == address(town)  # type: ignore[attr-defined]
    for name in ("audit", "audit_results"):
        page = shown(manager.get(address(town, name)))
        assert "Naše stránka" in page
        assert "prostejov-editor" in page
        assert "Cizí stránka" not in page
        assert "prerov-editor" not in page


def test_foreign_trail_is_not_there(manager: Client, other: TownSettings) -> None:
    for url in (address(other), address(other, "audit_results"), "/admin/audit/987654/", reverse("audit_of_platform")):
        assert manager.get(url).status_code == 404
        assert manager.get(url, {"export": "csv"}).status_code == 404
    assert not AuditEntry.objects.filter(action="kpss_sites.export").exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_other_roles_do_not_read_it(town: TownSettings, role: Role) -> None:
    person = signed_in(make_user(town, role))

    assert person.get(address(town)).status_code == 404
    assert person.get(reverse("audit_towns")).status_code == 302
    assert reverse("audit_towns") not in shown(person.get(reverse("wagtailadmin_home")))


def test_menu_leads_managers_to_it(manager: Client) -> None:
    assert reverse("audit_towns") in shown(manager.get(reverse("wagtailadmin_home")))


def test_manager_of_several_towns_chooses_one(town: TownSettings, other: TownSettings) -> None:
    person = make_user(town, Role.MANAGER)
    person.groups.add(other.site.town_roles.get(role=Role.MANAGER).group)
    third = make_town("benesov")
    browser = signed_in(person)

    page = shown(browser.get(reverse("audit_towns")))

    assert address(town) in page
    assert address(other) in page
    assert address(third) not in page
    assert address(town) not in shown(browser.get(reverse("audit_towns"), {"q": "přer"}))


def test_administrator_reads_every_trail_and_the_platforms(town: TownSettings, other: TownSettings) -> None:
    admin = signed_in(make_admin())
    record("kpss_sites.export", [None], label="vše.csv")

    assert "vše.csv" in shown(admin.get(reverse("audit_of_platform")))
    assert reverse("audit_of_platform") in shown(admin.get(reverse("audit_towns")))
    for each in (town, other):
        assert "vše.csv" not in shown(admin.get(address(each)))


def test_filters_by_date_person_and_action(manager: Client, town: TownSettings) -> None:
    one, two = make_user(town, Role.EDITOR), make_user(town, Role.COORDINATOR)
    edited(town, "Stránka první", one)
    edited(town, "Stránka druhá", two)
    today = timezone.localdate().isoformat()

    queries: list[tuple[dict[str, Any], set[str]]] = [
        ({"person_id": one.pk}, {"první"}),
        ({"action": "wagtail.edit"}, {"první", "druhá"}),
        ({"action": "wagtail.edit", "person_id": two.pk}, {"druhá"}),
        ({"at_from": today, "action": "wagtail.edit"}, {"první", "druhá"}),
        ({"at_to": "2020-01-01"}, set()),
    ]
    for query, found in queries:
        page = shown(manager.get(address(town, "audit_results"), query))
        assert {word for word in ("první", "druhá") if f"Stránka {word}" in page} == found, query


def test_filters_offer_nobody_of_another_town(manager: Client, town: TownSettings, other: TownSettings) -> None:
    foreigner = make_user(other, Role.EDITOR)
    edited(other, "Cizí stránka", foreigner)

    page = shown(manager.get(address(town), {"person_id": foreigner.pk}))

    assert "prerov-editor" not in page
    assert "Cizí stránka" not in page


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_export_holds_what_is_shown_and_is_entered_itself(
    manager: Client, town: TownSettings, other: TownSettings, export: str
) -> None:
    edited(town, "=HYPERLINK(1)", make_user(town, Role.EDITOR))
    edited(other, "Cizí stránka", make_user(other, Role.EDITOR))

    content = b"".join(manager.get(address(town), {"export": export, "action": "wagtail.edit"}))

    if export == "csv":
        rows = [line.split(",") for line in content.decode().splitlines()]
    else:
        rows = [[str(cell) for cell in row] for row in load_workbook(BytesIO(content)).active.values]
    assert len(rows) == 2
    assert rows[1][1] == "prostejov-editor"
    assert rows[1][4] == "'=HYPERLINK(1)"
    (entry,) = AuditEntry.objects.filter(action="kpss_sites.export")
    assert (entry.site_id, entry.person) == (town.site_id, "prostejov-manager")
    assert entry.label.endswith(f".{export}")


def test_export_of_wagtails_own_reports_is_entered(manager: Client, town: TownSettings, other: TownSettings) -> None:
    b"".join(manager.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"}))

    (entry,) = AuditEntry.objects.filter(action="kpss_sites.export")
    assert entry.site_id == town.site_id
    assert entry.details == {"view": "wagtailadmin_reports:site_history"}


def test_names_known_by_their_address_only_are_not_written(manager: Client, town: TownSettings) -> None:
    invited = make_user(town, Role.EDITOR, username="nova@town.example")
    edited(town, "Stránka", invited)

    page = shown(manager.get(address(town)))

    assert "nova@town.example" not in page
    assert str(invited.pk) in page


def test_page_of_the_trail_costs_the_same_however_long_it_is(
    manager: Client, town: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for number in range(120):
        record("wagtail.edit", [town.site_id], label=f"Stránka {number}")
    manager.get(address(town))

    with django_assert_max_num_queries(30):
        page = shown(manager.get(address(town)))

    assert page.count("Stránka ") == AuditView.paginate_by
    assert "?p=2" in page
