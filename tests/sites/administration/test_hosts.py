"""Administrators change a town's host names, its managers read them, and nobody else sees them."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from sites.models import AuditEntry, Role, TownHost, TownSettings
from tests.builders import At, make_admin, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov", further_hosts=("www.prostejov.example",))


@pytest.fixture
def other() -> TownSettings:
    return make_town("prerov", further_hosts=("www.prerov.example",))


@pytest.fixture
def admin() -> Client:
    return signed_in(make_admin(), "localhost")


def screens(town: TownSettings) -> dict[str, str]:
    host = TownHost.objects.get(site=town.site)
    return {
        "list": reverse("hosts", args=[town.site_id]),
        "add": reverse("add_host", args=[town.site_id]),
        "main": reverse("change_main_host", args=[town.site_id]),
        "remove": reverse("remove_host", args=[town.site_id, host.pk]),
    }


def entered(action: str) -> Any:
    entry = AuditEntry.objects.get(action=action)
    return entry.site_id, entry.person, entry.details


def test_host_name_is_added_and_leads_to_the_town_at_once(
    admin: Client, town: TownSettings, other: TownSettings, at: At
) -> None:
    assert at("plany.prostejov.example").get("/").status_code == 404
    assert admin.get(screens(town)["add"]).status_code == 200
    answer = admin.post(screens(town)["add"], {"hostname": " Plany.Prostejov.Example "}, follow=True)
    assert "plany.prostejov.example" in answer.content.decode()
    assert at("plany.prostejov.example").get("/x/").headers["Location"] == "http://prostejov.example/x/"
    assert entered("kpss_sites.add_host") == (town.site_id, "admin", {"hostname": "plany.prostejov.example"})


@pytest.mark.parametrize(
    "hostname",
    ["", "https://x.example/", "localhost", "prostejov.example", "www.prostejov.example", "prerov.example"],
)
def test_wrong_host_name_is_explained_at_the_field(
    admin: Client, town: TownSettings, other: TownSettings, hostname: str
) -> None:
    for name, path in screens(town).items():
        if name in ("add", "main") and not (name == "main" and "prostejov" in hostname):
            answer = admin.post(path, {"hostname": hostname, "port": 80})
            assert answer.status_code == 200
            assert answer.context["form"].errors.keys() == {"hostname"}
    assert TownHost.objects.filter(site=town.site).count() == 1
    assert TownSettings.objects.get(pk=town.pk).site.hostname == "prostejov.example"


def test_host_name_of_another_town_is_refused_with_its_name(
    admin: Client, town: TownSettings, other: TownSettings
) -> None:
    for path in (screens(town)["add"], screens(town)["main"]):
        answer = admin.post(path, {"hostname": "www.prerov.example", "port": 80})
        assert "Přerov" in str(answer.context["form"].errors["hostname"])
    new = {"name": "Ostrov", "port": 443, "kind": "town", "country": "CZ", "language": "cs"}
    answer = admin.post("/admin/towns/add/", new | {"hostname": "www.prerov.example"})
    assert "Přerov" in str(answer.context["form"].errors["hostname"])


def test_host_name_is_removed_after_a_question(admin: Client, town: TownSettings, other: TownSettings, at: At) -> None:
    assert at("www.prostejov.example").get("/").status_code == 301
    path = screens(town)["remove"]
    assert "www.prostejov.example" in admin.get(path).content.decode()
    assert at("www.prostejov.example").get("/").status_code == 301
    assert admin.post(path).status_code == 302
    assert at("www.prostejov.example").get("/").status_code == 404
    assert at("www.prerov.example").get("/").status_code == 301
    assert entered("kpss_sites.remove_host") == (town.site_id, "admin", {"hostname": "www.prostejov.example"})


def test_main_host_name_is_changed_and_the_former_one_kept(
    admin: Client, town: TownSettings, other: TownSettings, at: At
) -> None:
    assert at("prostejov.example").get("/").status_code == 200
    path = screens(town)["main"]
    assert "prostejov.example" in admin.get(path).content.decode()
    answer = admin.post(path, {"hostname": "plany.example", "port": 8123}, follow=True)
    assert "http://plany.example:8123" in answer.content.decode()
    for host in ("prostejov.example", "www.prostejov.example"):
        assert at(host).get("/").headers["Location"] == "http://plany.example:8123/"
    assert at("plany.example").get("/").status_code == 200
    assert entered("kpss_sites.change_host") == (town.site_id, "admin", {"hostname": "plany.example"})


def test_host_name_of_another_town_is_not_removed_in_this_ones_name(
    admin: Client, town: TownSettings, other: TownSettings
) -> None:
    foreign = TownHost.objects.get(site=other.site)
    assert admin.post(reverse("remove_host", args=[town.site_id, foreign.pk])).status_code == 404
    assert TownHost.objects.filter(pk=foreign.pk).exists()


def test_towns_are_found_by_all_their_host_names(admin: Client, town: TownSettings, other: TownSettings) -> None:
    listed = admin.get("/admin/towns/?q=www.pros").content.decode()
    assert "www.prostejov.example" in listed
    assert screens(town)["list"] in listed
    assert "prerov.example" not in listed
    assert admin.get("/admin/towns/?q=example").context["towns"].paginator.count == 2


def test_host_that_the_server_refuses_is_marked(admin: Client, town: TownSettings, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "prostejov.example"]
    assert admin.get(screens(town)["list"]).context["refused"] == ["www.prostejov.example"]
    settings.ALLOWED_HOSTS = ["localhost", ".prostejov.example"]
    assert admin.get(screens(town)["list"]).context["refused"] == []


def test_manager_reads_the_own_towns_and_changes_none(town: TownSettings, other: TownSettings) -> None:
    browser = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    assert browser.get(reverse("hosts_towns")).headers["Location"] == screens(town)["list"]
    assert reverse("hosts_towns") in browser.get("/admin/").content.decode()
    listed = browser.get(screens(town)["list"]).content.decode()
    assert "www.prostejov.example" in listed
    assert not any(screens(town)[name] in listed for name in ("add", "main", "remove"))
    for name in ("add", "main", "remove"):
        assert browser.post(screens(town)[name], {"hostname": "x.example", "port": 80}).status_code == 404
    assert all(browser.get(path).status_code == 404 for path in screens(other).values())
    assert set(TownHost.objects.values_list("hostname", flat=True)) == {"www.prostejov.example", "www.prerov.example"}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_others_see_no_host_names(town: TownSettings, role: Role) -> None:
    browser = signed_in(make_user(town, role), "prostejov.example")
    assert all(browser.get(path).status_code == 404 for path in screens(town).values())
    assert reverse("hosts_towns") not in browser.get("/admin/").content.decode()


def test_removal_of_the_town_shows_its_host_names(admin: Client, town: TownSettings, other: TownSettings) -> None:
    shown = admin.get(reverse("remove_town", args=[town.site_id])).content.decode()
    assert "prostejov.example, www.prostejov.example" in shown
