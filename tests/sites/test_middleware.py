"""Which town a host shows."""

import pytest
from wagtail.models import Page, Site

from sites.models import Role
from tests.builders import At, home_of, make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db


def test_host_shows_its_own_town_and_not_the_other(at: At) -> None:
    make_town("prostejov")
    make_town("prerov")
    shown = at("prerov.example").get("/").content.decode()
    assert "Přerov" in shown
    assert "Prostějov" not in shown


def test_page_of_another_town_is_not_found(at: At) -> None:
    make_page(home_of(make_town("prostejov")), "Jen tady", slug="jen-tady")
    make_town("prerov")
    assert at("prostejov.example").get("/jen-tady/").status_code == 200
    assert at("prerov.example").get("/jen-tady/").status_code == 404


def test_unknown_host_is_a_not_found_page_and_nobodys_town(at: At) -> None:
    make_town("prostejov")
    response = at("nobody.example").get("/")
    assert response.status_code == 404
    assert "Prostějov" not in response.content.decode()


def test_landing_page_lists_the_open_towns_by_czech_rules(at: At) -> None:
    for name in ("Zvolen", "Cheb", "Hodonín", "Čáslav", "Cvikov"):
        make_town(f"t{ord(name[0])}-{ord(name[1])}", name=name)
    closed = make_town("closed", name="Uzavřené")
    closed.is_suspended = True
    closed.save()
    shown = at("localhost").get("/").content.decode()
    order = [shown.index(name) for name in ("Cvikov", "Čáslav", "Hodonín", "Cheb", "Zvolen")]
    assert order == sorted(order)
    assert "Uzavřené" not in shown


def test_landing_page_speaks_slovak_under_its_prefix(at: At) -> None:
    assert '<html lang="sk"' in at("localhost").get("/sk/").content.decode()


def test_suspended_town_shows_its_notice_and_says_when_to_come_back(at: At) -> None:
    town = make_town("prostejov")
    make_town("prerov")
    town.is_suspended = True
    town.suspension_notice = "Stěhujeme se na nový server."
    town.save()
    response = at("prostejov.example").get("/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "Stěhujeme se" in response.content.decode()
    assert at("prostejov.example").get("/account/login/").status_code == 200
    assert at("prerov.example").get("/").status_code == 200


def test_renamed_host_moves_the_town_at_once(at: At) -> None:
    town = make_town("prostejov")
    assert at("prostejov.example").get("/").status_code == 200
    site = Site.objects.get(pk=town.site_id)
    site.hostname = "kpss.prostejov.example"
    site.save()
    assert at("prostejov.example").get("/").url == "http://kpss.prostejov.example/"  # type: ignore[attr-defined]
    assert at("kpss.prostejov.example").get("/").status_code == 200
    assert Page.objects.get(pk=site.root_page_id).full_url == "http://kpss.prostejov.example/"


def test_changed_settings_show_at_once(at: At) -> None:
    town = make_town("prostejov")
    at("prostejov.example").get("/")
    town.slogan = "Město, kde se plánuje společně"
    town.save()
    assert "Město, kde se plánuje společně" in at("prostejov.example").get("/").content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("host", ["localhost", "prostejov.example", "prerov.example"])
def test_draft_is_previewed_from_every_host(host: str) -> None:
    town = make_town("prostejov")
    make_town("prerov", language="sk", country="SK")
    draft = make_page(home_of(town), "Rozepsaná", live=False)
    draft.save_revision()
    browser = signed_in(make_user(town, Role.MANAGER), host)

    shown = browser.get(f"/admin/pages/{draft.pk}/view_draft/")

    assert shown.status_code == 200
    assert "Rozepsaná" in shown.content.decode()
    assert browser.get("/admin/").status_code == 200
