"""Wagtail's own ways to upload a document go through the same gate."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.forms import get_image_form

from sites.models import Role, TownDocument, TownImage, TownSettings
from tests.builders import make_document, make_town, make_user, signed_in
from tests.files import samples
from tests.files.samples import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("bbsk", language="sk", country="SK")


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), "bbsk.example")


def add(client: Client, town: TownSettings, name: str, content: bytes, **changes: Any) -> Any:
    form = {"title": "Plán", "language": "sk", "collection": town.files_collection_id, "file": upload(name, content)}
    return client.post(reverse("wagtaildocs:add"), form | changes)


def add_several(client: Client, town: TownSettings, name: str, content: bytes) -> dict[str, Any]:
    form = {"title": "Plán", "collection": town.files_collection_id, "files[]": upload(name, content)}
    answer: dict[str, Any] = client.post(reverse("wagtaildocs:add_multiple"), form).json()
    return answer


def test_good_file_is_stored_with_its_checksum(town: TownSettings, manager: Client) -> None:
    assert add(manager, town, "plan.pdf", samples.pdf()).status_code == 302
    document = TownDocument.objects.get()
    assert document.file_hash
    assert document.language == "sk"


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.pdf", samples.PROGRAM), ("locked.pdf", samples.locked_pdf()), ("bomb.docx", samples.zip_bomb())],
)
def test_faulty_file_is_refused_by_the_form_and_by_the_uploader(
    town: TownSettings, manager: Client, name: str, content: bytes
) -> None:
    assert "file" in add(manager, town, name, content).context["form"].errors
    assert not add_several(manager, town, name, content)["success"]
    assert not TownDocument.objects.exists()


def test_refused_file_is_told_of_in_one_sentence(town: TownSettings, manager: Client) -> None:
    errors = add(manager, town, "plan.pdf", samples.PROGRAM).context["form"].errors
    assert len(errors["file"]) == 1


def test_duplicate_is_refused_within_the_town_only(town: TownSettings, manager: Client) -> None:
    make_document(make_town("prerov"), "Přerovský plán", samples.pdf(), name="p.pdf")
    assert add(manager, town, "plan.pdf", samples.pdf()).status_code == 302
    errors = add(manager, town, "again.pdf", samples.pdf()).context["form"].errors
    assert "Plán" in errors["file"][0]
    assert "Plán" in add_several(manager, town, "again.pdf", samples.pdf())["error_message"]


def test_uploader_of_several_files_gives_them_the_language_of_the_town(town: TownSettings, manager: Client) -> None:
    assert add_several(manager, town, "plan.pdf", samples.pdf())["success"]
    assert TownDocument.objects.get().language == "sk"


def test_document_keeps_its_file_when_only_its_title_changes(town: TownSettings, manager: Client) -> None:
    document = make_document(town, "Plán", samples.pdf(), name="p.pdf", language="sk")
    form = {"title": "Iný", "language": "sk", "collection": town.plan_collection_id}
    path = reverse("wagtaildocs:edit", args=[document.pk])
    assert manager.post(path, form).status_code == 302
    assert manager.post(path, form | {"file": upload("q.pdf", samples.pdf("new"))}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Iný"


@pytest.mark.parametrize(("language", "label"), [("cs", "Alternativní text"), ("sk", "Alternatívny text")])
def test_description_of_a_picture_is_called_what_it_is_for(language: str, label: str) -> None:
    with override(language):
        description = get_image_form(TownImage)().fields["description"]
        assert description.label == label
        assert description.help_text


PICTURE = samples.picture()


@pytest.mark.parametrize(
    "broken", [b"\xff\xd8\xff<script>alert(1)</script>", PICTURE[: len(PICTURE) // 2], b"\x89PNG\r\n\x1a\n"]
)
@pytest.mark.parametrize("way", ["add", "add_multiple"])
def test_broken_picture_is_refused_with_a_message(town: TownSettings, manager: Client, way: str, broken: bytes) -> None:
    name = "picture.jpg" if broken.startswith(b"\xff") else "picture.png"
    form = {"title": "X", "description": "X", "collection": town.files_collection_id}
    field = "file" if way == "add" else "files[]"

    answer = manager.post(reverse(f"wagtailimages:{way}"), form | {field: upload(name, broken)})

    assert answer.status_code == 200
    assert not TownImage.objects.filter(title="X").exists()
    assert answer.context["form"].errors["file"] if way == "add" else answer.json()["success"] is False


def test_good_picture_is_taken(town: TownSettings, manager: Client) -> None:
    form = {"title": "X", "description": "X", "collection": town.files_collection_id}
    manager.post(reverse("wagtailimages:add"), form | {"file": upload("picture.png", PICTURE)})
    picture = TownImage.objects.get(title="X")

    edit = reverse("wagtailimages:edit", args=[picture.pk])
    assert manager.post(edit, form | {"title": "Y"}).status_code == 302
    picture.refresh_from_db()
    assert picture.title == "Y"
    assert picture.file_size == len(PICTURE)
