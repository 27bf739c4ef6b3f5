"""What a server is given to send."""

from io import BytesIO
from typing import Any

import pytest
from django.core.signals import request_finished

from cms.wsgi import application
from tests.builders import make_image, make_town


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
