"""Answers to what cannot be granted: in the language of the town, and without a word of what was asked for."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from cms.urls import cs, landing, sk
from tests.builders import At, make_town

pytestmark = pytest.mark.django_db

FAULTS: dict[str, type[Exception]] = {
    "bad": SuspiciousOperation,
    "large": RequestDataTooBig,
    "forbidden": PermissionDenied,
    "broken": RuntimeError,
}
STATUSES = {"bad": 400, "large": 413, "forbidden": 403, "broken": 500}
SECRET = "zzsecret"


def fail(request: HttpRequest, fault: str) -> HttpResponse:
    raise FAULTS[fault](SECRET)


@pytest.fixture(autouse=True)
def faulty_views() -> Iterator[None]:
    """Add a view to the towns' addresses that fails as it is told."""
    for urls in (cs, sk, landing):
        urls.urlpatterns.insert(0, path("fault/<str:fault>/", fail))
    yield
    for urls in (cs, sk, landing):
        del urls.urlpatterns[0]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("host", "lang"), [("prostejov.example", "cs"), ("bbsk.example", "sk"), ("localhost", "cs")])
def test_refusal_speaks_the_towns_language_and_quotes_nothing(at: At, fault: str, host: str, lang: str) -> None:
    make_town("prostejov")
    make_town("bbsk", language="sk", country="SK")
    browser = at(host)
    browser.raise_request_exception = False

    response = browser.get(f"/fault/{fault}/")

    shown = response.content.decode()
    assert response.status_code == STATUSES[fault]
    assert f'<html lang="{lang}"' in shown
    assert SECRET not in shown
    assert "Content-Security-Policy" in response
    assert "Traceback" not in shown


def test_form_that_is_not_ours_is_refused_in_words(at: At) -> None:
    make_town("bbsk", language="sk", country="SK")
    stranger = Client(enforce_csrf_checks=True, headers={"host": "bbsk.example"})
    response = stranger.post("/")
    assert response.status_code == 403
    assert '<html lang="sk"' in response.content.decode()
    assert "CSRF" not in response.content.decode()


def test_form_too_large_is_refused_in_words(settings: Settings, at: At) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    make_town("bbsk", language="sk", country="SK")
    stranger = Client(enforce_csrf_checks=True, headers={"host": "bbsk.example"})
    stranger.cookies["csrftoken"] = "x" * 32
    response = stranger.post("/", {"words": "x" * 200})
    assert response.status_code == 413
    assert '<html lang="sk"' in response.content.decode()


def test_host_that_is_not_ours_is_refused_without_a_town(settings: Settings, at: At) -> None:
    settings.ALLOWED_HOSTS = ["prostejov.example"]
    make_town("prostejov")
    response = at("evil.example").get("/")
    assert response.status_code == 400
    assert "Prostějov" not in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_not_found_of_one_town_names_no_other(at: At) -> None:
    make_town("prostejov")
    make_town("prerov")
    assert "Přerov" not in at("prostejov.example").get("/neni-tu/").content.decode()
