"""Signing in with a second factor on a telephone: an authenticator app, recovery codes and a passkey."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.demo import PASSWORD, Demo
from tests.sites.accounts.acting import code_of

USER = "ostrov-coordinator"
"""Whom no other test of the same demo signs in: the password alone is not enough afterwards."""
PHONE = {"width": 320, "height": 720}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def submit(page: Page) -> None:
    page.locator("form.account-form button").first.click()
    page.wait_for_load_state()


def sign_out(demo: Demo, page: Page) -> None:
    page.goto(demo.url("ostrov", "/account/logout/"))
    submit(page)


def give_password(demo: Demo, page: Page) -> None:
    page.goto(demo.url("ostrov", "/admin/"))
    page.locator("[name=login]").fill(USER)
    page.locator("[name=password]").fill(PASSWORD)
    submit(page)


def test_second_factor_is_added_used_and_accessible(demo: Demo, page: Page, axe: Callable[[Page], list[str]]) -> None:
    problems: list[str] = []
    page.on("console", lambda said: problems.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def look() -> None:
        assert axe(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url

    page.goto(demo.url("ostrov", "/account/login/"))
    look()
    give_password(demo, page)
    for path in ("", "2fa/", "sessions/", "password/change/"):
        page.goto(demo.url("ostrov", f"/account/{path}"))
        look()

    page.goto(demo.url("ostrov", "/account/2fa/totp/activate/"))
    look()
    page.locator("[name=password]").fill(PASSWORD)
    submit(page)
    look()
    page.locator("[name=code]").fill(code_of(page.locator(".account-secret").inner_text()))
    submit(page)
    look()
    codes = page.locator(".account-codes code").all_inner_texts()
    assert len(codes) == 10

    page.goto(demo.url("ostrov", "/account/2fa/webauthn/add/"))
    look()
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/2fa/$"))
    look()

    sign_out(demo, page)
    look()
    page.locator("#passkey_login").click()
    page.wait_for_url(re.compile("/admin/"))

    sign_out(demo, page)
    give_password(demo, page)
    look()
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(re.compile("/admin/"))

    sign_out(demo, page)
    give_password(demo, page)
    page.locator("[name=code]").fill(codes[0])
    submit(page)
    assert "/admin/" in page.url
    assert [problem for problem in problems if "/account/" in problem] == []
