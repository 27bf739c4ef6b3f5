"""The platform's administrator adds, suspends and removes towns."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import ModelLogEntry, Site

from sites.models import Role, TownSettings
from tests.builders import make_admin, make_town, make_user

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Ostrov",
    "hostname": "ostrov.example",
    "port": "80",
    "kind": "town",
    "country": "CZ",
    "language": "cs",
    "manager_email": "vedouci@town.example",
}


@pytest.fixture
def admin() -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(make_admin())
    return client


def test_administrator_adds_a_town_and_its_manager_is_invited(admin: Client, mailoutbox: list[EmailMessage]) -> None:
    assert admin.get("/admin/towns/add/").status_code == 200
    assert admin.post("/admin/towns/add/", NEW).status_code == 302
    assert TownSettings.objects.get(site__hostname="ostrov.example").default_language == "cs"
    assert mailoutbox[0].to == ["vedouci@town.example"]
    assert "ostrov.example" in admin.get("/admin/towns/?q=ostr").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("hostname", "not a host"), ("name", ""), ("port", "0"), ("language", "en"), ("kind", "x")]
)
def test_faulty_town_is_refused_at_its_field(admin: Client, field: str, value: str) -> None:
    response = admin.post("/admin/towns/add/", NEW | {field: value})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}
    assert not Site.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_reaches_these_screens(role: Role) -> None:
    town = make_town("prostejov")
    client = Client(headers={"host": "prostejov.example"})
    client.force_login(make_user(town, role))
    site_id = town.site_id
    for path in ("towns/", "towns/add/", f"towns/{site_id}/suspend/", f"towns/{site_id}/remove/"):
        response = client.post(f"/admin/{path}", NEW | {"confirmation": "prostejov.example", "is_suspended": "on"})
        assert response.status_code == 404
    assert TownSettings.objects.get().is_suspended is False


def test_town_is_suspended_and_opened_again(admin: Client) -> None:
    town = make_town("prostejov")
    path = f"/admin/towns/{town.site_id}/suspend/"
    assert admin.get(path).status_code == 200
    admin.post(path, {"is_suspended": "on", "suspension_notice": "Hned jsme zpět."})
    assert Client(headers={"host": "prostejov.example"}).get("/").status_code == 503
    admin.post(path, {})
    assert Client(headers={"host": "prostejov.example"}).get("/").status_code == 200


def test_removal_lists_what_goes_and_wants_the_host_name_typed(admin: Client) -> None:
    town = make_town("prostejov")
    make_town("prerov")
    make_user(town, Role.EDITOR)
    path = f"/admin/towns/{town.site_id}/remove/"
    assert "prostejov-editor" in admin.get(path).content.decode()
    assert admin.post(path, {"confirmation": "prerov.example"}).status_code == 200
    assert Site.objects.count() == 2
    assert admin.post(path, {"confirmation": "prostejov.example"}).status_code == 302
    assert list(Site.objects.values_list("hostname", flat=True)) == ["prerov.example"]
    assert ModelLogEntry.objects.get(action="kpss_sites.remove_town").label == "Prostějov"
