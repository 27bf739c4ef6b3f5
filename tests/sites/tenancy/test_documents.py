import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from sites.models import TownDocument, TownImage
from tests.builders import carry, make_admin, make_image, signed_in
from tests.sites.tenancy.conftest import Things

pytestmark = pytest.mark.django_db


def status(browser: Client, url: str, host: str) -> int:
    response = browser.get(url, headers={"host": host})
    b"".join(response)  # which closes the file
    return response.status_code


def rendition(image: TownImage) -> str:
    url: str = image.get_rendition("max-40x40").url
    return url


@pytest.fixture(autouse=True)
def carried(prerov: Things, benesov: Things) -> None:
    for things in (prerov, benesov):
        carry(things.document)


def keep_private(document: TownDocument, kind: str) -> None:
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type=kind, password="open")


def test_document_is_served_on_its_own_towns_host_only(client: Client, prerov: Things, benesov: Things) -> None:
    assert status(client, benesov.document.url, benesov.host) == 200
    assert status(client, benesov.document.url, prerov.host) == 404
    assert status(client, benesov.document.url, "localhost") == 404


def test_landing_host_serves_documents_to_the_towns_people(prerov: Things, benesov: Things) -> None:
    assert status(signed_in(benesov.editor), benesov.document.url, "localhost") == 200
    assert status(signed_in(prerov.manager), benesov.document.url, "localhost") == 404
    assert status(signed_in(make_admin()), benesov.document.url, "localhost") == 200


@pytest.mark.parametrize("kind", [CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD])
def test_private_document_is_not_there_for_people_of_another_town(
    client: Client, prerov: Things, benesov: Things, kind: str
) -> None:
    keep_private(benesov.document, kind)

    assert status(signed_in(prerov.manager), benesov.document.url, benesov.host) == 404
    if kind == CollectionViewRestriction.LOGIN:
        assert status(signed_in(benesov.editor), benesov.document.url, benesov.host) == 200
        assert status(client, benesov.document.url, benesov.host) == 302


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_page_is_not_there_for_people_of_another_town(prerov: Things, benesov: Things, kind: str) -> None:
    PageViewRestriction.objects.create(page=benesov.page, restriction_type=kind, password="open")
    path = benesov.page.get_url_parts()[2]

    assert status(signed_in(prerov.manager), path, benesov.host) == 404
    assert status(signed_in(benesov.editor), path, benesov.host) == 200


def test_rendition_is_served_to_its_own_host_with_a_year_to_keep(
    client: Client, prerov: Things, benesov: Things
) -> None:
    response = client.get(rendition(benesov.image), headers={"host": benesov.host})

    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "public" in response["Cache-Control"]
    assert "max-age=31536000" in response["Cache-Control"]
    b"".join(response)
    assert status(client, rendition(benesov.image), prerov.host) == 404
    assert status(client, rendition(benesov.image), "localhost") == 404


def test_rendition_of_another_host_is_for_the_towns_people(prerov: Things, benesov: Things) -> None:
    """The admin shows thumbnails on whatever host somebody works."""
    url = rendition(benesov.image)

    for host in ("localhost", prerov.host):
        assert status(signed_in(benesov.editor), url, host) == 200
        assert status(signed_in(prerov.editor), url, host) == 404


def test_landing_page_shows_coats_of_arms_only(client: Client, benesov: Things) -> None:
    arms = make_image(benesov.town, "Arms")
    benesov.town.coat_of_arms = arms
    benesov.town.coat_of_arms_text = "Lion"
    benesov.town.save()

    assert status(client, rendition(arms), "localhost") == 200


def test_rendition_of_a_private_picture_is_for_the_towns_people(
    client: Client, prerov: Things, benesov: Things
) -> None:
    url = rendition(benesov.image)
    keep_private(benesov.document, CollectionViewRestriction.LOGIN)

    assert status(client, url, benesov.host) == 404
    assert status(signed_in(prerov.editor), url, benesov.host) == 404
    assert status(signed_in(benesov.editor), url, benesov.host) == 200


def test_originals_documents_and_other_files_have_no_direct_address(client: Client, benesov: Things) -> None:
    browser = signed_in(benesov.manager)
    key = benesov.town.media_key
    for path in (
        benesov.image.file.name,
        benesov.document.file.name,
        f"{key}/images/../original_images/x.png",
        f"{key}/images/..%2foriginal_images%2fx.png",
        f"{key}/images/",
        f"{key}/",
        "",
        "../manage.py",
        f"{key}/images/missing.png",
        f"{key}/images/sub/x.png",
    ):
        for host in (benesov.host, "localhost"):
            assert status(browser, f"/media/{path}", host) == 404, path
