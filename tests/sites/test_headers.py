"""What browsers are told about each kind of answer."""

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import RequestFactory
from django.urls import reverse

from sites.headers import SecurityHeadersMiddleware
from sites.models import Role
from tests.builders import At, carry, home_of, make_document, make_image, make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/hledani/?q=x", "/aktuality/", "/neni-tu/", "/sitemap.xml", "/robots.txt", "/invitation/x/"]


def policy(response: HttpResponseBase) -> dict[str, list[str]]:
    directives = [directive.split() for directive in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in directives}


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_runs_nothing_that_is_not_a_file_of_ours(at: At, path: str) -> None:
    make_town("prostejov")
    directives = policy(at("prostejov.example").get(path))
    assert directives["default-src"] == ["'none'"]
    assert directives["object-src"] == directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]
    for name in ("script-src", "style-src", "form-action", "connect-src", "img-src", "font-src"):
        assert directives[name] == ["'self'"]
    assert "unsafe" not in str(directives)


def test_policy_is_the_same_for_every_answer_so_that_it_can_be_kept(at: At) -> None:
    make_town("prostejov")
    make_town("prerov")
    answers = [at(f"{town}.example").get("/") for town in ("prostejov", "prerov", "prostejov")]
    assert len({answer["Content-Security-Policy"] for answer in answers}) == 1
    assert "nonce" not in answers[0]["Content-Security-Policy"]


def test_admin_runs_no_script_of_a_page_and_is_framed_by_itself_only() -> None:
    manager = signed_in(make_user(make_town("prostejov"), Role.MANAGER), "prostejov.example")
    directives = policy(manager.get("/admin/"))
    assert directives["script-src"] == ["'self'"]
    assert not [name for name in directives if name.startswith("script") and "'unsafe-inline'" in directives[name]]
    assert "'unsafe-eval'" not in str(directives)
    assert directives["style-src"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'self'"]
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]


@pytest.mark.parametrize("host", ["prostejov.example", "localhost"])
def test_preview_may_be_framed_by_the_admin(host: str) -> None:
    town = make_town("prostejov")
    page = make_page(home_of(town))
    manager = signed_in(make_user(town, Role.MANAGER), host)
    response = manager.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]))
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == ["'self'"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "referrer"),
    [("/", "strict-origin-when-cross-origin"), ("/admin/login/", "same-origin"), ("/invitation/x/", "same-origin")],
)
def test_addresses_of_work_are_told_to_nobody(at: At, path: str, referrer: str) -> None:
    make_town("prostejov")
    response = at("prostejov.example").get(path)
    assert response["Referrer-Policy"] == referrer


@pytest.mark.parametrize("path", ["/", "/neni-tu/", "/admin/login/", "/robots.txt", "/static/cms/css/base.css"])
def test_every_answer_is_isolated_and_asks_for_nothing_of_the_device(at: At, path: str) -> None:
    make_town("prostejov")
    response = at("prostejov.example").get(path)
    b"".join(response)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "geolocation=(self)" in response["Permissions-Policy"]


def test_file_has_a_policy_of_its_own(at: At) -> None:
    town = make_town("prostejov")
    document = make_document(town)
    carry(document)
    for url in (make_image(town).get_rendition("max-40x40").url, document.url):
        response = at("prostejov.example").get(url)
        b"".join(response)
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "script-src" not in response["Content-Security-Policy"]


def test_view_may_add_to_its_policy_and_to_no_other() -> None:
    def view(request: object) -> HttpResponse:
        response = HttpResponse()
        response._csp_update = {"form-action": ["https://id.example"]}  # type: ignore[attr-defined]
        return response

    request = RequestFactory().get("/account/login/")
    assert policy(SecurityHeadersMiddleware(view)(request))["form-action"] == ["'self'", "https://id.example"]
    plain = SecurityHeadersMiddleware(lambda request: HttpResponse())
    assert policy(plain(request))["form-action"] == ["'self'"]
