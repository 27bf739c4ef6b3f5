"""What people do with their accounts, through the forms that they see."""

import re
import time
from typing import Any

from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, TestCase

from tests.builders import PASSWORD

LOGIN = "/account/login/"
PERIOD = 30  # seconds that an app shows a code
TYPED_WITHIN = 5  # seconds until a code has reached the form, on a busy machine


def browser(host: str = "prostejov.example") -> Client:
    """Return a browser that visits a host."""
    return Client(headers={"host": host})


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    """Send the form of the sign-in."""
    return client.post(LOGIN, {"login": login, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    """Whether the account's page shows itself instead of the sign-in."""
    return client.get("/account/").status_code == 200


def code_of(secret: str) -> str:
    """Return the code that an authenticator app shows, and shows for a while yet: nobody types the one that is going."""
    left = PERIOD - time.time() % PERIOD
    if left < TYPED_WITHIN:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def add_app(client: Client, password: str = PASSWORD) -> tuple[str, list[str]]:
    """Add an authenticator app as a person does; return its secret and the recovery codes shown."""
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if "/reauthenticate/" in page.redirect_chain[-1][0] if page.redirect_chain else False:
        page = client.post(page.redirect_chain[-1][0], {"password": password}, follow=True)
    found = re.search(r'account-secret">(\w+)<', page.content.decode())
    assert found is not None, page.content.decode()
    secret = found.group(1)
    # A test's transaction never commits: what follows a commit is done here, and its session stored.
    with TestCase.captureOnCommitCallbacks() as following:
        added = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    with request_context(added.wsgi_request):
        for step in following:
            step()
    added.wsgi_request.session.save()
    codes_page = client.get(added.headers["Location"])
    return secret, re.findall(r"<code>(\d+)</code>", codes_page.content.decode())
