"""What people do with their accounts, through the forms that they see."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

from tests.builders import PASSWORD

LOGIN = "/account/login/"


def browser(host: str = "prostejov.example") -> Client:
    """Return a browser that visits a host."""
    return Client(headers={"host": host})


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the form of the sign-in."""
    return client.post(LOGIN, {"login": login, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    """Whether the account's page shows itself instead of the sign-in."""
    return client.get("/account/").status_code == 200


def code_of(secret: str) -> str:
    """Return the code that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def add_app(client: Client, password: str = PASSWORD) -> tuple[str, list[str]]:
    """Add an authenticator app as a person does; return its secret and the recovery codes shown."""
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if "/reauthenticate/" in page.redirect_chain[-1][0] if page.redirect_chain else False:
        page = client.post(page.redirect_chain[-1][0], {"password": password}, follow=True)
    found = re.search(r'account-secret">(\w+)<', page.content.decode())
    assert found is not None, page.content.decode()
    secret = found.group(1)
    codes_page = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<code>(\d+)</code>", codes_page.content.decode())
