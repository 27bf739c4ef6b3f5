"""What a server is given to send."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from cms.wsgi import application
from sites.models import Role
from tests.builders import make_image, make_town, make_user


@pytest.fixture(autouse=True)
def open_connection() -> Iterator[None]:
    """Keep the test's transaction: a request begins and ends with closing the connection, as Django's client knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def environ(path: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "HTTP_HOST": "prostejov.example",
        "SERVER_NAME": "prostejov.example",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }


@pytest.mark.django_db
def test_page_is_given_as_a_whole_and_the_request_is_over() -> None:
    make_town("prostejov")
    finished, started = [], []
    over = lambda **kwargs: finished.append(True)  # noqa: E731 -- a receiver is kept while its name is
    request_finished.connect(over)
    try:
        given = application(environ("/"), lambda status, headers: started.append((status, dict(headers))))
    finally:
        request_finished.disconnect(over)
    assert isinstance(given, list)
    [(status, headers)] = started
    assert status == "200 OK"
    assert headers["Content-Length"] == str(len(b"".join(given)))
    assert finished == [True]


@pytest.mark.django_db
def test_file_is_given_part_by_part() -> None:
    picture = make_image(make_town("prostejov")).get_rendition("max-10x10")
    given: Any = application(environ(picture.url), lambda status, headers: None)
    assert not isinstance(given, list)
    with picture.file.open() as kept:
        assert b"".join(given) == kept.read()
    given.close()


@pytest.mark.django_db
def test_what_is_done_afterwards_waits_until_the_server_has_sent_the_answer(mailoutbox: list[EmailMessage]) -> None:
    """A list is sent when the application has come back: too late for what must not be told by the time it takes."""
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    token = "t" * 32
    form = urlencode({"email": "jana@town.example", "csrfmiddlewaretoken": token}).encode()
    sent = {
        "REQUEST_METHOD": "POST",
        "HTTP_COOKIE": f"{settings.CSRF_COOKIE_NAME}={token}",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form)),
        "wsgi.input": BytesIO(form),
    }
    started = []

    given: Any = application(environ("/account/password/reset/") | sent, lambda status, headers: started.append(status))

    assert (started, b"".join(given), mailoutbox) == (["302 Found"], b"", [])
    given.close()
    assert [letter.to for letter in mailoutbox] == [["jana@town.example"]]
