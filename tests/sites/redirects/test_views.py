"""A town's managers keep its redirects; nobody else does, and no redirect leads in a circle or into another town."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sites.models import AuditEntry, Role, TownHost, TownSettings
from tests.builders import At, home_of, make_admin, make_page, make_town, make_user, publish_language, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov", other_languages=("sk",))


@pytest.fixture
def other() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), "prostejov.example")


def screens(town: TownSettings, redirect_id: int) -> list[str]:
    site_id = town.site_id
    return [
        reverse("redirects", args=[site_id]),
        reverse("add_redirect", args=[site_id]),
        reverse("change_redirect", args=[site_id, redirect_id]),
        reverse("delete_redirect", args=[site_id, redirect_id]),
    ]


def send(browser: Client, town: TownSettings, edited: Redirect | None = None, **form: Any) -> Any:
    """Send the form of a redirect; with ``edited`` the one that changes it."""
    url = reverse("add_redirect", args=[town.site_id])
    if edited is not None:
        url = reverse("change_redirect", args=[town.site_id, edited.pk])
    return browser.post(url, {"old_path": "/stara", "redirect_page": "", "redirect_link": "", **form})


def refused(response: HttpResponse) -> str:
    """Return a form that was shown again, which is what a refusal is."""
    assert response.status_code == 200
    assert not Redirect.objects.filter(old_path="/stara").exists()
    return response.content.decode()


def make_redirect(town: TownSettings, old_path: str, target: Page | str, **changes: Any) -> Redirect:
    where = {"redirect_link": target} if isinstance(target, str) else {"redirect_page": target}
    redirect: Redirect = Redirect.objects.create(site=town.site, old_path=old_path, **where, **changes)
    return redirect


def test_manager_leads_a_former_address_to_a_page(
    manager: Client, town: TownSettings, other: TownSettings, at: At
) -> None:
    page = make_page(home_of(town), "Kontakt", slug="kontakt")

    assert send(manager, town, redirect_page=page.pk, is_permanent="on").status_code == 302

    response = at("prostejov.example").get("/stara/")
    assert (response.status_code, response.headers["Location"]) == (301, "http://prostejov.example/kontakt/")
    assert at("prerov.example").get("/stara/").status_code == 404


@pytest.mark.parametrize("path", ["/sk/stara", "/cs/stara", "/stara.html", "/index.php?id=4", "/péče"])
def test_former_address_may_lie_anywhere(manager: Client, town: TownSettings, at: At, path: str) -> None:
    """Under a language's prefix too, also under those that the town does not use."""
    publish_language(town, "sk")

    assert send(manager, town, old_path=path, redirect_link="https://www.mpsv.example/").status_code == 302

    response = at("prostejov.example").get(path)
    assert (response.status_code, response.headers["Location"]) == (302, "https://www.mpsv.example/")


def test_other_roles_and_other_towns_find_nothing(town: TownSettings, other: TownSettings) -> None:
    redirect = make_redirect(town, "/tajna", home_of(town))
    for person in (
        make_user(town, Role.EDITOR),
        make_user(town, Role.COORDINATOR),
        make_user(other, Role.MANAGER),
    ):
        browser = signed_in(person)
        for url in screens(town, redirect.pk):
            assert browser.get(url).status_code == 404
            assert browser.post(url, {"old_path": "/stara", "redirect_link": "https://a.example/"}).status_code == 404
    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/tajna"]


def test_redirect_of_another_town_is_not_reached_through_the_own(
    manager: Client, town: TownSettings, other: TownSettings
) -> None:
    for foreign in (make_redirect(other, "/cizi", home_of(other)), Redirect.objects.create(old_path="/vsech")):
        for url in screens(town, foreign.pk)[2:]:
            assert manager.get(url).status_code == 404
            assert manager.post(url).status_code == 404
    assert "/cizi" not in manager.get(screens(town, 1)[0]).content.decode()
    assert Redirect.objects.count() == 2


def test_page_of_another_town_is_no_target(town: TownSettings, other: TownSettings, manager: Client) -> None:
    foreign = make_page(home_of(other), "Cizí stránka")

    for page_id in (foreign.pk, 998_877_665):
        assert "Cizí" not in refused(send(manager, town, redirect_page=page_id))

    both = make_user(town, Role.EDITOR, username="both")
    both.groups.add(*(each.site.town_roles.get(role=Role.MANAGER).group for each in (town, other)))
    response = send(signed_in(both), town, redirect_page=foreign.pk)
    assert response.context["form"].errors.keys() == {"redirect_page"}
    assert not Redirect.objects.exists()


def test_draft_is_no_target(town: TownSettings, manager: Client) -> None:
    draft = make_page(home_of(town), "Koncept", live=False)

    response = send(manager, town, redirect_page=draft.pk)

    assert response.context["form"].errors.keys() == {"redirect_page"}


@pytest.mark.parametrize(
    "path",
    [
        "stara",
        "//jinde.example/stara",
        "https://jinde.example/stara",
        "/stara\\..",
        "/sta\tra",
        "/",
        "/kontakt",
        "/kontakt/?tisk=1",
        "/admin/pages",
        "/robots.txt",
        "/media/x",
        "/sk",
        "",
    ],
)
def test_former_address_that_is_none_is_refused(manager: Client, town: TownSettings, path: str) -> None:
    make_page(home_of(town), "Kontakt", slug="kontakt")
    publish_language(town, "sk")

    response = send(manager, town, old_path=path, redirect_link="https://www.mpsv.example/")

    assert response.status_code == 200
    assert "old_path" in response.context["form"].errors
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "//jinde.example/",
        "https://a@b.example/",
        "kamsi",
    ],
)
def test_hostile_target_is_refused(manager: Client, town: TownSettings, address: str) -> None:
    response = send(manager, town, redirect_link=address)

    if response.status_code == 302:  # a name alone is completed to a whole address
        assert Redirect.objects.get().redirect_link.startswith("https://")
        assert ":" not in address
    else:
        assert "redirect_link" in response.context["form"].errors


def test_exactly_one_target_is_asked_for(manager: Client, town: TownSettings) -> None:
    page = make_page(home_of(town))

    refused(send(manager, town))
    refused(send(manager, town, redirect_page=page.pk, redirect_link="https://www.mpsv.example/"))


def test_two_redirects_from_one_address_are_refused_within_a_town_only(
    manager: Client, town: TownSettings, other: TownSettings
) -> None:
    make_redirect(other, "/stara", home_of(other))
    target = {"redirect_link": "https://www.mpsv.example/"}

    assert send(manager, town, **target).status_code == 302
    assert send(manager, town, old_path="/stara/", **target).status_code == 200

    assert Redirect.objects.filter(site=town.site).count() == 1


@pytest.mark.parametrize(
    "address",
    ["http://prostejov.example/stara/", "http://prostejov.example/dal", "http://www.prostejov.example/jeste-dal"],
)
def test_circles_are_refused(manager: Client, town: TownSettings, address: str) -> None:
    """Through a further host name of the town too."""
    TownHost.objects.create(site=town.site, hostname="www.prostejov.example")
    make_redirect(town, "/dal", "http://prostejov.example/jeste-dal")
    make_redirect(town, "/jeste-dal", "http://prostejov.example/stara")

    refused(send(manager, town, redirect_link=address))


def test_changing_and_deleting_are_entered_into_the_audit_trail(
    manager: Client, town: TownSettings, other: TownSettings
) -> None:
    send(manager, town, redirect_link="https://www.mpsv.example/")
    redirect = Redirect.objects.get()
    send(manager, town, redirect, old_path="/starsi", redirect_link="https://www.mpsv.example/")
    confirmation = reverse("delete_redirect", args=[town.site_id, redirect.pk])

    assert Redirect.objects.get().old_path == "/starsi"
    assert manager.get(confirmation).status_code == 200
    assert Redirect.objects.exists()
    manager.post(confirmation)

    assert not Redirect.objects.exists()
    entries = AuditEntry.objects.of_town(town.site_id).filter(what="wagtailredirects.redirect").order_by("pk")
    assert [(entry.action, entry.person, entry.label) for entry in entries] == [
        ("wagtail.create", "prostejov-manager", "/stara"),
        ("wagtail.edit", "prostejov-manager", "/starsi"),
        ("wagtail.delete", "prostejov-manager", "/starsi"),
    ]


def test_redirect_made_by_a_move_is_listed_as_automatic_until_somebody_changes_it(
    manager: Client, town: TownSettings, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_page(home_of(town), "Porada", slug="porada")
    page.slug = "porady"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    redirect = Redirect.objects.get()
    listing = reverse("redirects", args=[town.site_id])

    shown = manager.get(listing).content.decode()
    assert "/porada<" in shown
    assert "automati" in shown

    send(manager, town, redirect, old_path="/porada", redirect_page=page.pk)
    redirect.refresh_from_db()
    assert not redirect.automatically_created


def test_list_is_searched_and_paged(manager: Client, town: TownSettings, other: TownSettings) -> None:
    page = make_page(home_of(town), "Poradna")
    for number in range(60):
        make_redirect(town, f"/a{number:02}", "https://www.mpsv.example/")
    make_redirect(town, "/z", page)
    make_redirect(other, "/a-cizi", home_of(other))
    listing = reverse("redirects", args=[town.site_id])

    first = manager.get(listing).content.decode()
    assert "/a49<" in first
    assert "/a50<" not in first
    assert "/a50<" in manager.get(listing, {"p": 2}).content.decode()
    found = manager.get(listing, {"q": "porad"}).content.decode()
    assert "/z<" in found
    assert "/a00<" not in found
    assert "/a-cizi" not in manager.get(listing, {"q": "a-cizi"}).content.decode().replace('value="a-cizi"', "")


def test_administrator_chooses_the_town_and_others_are_led_to_theirs(
    manager: Client, town: TownSettings, other: TownSettings
) -> None:
    entrance = reverse("redirects_towns")

    assert manager.get(entrance).headers["Location"] == reverse("redirects", args=[town.site_id])
    assert entrance in manager.get(reverse("wagtailadmin_home")).content.decode()
    shown = signed_in(make_admin()).get(entrance).content.decode()
    for each in (town, other):
        assert reverse("redirects", args=[each.site_id]) in shown
