"""A file that is given to another town leaves the folder of the former one, by whatever way it is given."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from sites.models import TownDocument, TownImage, TownRendition, TownSettings
from tests.builders import At, carry, make_admin, make_document, make_image, make_town, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def prerov() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def benesov() -> TownSettings:
    return make_town("benesov")


@pytest.fixture
def admin() -> Client:
    return signed_in(make_admin())


def give(admin: Client, way: str, stored: TownImage | TownDocument, town: TownSettings) -> None:
    kind = "wagtailimages" if isinstance(stored, TownImage) else "wagtaildocs"
    if way == "form":
        form = {"title": stored.title, "description": "X", "language": "cs", "collection": town.files_collection_id}
        answer = admin.post(reverse(f"{kind}:edit", args=[stored.pk]), form)
    else:
        label, model = stored._meta.app_label, stored._meta.model_name
        address = reverse("wagtail_bulk_action", args=[label, model, "add_to_collection"])
        answer = admin.post(f"{address}?id={stored.pk}", {"collection": town.files_collection_id})
    assert answer.status_code == 302, answer.content


@pytest.mark.parametrize("way", ["form", "bulk"])
@pytest.mark.parametrize("make", [make_image, make_document])
def test_file_goes_along_to_the_new_town(
    at: At,
    admin: Client,
    prerov: TownSettings,
    benesov: TownSettings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    way: str,
    make: Callable[..., TownImage | TownDocument],
) -> None:
    stored = make(prerov, "Plan")
    url, former = address_of(stored), str(stored.file.name)
    if isinstance(stored, TownDocument):
        carry(TownDocument.objects.get(pk=stored.pk))
    assert at("prerov.example").get(url).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        give(admin, way, stored, benesov)

    stored = type(stored).objects.get(pk=stored.pk)
    if isinstance(stored, TownDocument):
        carry(stored)
    assert stored.file.name.startswith(f"{benesov.media_key}/")
    assert default_storage.exists(str(stored.file.name))
    assert not default_storage.exists(former)
    assert at("prerov.example").get(url).status_code == 404
    assert at("prerov.example").get(address_of(stored)).status_code == 404
    assert at("benesov.example").get(address_of(stored)).status_code == 200


def address_of(stored: TownImage | TownDocument) -> str:
    return stored.get_rendition("max-20x20").url if isinstance(stored, TownImage) else stored.url


def test_file_that_stays_in_its_town_is_not_touched(prerov: TownSettings) -> None:
    stored = make_document(prerov, "Plan")
    former = str(stored.file.name)
    stored.collection = prerov.files_collection
    stored.save()
    assert stored.file.name == former
    assert default_storage.exists(former)


def test_process_that_has_not_seen_the_move_finds_no_former_rendition(
    prerov: TownSettings, benesov: TownSettings
) -> None:
    picture = make_image(prerov)
    former = picture.get_rendition("max-40x40")
    elsewhere = {former.get_cache_key(): former}
    picture.collection = benesov.files_collection
    picture.save()

    TownRendition.cache_backend.set_many(elsewhere)
    assert picture.get_rendition("max-40x40").file.name.startswith(benesov.media_key)
