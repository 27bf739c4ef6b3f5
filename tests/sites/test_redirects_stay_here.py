"""Wherever somebody is led on by an address that came with the request, it is one of this host."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from sites.models import Role
from tests.builders import PASSWORD, At, home_of, make_document, make_page, make_town, make_user, signed_in
from tests.sites.test_privacy import ELSEWHERE

pytestmark = pytest.mark.django_db


def leads_elsewhere(location: str) -> bool:
    """Read an address as browsers do: tabs and line ends are dropped, a backslash is a slash."""
    seen = "".join(c for c in location if c > " ").replace("\\", "/")
    return not seen.startswith("/") or seen.startswith("//")


def test_reading_an_address_as_browsers_do() -> None:
    assert all(leads_elsewhere(address) for address in ELSEWHERE)
    assert not leads_elsewhere("/admin/")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_sign_in_leads_to_this_host_only(at: At, elsewhere: str) -> None:
    editor = make_user(make_town("prostejov"), Role.EDITOR)
    browser = at("prostejov.example")
    answer = browser.post("/account/login/", {"login": editor.username, "password": PASSWORD, "next": elsewhere})
    assert answer.status_code == 302
    assert not leads_elsewhere(answer["Location"])


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_admin_leads_to_this_host_only(elsewhere: str) -> None:
    town = make_town("prostejov")
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    page: Page = make_page(home_of(town))
    document = make_document(town, collection=town.files_collection)
    for name, key in (
        ("wagtailadmin_pages:unpublish", page.pk),
        ("wagtailadmin_pages:delete", page.pk),
        ("wagtaildocs:delete", document.pk),
    ):
        answer = manager.post(reverse(name, args=[key]), {"next": elsewhere})
        assert answer.status_code == 302, name
        assert not leads_elsewhere(answer["Location"]), name


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x", "/%5Cevil.example", "/%2Fevil.example/x"])
def test_missing_slash_leads_nowhere_else(at: At, path: str) -> None:
    make_town("prostejov")
    answer = at("prostejov.example").generic("GET", path)
    assert answer.status_code in (301, 302, 400, 404)
    assert not leads_elsewhere(answer.get("Location", "/"))
