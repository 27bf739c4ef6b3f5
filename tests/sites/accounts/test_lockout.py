"""Guessing is stopped by account, whatever name and host it is tried under, and by address."""

import pytest
from django.conf import LazySettings
from django.test import Client

from sites.models import Role
from tests.builders import make_town, make_user
from tests.sites.accounts.acting import add_app, browser, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
GUESSES = 5


def locked(client: Client, login: str, **more: str) -> bool:
    """Whether the right password is refused with the words about the lock."""
    page = sign_in(client, login, **more)
    return page.status_code == 200 and "15" in page.content.decode()


def test_account_is_locked_under_all_its_names_and_hosts_and_nobody_elses() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    make_user(make_town("prerov"), Role.EDITOR, username="petr")
    for guess in range(GUESSES):
        login, host = ("jana", "prostejov.example") if guess % 2 else ("JANA@town.example", "prerov.example")
        assert sign_in(browser(host), login, f"guess-{guess}").status_code == 200
    for login in ("jana", "jana@town.example"):
        for host in ("prostejov.example", "prerov.example"):
            assert locked(browser(host), login)
    assert sign_in(browser(), "petr").status_code == 302


def test_unknown_name_is_locked_like_a_known_one() -> None:
    make_town("prostejov")
    for guess in range(GUESSES):
        sign_in(browser(), "nobody@town.example", f"guess-{guess}")
    assert locked(browser(), "nobody@town.example")


def test_address_that_guesses_many_accounts_is_locked_out_and_others_are_not(settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/15m/ip,5/15m/key"}
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    for guess in range(3):
        sign_in(browser(), f"somebody-{guess}", "guess")
    assert locked(browser(), "jana")
    elsewhere = Client(headers={"host": "prostejov.example"}, REMOTE_ADDR="198.51.100.7")
    assert sign_in(elsewhere, "jana").status_code == 302


def test_codes_of_the_second_factor_cannot_be_guessed_on_and_on() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    owner = browser()
    sign_in(owner, "jana")
    _secret, codes = add_app(owner)
    client = browser()
    sign_in(client, "jana")
    for guess in range(GUESSES):
        client.post("/account/2fa/authenticate/", {"code": f"{guess:06}"})
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert not is_signed_in(client)
