"""The second factor: who needs it, what counts, how it is lost and given back."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.core.cache.backends import base, locmem
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client

from sites.models import Role, TownSettings, User
from sites.roles import group_of
from tests.builders import make_admin, make_town, make_user
from tests.sites.accounts.acting import PERIOD, add_app, browser, code_of, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
FACTORS = "/account/2fa/"


@pytest.fixture
def required(settings: LazySettings) -> None:
    settings.REQUIRE_MFA = True


def signed_in(name: str) -> Client:
    client = browser()
    assert sign_in(client, name).status_code == 302
    return client


def with_app(name: str) -> tuple[Client, str, list[str]]:
    client = signed_in(name)
    return (client, *add_app(client))


def make_people(town: TownSettings) -> None:
    for role in Role:
        make_user(town, role, username=role.value)
    make_admin()


@pytest.mark.parametrize("name", ["manager", "admin"])
@pytest.mark.usefixtures("required")
def test_managers_and_administrators_add_one_before_they_work(name: str) -> None:
    make_people(make_town("prostejov"))
    client = signed_in(name)
    for path in ("/admin/", "/admin/pages/", "/admin/account/"):
        assert client.get(path).headers["Location"] == FACTORS
    assert client.post("/admin/pages/2/delete/").headers["Location"] == FACTORS
    assert client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    add_app(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_others_need_one_where_their_town_says_so() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    make_people(town)
    make_user(other, Role.EDITOR, username="petr")
    TownSettings.objects.filter(pk=town.pk).update(requires_second_factor=True)
    assert signed_in("editor").get("/admin/").headers["Location"] == FACTORS
    assert signed_in("petr").get("/admin/").status_code == 200


def test_without_the_requirement_nobody_is_asked() -> None:
    make_people(make_town("prostejov"))
    for name in ("editor", "manager", "admin"):
        assert signed_in(name).get("/admin/").status_code == 200


def test_password_alone_does_not_sign_in_who_has_one() -> None:
    make_people(make_town("prostejov"))
    _owner, _secret, codes = with_app("editor")
    client = signed_in("editor")
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert is_signed_in(client)


def test_code_of_the_app_and_each_recovery_code_work_once() -> None:
    make_people(make_town("prostejov"))
    _owner, secret, codes = with_app("editor")
    assert len(codes) == 10
    for code in (code_of(secret), codes[3]):
        first, second = signed_in("editor"), signed_in("editor")
        first.post("/account/2fa/authenticate/", {"code": code})
        assert is_signed_in(first)
        second.post("/account/2fa/authenticate/", {"code": code})
        assert not is_signed_in(second)


def test_code_of_a_clock_that_is_half_a_minute_off_works_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    make_people(make_town("prostejov"))
    _owner, secret, _codes = with_app("editor")
    clock = SimpleNamespace(now=(time.time() // PERIOD + 0.5) * PERIOD)  # stands still, far from a new code
    for module in (totp, base, locmem):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: clock.now))

    def works(steps_off: int) -> bool:
        client, step = signed_in("editor"), int(clock.now // PERIOD) + steps_off
        client.post("/account/2fa/authenticate/", {"code": totp.format_hotp_value(totp.hotp_value(secret, step))})
        return is_signed_in(client)

    assert [works(steps_off) for steps_off in (-2, 2, -1, 0, 1)] == [False, False, True, True, True]
    assert not works(1)
    clock.now += 2 * PERIOD
    assert not works(-1)  # the same code, which would still be taken
    assert works(0)


@pytest.mark.parametrize("code", ["000000", "ABCD-EFGH"])
def test_no_code_fits_a_secret_that_a_new_key_of_the_installation_cannot_open(
    settings: LazySettings, code: str
) -> None:
    make_people(make_town("prostejov"))
    _owner, _secret, codes = with_app("editor")
    settings.SECRET_KEY = "another-key-than-the-one-that-sealed-the-secrets"
    client = signed_in("editor")
    for typed in (code, codes[0]):
        assert client.post("/account/2fa/authenticate/", {"code": typed}).status_code == 200
        assert not is_signed_in(client)


def test_recovery_codes_are_shown_once_and_no_secret_is_stored_in_the_clear() -> None:
    make_people(make_town("prostejov"))
    client, secret, codes = with_app("editor")
    page = client.get("/account/2fa/recovery-codes/").content.decode()
    assert not any(code in page for code in codes)
    assert client.get("/account/2fa/recovery-codes/download/").status_code in (403, 404)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert Authenticator.objects.count() == 2


@pytest.mark.usefixtures("required")
def test_session_from_before_the_factor_shows_it_first() -> None:
    make_people(make_town("prostejov"))
    before = signed_in("manager")
    _owner, _secret, codes = with_app("manager")
    way = before.get("/admin/").headers["Location"]
    assert way == "/account/2fa/reauthenticate/?next=%2Fadmin%2F"
    assert before.post(way, {"code": codes[0]}).headers["Location"] == "/admin/"
    assert before.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_who_removes_the_last_one_has_to_add_another() -> None:
    make_people(make_town("prostejov"))
    client, _secret, _codes = with_app("manager")
    assert client.get("/admin/").status_code == 200
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").headers["Location"] == FACTORS


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/", "recovery-codes/generate/"])
def test_changing_factors_asks_for_the_password_again(path: str) -> None:
    make_people(make_town("prostejov"))
    client = browser()
    client.force_login(User.objects.get(username="editor"))
    for answer in (client.get(FACTORS + path), client.post(FACTORS + path)):
        assert "/account/reauthenticate/" in answer.headers["Location"]


def test_passkey_is_asked_for_the_host_that_one_is_at() -> None:
    make_people(make_town("prostejov"))
    make_town("prerov")
    for host in ("prostejov.example", "prerov.example"):
        answer = browser(host).get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
        assert answer.json()["request_options"]["publicKey"]["rpId"] == host
    client = signed_in("editor")
    page = client.post(
        "/account/reauthenticate/?next=/account/2fa/webauthn/add/",
        {"password": "correct-horse-battery"},
        follow=True,
    ).content.decode()
    assert re.search(r'"rp": \{[^}]*"id": "prostejov.example"', page)


def test_console_gives_back_an_account_whose_factor_was_lost(mailoutbox: list[EmailMessage]) -> None:
    make_people(make_town("prostejov"))
    client, _secret, _codes = with_app("manager")
    mailoutbox.clear()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@town.example")
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "editor@town.example")
    call_command("reset_second_factor", "Manager@town.example")
    assert not Authenticator.objects.exists()
    assert not is_signed_in(client)
    assert is_signed_in(signed_in("manager"))


def test_manager_resets_it_for_who_belongs_to_the_town_alone() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    make_people(town)
    make_user(other, Role.EDITOR, username="petr")
    both = make_user(town, Role.EDITOR, username="both")
    both.groups.add(group_of(other.site, Role.EDITOR))
    chief = make_admin(username="chief")
    chief.groups.add(group_of(town.site, Role.EDITOR))
    for name in ("editor", "both", "chief", "petr", "manager"):
        with_app(name)
    manager = browser()
    manager.force_login(User.objects.get(username="manager"))

    def reset(name: str) -> int:
        user = User.objects.get(username=name)
        return manager.post(f"/admin/people/{town.site_id}/{user.pk}/second-factor/").status_code

    for name in ("both", "chief", "petr", "manager", "editor"):
        reset(name)
    has_one = set(Authenticator.objects.values_list("user__username", flat=True))
    assert has_one == {"both", "chief", "petr", "manager"}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_nobody_but_managers_resets_it(role: Role) -> None:
    town = make_town("prostejov")
    make_people(town)
    with_app("manager")
    client = browser()
    client.force_login(User.objects.get(username=role.value))
    target = User.objects.get(username="manager")
    assert client.post(f"/admin/people/{town.site_id}/{target.pk}/second-factor/").status_code == 404
    assert Authenticator.objects.filter(user=target).exists()
