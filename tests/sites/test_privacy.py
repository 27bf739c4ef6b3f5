"""Passwords of private pages and collections, asked for on their own town's host and for their own things only."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from sites.models import Role, TownDocument, TownSettings
from tests.builders import At, carry, home_of, make_document, make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://evil.example/",
    "http://prerov.example/",
    "javascript:alert(1)",
    "\t//evil.example",
    "/\t/evil.example",
    "\x08//evil.example",
    "http://prostejov.example@evil.example/",
    "http://prostejov.example:pw@evil.example",
]


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def other() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def private(town: TownSettings) -> Page:
    return make_page(home_of(town), "zzsecret", slug="tajne")


@pytest.fixture
def document(town: TownSettings) -> TownDocument:
    document = make_document(town, "zzsecret")
    carry(document)
    return document


def close_page(page: Page) -> str:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


def close_collection(document: TownDocument) -> str:
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password="open"
    )
    return f"/documents/authenticate_with_password/{restriction.pk}/"


def test_password_opens_the_page_and_leads_back(at: At, private: Page) -> None:
    address, visitor = close_page(private), at("prostejov.example")
    asked = visitor.get("/tajne/")
    assert address in asked.content.decode()
    assert "no-store" in visitor.get(address)["Cache-Control"]
    assert visitor.post(address, {"password": "wrong", "return_url": "/tajne/"}).status_code == 200
    assert address in visitor.get("/tajne/").content.decode()

    opened = visitor.post(address, {"password": "open", "return_url": "/tajne/"})

    assert opened["Location"] == "/tajne/"
    assert address not in visitor.get("/tajne/").content.decode()


def test_form_does_not_name_the_page(at: At, private: Page) -> None:
    address = close_page(private)
    for path in ("/tajne/", address):
        shown = at("prostejov.example").get(path).content.decode()
        assert "zzsecret" not in shown
        assert '<html lang="cs"' in shown


@pytest.mark.parametrize("host", ["prerov.example", "localhost", "nobody.example"])
def test_password_is_asked_for_on_its_own_host_only(
    at: At, other: TownSettings, private: Page, document: TownDocument, host: str
) -> None:
    for address in (close_page(private), close_collection(document)):
        assert at(host).get(address).status_code == 404
        answer = at(host).post(address, {"password": "open", "return_url": "/"})
        assert answer.status_code == 404
        assert "zzsecret" not in answer.content.decode()


def test_restriction_of_one_page_opens_no_other(at: At, town: TownSettings, other: TownSettings, private: Page) -> None:
    own, _, _ = close_page(private).removesuffix("/").rpartition("/")
    visitor = at("prostejov.example")
    draft = make_page(home_of(town), "zzdraft", live=False)
    for wrong in (home_of(other), make_page(home_of(town), "Veřejná"), draft):
        response = visitor.get(f"{own}/{wrong.pk}/")
        assert response.status_code == 404
        assert "zzdraft" not in response.content.decode()
    login = PageViewRestriction.objects.create(page=make_page(home_of(town), "Jiná"), restriction_type="login")
    assert visitor.get(f"/_util/authenticate_with_password/{login.pk}/{login.page_id}/").status_code == 404


def test_people_of_another_town_are_told_that_there_is_nothing(
    other: TownSettings, private: Page, document: TownDocument
) -> None:
    stranger = signed_in(make_user(other, Role.MANAGER), "prostejov.example")
    for address in (close_page(private), close_collection(document)):
        assert stranger.post(address, {"password": "open", "return_url": "/"}).status_code == 404


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_password_leads_to_this_host_only(at: At, private: Page, document: TownDocument, elsewhere: str) -> None:
    for address in (close_page(private), close_collection(document)):
        answer = at("prostejov.example").post(address, {"password": "open", "return_url": elsewhere})
        assert answer.status_code == 302
        assert answer["Location"] in ("/tajne/", "/")


def test_guessing_passwords_is_limited(
    settings: Settings, at: At, town: TownSettings, private: Page, document: TownDocument
) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"password": "3/5m"}
    addresses = [close_page(private), close_collection(document)]
    guess = {"password": "guess", "return_url": "/"}
    statuses = [at("prostejov.example").post(addresses[turn % 2], guess).status_code for turn in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    # Also for somebody who is signed in.
    editor = signed_in(make_user(town, Role.EDITOR), "prostejov.example")
    assert editor.post(addresses[0], guess).status_code == 429


def test_document_of_a_closed_collection_asks_in_the_towns_language(client: Client) -> None:
    town = make_town("bbsk", language="sk", country="SK")
    document = make_document(town, "zzsecret")
    carry(document)
    address = close_collection(document)
    answer = client.get(document.url, headers={"host": "bbsk.example"})
    assert address in answer.content.decode()
    assert '<html lang="sk"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_there_is_one_place_to_sign_in(at: At, town: TownSettings, private: Page) -> None:
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert at("prostejov.example").get("/tajne/")["Location"].startswith("/account/login/?next=/tajne/")
    old = at("prostejov.example").get("/_util/login/?next=/tajne/")
    assert old["Location"] == "/account/login/?next=/tajne/"
    assert at("prostejov.example").post("/sk/_util/login/").status_code == 404
