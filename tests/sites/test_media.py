"""How uploaded files are given out: whole, in parts, not again, by the server in front, and never to run."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction

from sites.models import Role, TownDocument, TownSettings
from tests.builders import At, carry, make_document, make_image, make_town, make_user, signed_in
from tests.files import samples

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 200


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def visitor(at: At, town: TownSettings) -> Client:
    return at("prostejov.example")


@pytest.fixture
def document(town: TownSettings) -> TownDocument:
    document = make_document(town, "Plán", CONTENT, name="plan.pdf")
    carry(document)
    return document


def body(response: Iterable[bytes]) -> bytes:
    return b"".join(response)


def test_document_comes_whole_with_its_type_and_length(visitor: Client, document: TownDocument) -> None:
    response = visitor.get(document.url)
    assert body(response) == CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in response
    assert "Vary" not in response


@pytest.mark.parametrize(
    ("asked", "part", "where"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/51200"),
        ("bytes=51190-", CONTENT[-10:], "bytes 51190-51199/51200"),
        ("bytes=-5", CONTENT[-5:], "bytes 51195-51199/51200"),
        ("bytes=100-999999", CONTENT[100:], "bytes 100-51199/51200"),
        ("bytes=-999999", CONTENT, "bytes 0-51199/51200"),
    ],
)
def test_part_of_a_file_is_given(visitor: Client, document: TownDocument, asked: str, part: bytes, where: str) -> None:
    response = visitor.get(document.url, headers={"range": asked})
    assert response.status_code == 206
    assert body(response) == part
    assert response["Content-Range"] == where
    assert response["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=51200-", "bytes=60000-70000", "bytes=-0"])
def test_part_beyond_the_end_is_refused_with_the_length(visitor: Client, document: TownDocument, asked: str) -> None:
    response = visitor.get(document.url, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */51200"


@pytest.mark.parametrize(
    "asked", ["bytes=9-0", "bytes=a-b", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=" + "9" * 99]
)
def test_part_that_makes_no_sense_is_the_whole_file(visitor: Client, document: TownDocument, asked: str) -> None:
    response = visitor.get(document.url, headers={"range": asked})
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_part_of_another_version_is_the_whole_file(visitor: Client, document: TownDocument) -> None:
    headers = {"range": "bytes=0-9", "if-range": '"former"'}
    assert visitor.get(document.url, headers=headers).status_code == 200
    headers["if-range"] = visitor.get(document.url)["ETag"]
    assert visitor.get(document.url, headers=headers).status_code == 206


def test_what_the_browser_has_is_not_sent_again(visitor: Client, town: TownSettings, document: TownDocument) -> None:
    for url in (document.url, make_image(town).get_rendition("max-40x40").url):
        first = visitor.get(url)
        body(first)
        again = visitor.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again["Cache-Control"] == first["Cache-Control"]
        assert again.content == b""


def test_replaced_document_is_another_version(visitor: Client, document: TownDocument) -> None:
    before = visitor.get(document.url)["ETag"]
    Path(document.file.path).write_bytes(b"new")
    document._set_document_file_metadata()
    document.save()
    assert visitor.get(document.url, headers={"if-none-match": before}).status_code == 200


def test_head_has_the_length_and_no_body(visitor: Client, document: TownDocument) -> None:
    response = visitor.head(document.url, headers={"range": "bytes=0-9"})
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("plan.pdf", samples.pdf(), "inline"),
        ("data.csv", b"a;b\n<script>alert(1)</script>", "attachment"),
        ("words.txt", samples.HTML, "attachment"),
        ("page.html", samples.HTML, "attachment"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "attachment"),
        ("page.xhtml", samples.HTML, "attachment"),
        ("text.docx", samples.office("docx"), "attachment"),
    ],
)
def test_nothing_that_was_uploaded_can_run_here(
    visitor: Client, town: TownSettings, name: str, content: bytes, disposition: str
) -> None:
    """Past the form, by whatever way such a file came in."""
    document = make_document(town, name, content, name=name)
    carry(document)
    response = visitor.get(document.url)
    body(response)
    assert response["Content-Disposition"].startswith(disposition)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in response["Content-Security-Policy"]) == (disposition == "attachment")


def test_rendition_that_is_no_picture_is_saved_and_not_shown(visitor: Client, town: TownSettings) -> None:
    folder = Path(django_settings.MEDIA_ROOT) / town.media_key / "images"
    folder.mkdir(parents=True)
    for name in ("x.svg", "x.html", "x.unknown"):
        (folder / name).write_bytes(b"<svg onload='alert(1)'/>")
        response = visitor.get(f"/media/{town.media_key}/images/{name}")
        body(response)
        assert response["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(("front", "header"), [("nginx", "X-Accel-Redirect"), ("sendfile", "X-Sendfile")])
def test_server_in_front_gives_out_the_file_after_the_check(
    settings: Settings, at: At, town: TownSettings, document: TownDocument, front: str, header: str
) -> None:
    settings.MEDIA_SENDFILE = front
    make_town("prerov")
    response = at("prostejov.example").get(document.url)
    named = f"/uploads/{document.file.name}" if front == "nginx" else document.file.path
    assert response[header] == named
    assert response.content == b""
    assert "Content-Length" not in response or response["Content-Length"] == "0"
    assert response["Content-Type"] == "application/pdf"
    assert header not in at("prerov.example").get(document.url)


def test_file_that_is_missing_is_not_found(visitor: Client, document: TownDocument) -> None:
    Path(document.file.path).unlink()
    assert visitor.get(document.url).status_code == 404


@pytest.mark.parametrize("kind", [CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD])
def test_private_file_is_kept_nowhere(town: TownSettings, document: TownDocument, kind: str) -> None:
    picture = make_image(town, collection=document.collection)
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type=kind, password="open")
    editor = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    urls = [picture.get_rendition("max-40x40").url]
    if kind == CollectionViewRestriction.LOGIN:
        urls.append(document.url)
    for url in urls:
        response = editor.get(url)
        body(response)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_password_of_a_collection_opens_its_pictures_too(at: At, town: TownSettings, document: TownDocument) -> None:
    url = make_image(town, collection=document.collection).get_rendition("max-40x40").url
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.PASSWORD, password="open"
    )
    visitor = at("prostejov.example")
    assert visitor.get(url).status_code == 404
    visitor.post(f"/documents/authenticate_with_password/{restriction.pk}/", {"password": "open", "return_url": "/"})
    assert visitor.get(url).status_code == 200
    assert visitor.get(document.url).status_code == 200


def test_picture_costs_the_same_however_many_towns_have_private_collections(
    at: At, town: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = make_image(town).get_rendition("max-40x40").url
    visitor = at("prostejov.example")
    visitor.get(url)
    for private in (0, 3):
        for number in range(private):
            collection = make_town(f"town-{number}").collection
            CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        with django_assert_num_queries(2):
            assert visitor.get(url).status_code == 200
