"""Signing in by e-mail or user name, on every host, and nowhere else."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from sites.models import Role, User
from tests.builders import PASSWORD, At, make_admin, make_town, make_user
from tests.sites.accounts.acting import LOGIN, browser, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another-good-horse-9"


@pytest.mark.parametrize("login", ["jana", "Jana@Town.Example", "jana@town.example"])
def test_address_in_any_case_and_user_name_open_the_admin(login: str) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    client = browser()
    assert sign_in(client, login).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_one_sign_in_is_of_one_host() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    make_town("prerov")
    client = browser()
    sign_in(client, "jana")
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert not client.cookies[settings.SESSION_COOKIE_NAME]["domain"]


def test_wagtails_own_views_lead_to_the_account() -> None:
    make_town("prostejov")
    client = browser()
    assert client.get("/admin/").headers["Location"] == f"{LOGIN}?next=/admin/"
    assert client.get("/admin/login/?next=/admin/pages/").headers["Location"] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F"
    for path in ("", "done/", "confirm/MQ/abc-def/", "complete/"):
        assert client.get(f"/admin/password_reset/{path}").headers["Location"] == "/account/password/reset/"


def test_sign_out_of_the_admins_menu_ends_the_session() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    client = browser()
    sign_in(client, "jana")
    assert client.get("/admin/logout/").status_code == 200  # asks
    assert client.post("/admin/logout/").headers["Location"] == LOGIN
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "foreign",
    [
        "https://prerov.example/admin/",
        "//evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
    ],
)
def test_next_address_elsewhere_is_not_followed(foreign: str) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    make_town("prerov")
    client = browser()
    response = sign_in(client, "jana", next=foreign)
    assert response.headers["Location"] == "/admin/"
    assert client.get(LOGIN, {"next": foreign}).headers["Location"] == "/admin/"
    assert urlsplit(client.post("/account/logout/", {"next": foreign}).headers["Location"]).netloc == ""


def test_next_address_of_the_host_is_followed() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    assert sign_in(browser(), "jana", next="/admin/account/").headers["Location"] == "/admin/account/"


def test_session_gets_a_new_number_with_the_sign_in() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    client = browser()
    client.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    sign_in(client, "jana")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    stranger = browser()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_signed_in(stranger)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/3rdparty/", "/account/login/code/"])
def test_nobody_signs_up_or_adds_addresses(path: str) -> None:
    make_town("prostejov")
    assert browser().get(path).status_code == 404


def test_wrong_name_and_wrong_password_read_alike() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    known = sign_in(browser(), "jana@town.example", "wrong").content.decode()
    unknown = sign_in(browser(), "nobody@town.example", "wrong").content.decode()
    assert re.findall(r"<p>(.+?)</p>", known) == re.findall(r"<p>(.+?)</p>", unknown)


def test_reset_answers_alike_and_writes_to_known_people_only(mailoutbox: list[EmailMessage]) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    answers = [
        browser().post("/account/password/reset/", {"email": email})
        for email in ("jana@town.example", "nobody@town.example")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    (message,) = mailoutbox
    assert message.to == ["jana@town.example"]


def test_forgotten_password_is_replaced_by_the_link_and_ends_all_sessions(mailoutbox: list[EmailMessage]) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    elsewhere = browser()
    sign_in(elsewhere, "jana")
    client = browser()
    client.post("/account/password/reset/", {"email": "jana@town.example"})
    link = re.search(r"http://prostejov\.example(/\S+)", str(mailoutbox[0].body))
    assert link is not None
    form = client.get(link.group(1)).headers["Location"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert not is_signed_in(elsewhere)
    assert sign_in(client, "jana", PASSWORD).status_code == 200
    assert sign_in(client, "jana", NEW_PASSWORD).status_code == 302
    assert "password1" not in browser().get(link.group(1), follow=True).content.decode()


def test_address_that_nobody_verified_is_asked_for(mailoutbox: list[EmailMessage]) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    EmailAddress.objects.update(verified=False)
    client = browser()
    assert sign_in(client, "jana").headers["Location"] == "/account/confirm-email/"
    assert not is_signed_in(client)
    link = re.search(r"http://prostejov\.example(/\S+)", str(mailoutbox[0].body))
    assert link is not None
    client.post(link.group(1))
    assert sign_in(client, "jana").headers["Location"] == "/admin/"


def test_administrator_made_without_an_address_signs_in() -> None:
    make_town("prostejov")
    make_admin(email="")
    assert sign_in(browser(), "admin").headers["Location"] == "/admin/"


def test_changed_address_has_to_be_verified_and_the_former_one_opens_nothing() -> None:
    user = make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    user.email = "nova@town.example"
    user.save()
    assert sign_in(browser(), "jana@town.example").status_code == 200
    assert sign_in(browser(), "nova@town.example").headers["Location"] == "/account/confirm-email/"


def test_addresses_that_differ_in_case_alone_are_the_same() -> None:
    make_user(None, None, username="jana")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(None, None, username="other", email="JANA@town.example")
    make_user(None, None, username="third", email="")
    make_user(None, None, username="fourth", email="")


def test_closed_account_is_told_so() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana", is_active=False)
    client = browser()
    assert sign_in(client, "jana").headers["Location"] == "/account/inactive/"
    assert not is_signed_in(client)


def test_account_without_a_town_is_not_sent_in_circles() -> None:
    make_town("prostejov")
    make_user(None, None, username="jana")
    client = browser()
    sign_in(client, "jana")
    assert client.get("/admin/", follow=True).status_code == 403


def test_account_pages_are_of_the_persons_language_and_kept_by_nobody(at: At) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    client = browser()
    sign_in(client, "jana")
    for path in (LOGIN, "/account/password/reset/", "/account/", "/account/2fa/", "/account/sessions/"):
        response = (browser() if path == LOGIN else client).get(path)
        assert response.status_code == 200, path
        assert "no-store" in response.headers["Cache-Control"], path
        assert '<html lang="cs"' in response.content.decode(), path


def test_suspended_towns_people_can_sign_in() -> None:
    town = make_town("prostejov")
    make_user(town, Role.EDITOR, username="jana")
    town.is_suspended = True
    town.save()
    assert sign_in(browser(), "jana").headers["Location"] == "/admin/"
    assert User.objects.get(username="jana").last_login is not None
