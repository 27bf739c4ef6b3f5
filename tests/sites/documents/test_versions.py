"""Another file for a document: the address stays, the file of before is kept, and newer documents are named."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from sites.models import DocumentVersion, TownDocument
from sites.removal import remove_town
from tests.builders import At, make_document, make_news, make_plan, signed_in
from tests.files import samples
from tests.files.samples import upload
from tests.sites.documents.conftest import Carried

OnCommit = Callable[..., AbstractContextManager[Any]]


def body(browser: Client, url: str) -> bytes:
    response = browser.get(url)
    assert response.status_code == 200
    return b"".join(response)


def edit(carried: Carried, **changes: Any) -> Any:
    document = TownDocument.objects.get(pk=carried.document.pk)
    form = {
        "title": document.title,
        "language": document.language,
        "collection": document.collection_id,
        "version_note": document.version_note,
        "superseded_by": document.superseded_by_id or "",
    }
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return signed_in(carried.manager).post(address, form | changes)


def replace(carried: Carried, text: str, name: str = "jiny nazev.pdf", **changes: Any) -> TownDocument:
    answer = edit(carried, file=upload(name, samples.pdf(text)), **changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return TownDocument.objects.get(pk=carried.document.pk)


def test_address_stays_when_the_file_is_replaced(prerov: Carried) -> None:
    address = prerov.document.url
    assert address == f"/documents/{prerov.document.pk}/plan.pdf"
    document = replace(prerov, "druhy")
    assert document.url == address
    assert body(prerov.visitor(), address) == samples.pdf("druhy")
    for name in (document.filename, "plan.pdf"):
        assert prerov.visitor().get(f"/documents/{document.pk}/{name}", follow=True).status_code == 200
    moved = prerov.visitor().get(f"/documents/{document.pk}/{document.filename}")
    assert (moved.status_code, moved["Location"]) == (301, address)
    assert prerov.visitor().get(f"/documents/{document.pk}/neznamy.pdf").status_code == 404


def test_former_file_is_kept_with_its_note_and_checksum(prerov: Carried) -> None:
    first = TownDocument.objects.get(pk=prerov.document.pk)
    assert len(first.sha256) == 64
    edit(prerov, version_note="Schváleno")
    second = replace(prerov, "druhy", version_note="Opraveno")
    third = replace(prerov, "treti", version_note="Opraveno")
    newest, oldest = third.versions.all()
    assert (third.version, third.version_note) == (3, "")
    assert (newest.number, newest.note, newest.sha256) == (2, "Opraveno", second.sha256)
    assert (oldest.number, oldest.note, oldest.sha256) == (1, "Schváleno", first.sha256)
    assert oldest.since == first.created_at
    assert oldest.until == newest.since == second.version_since
    assert newest.until == third.version_since
    assert body(prerov.visitor(), oldest.url) == samples.pdf("prerov")
    assert body(prerov.visitor(), newest.url) == samples.pdf("druhy")


def test_version_is_kept_whichever_way_the_file_was_replaced(prerov: Carried) -> None:
    document = TownDocument.objects.get(pk=prerov.document.pk)
    document.file.save("programem.pdf", ContentFile(samples.pdf("programem")), save=False)
    document.save()
    assert [version.number for version in document.versions.all()] == [1]
    document.save()
    assert document.versions.count() == 1
    assert TownDocument.objects.get(pk=document.pk).sha256 != document.versions.get().sha256


def test_change_of_title_is_no_version(prerov: Carried) -> None:
    assert edit(prerov, title="Jiný").status_code == 302
    document = TownDocument.objects.get(pk=prerov.document.pk)
    assert (document.title, document.version, document.versions.count()) == ("Jiný", 1, 0)
    assert document.address_name == "plan.pdf"


@pytest.mark.parametrize(
    ("name", "content"), [("plan.docx", samples.office("docx")), ("plan.png", samples.picture())], ids=["docx", "png"]
)
def test_file_of_another_type_is_refused_with_a_sentence(prerov: Carried, name: str, content: bytes) -> None:
    answer = edit(prerov, file=upload(name, content))
    assert answer.status_code == 200
    assert "PDF" in str(answer.context["form"].errors["file"])
    assert Path(TownDocument.objects.get(pk=prerov.document.pk).file.path).is_file()
    assert not DocumentVersion.objects.exists()


def test_same_file_once_more_is_refused(prerov: Carried) -> None:
    answer = edit(prerov, file=upload("znovu.pdf", samples.pdf("prerov")))
    assert answer.context["form"].errors["file"]
    assert not DocumentVersion.objects.exists()


def test_note_and_successor_are_asked_for_when_editing_only(prerov: Carried) -> None:
    browser = signed_in(prerov.manager)
    added = browser.get(reverse("wagtaildocs:add"))
    edited = browser.get(reverse("wagtaildocs:edit", args=[prerov.document.pk]))
    asked = {"version_note", "superseded_by"}
    assert not asked & set(added.context["form"].fields)
    assert asked <= set(edited.context["form"].fields)
    assert f"/documents/{prerov.document.pk}/#publication" in edited.content.decode()


def test_version_is_served_under_the_rules_of_its_document(prerov: Carried, benesov: Carried) -> None:
    replace(prerov, "druhy")
    version = DocumentVersion.objects.get()
    assert prerov.visitor().get(version.url).status_code == 200
    assert benesov.visitor().get(version.url).status_code == 404
    assert prerov.visitor().get(f"/documents/{prerov.document.pk}/v1/jiny.pdf").status_code == 404
    assert prerov.visitor().get(f"/documents/{prerov.document.pk}/v2/{version.filename}").status_code == 404
    assert prerov.visitor().get(f"/documents/{benesov.document.pk}/v1/{version.filename}").status_code == 404
    assert prerov.visitor().get(f"/media/{version.file.name}").status_code == 404
    prerov.page.unpublish()
    assert prerov.visitor().get(version.url).status_code == 404
    assert signed_in(benesov.manager, prerov.host).get(version.url).status_code == 404
    answer = signed_in(prerov.manager, prerov.host).get(version.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_files_of_versions_go_with_the_document_and_with_the_town(
    prerov: Carried, benesov: Carried, django_capture_on_commit_callbacks: OnCommit
) -> None:
    paths = []
    for carried in (prerov, benesov):
        replace(carried, f"druhy {carried.host}")
        paths.append(Path(carried.document.versions.get().file.path))
    assert all(path.is_file() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        TownDocument.objects.get(pk=prerov.document.pk).delete()
    assert [path.is_file() for path in paths] == [False, True]
    with django_capture_on_commit_callbacks(execute=True):
        remove_town(benesov.town)
    assert not paths[1].exists()


def test_versions_move_with_the_document_to_another_town(
    prerov: Carried, benesov: Carried, django_capture_on_commit_callbacks: OnCommit
) -> None:
    document = replace(prerov, "druhy")
    former = Path(document.versions.get().file.path)
    document.collection = benesov.town.plan_collection
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    version = document.versions.get()
    assert str(version.file.name).startswith(f"{benesov.town.media_key}/documents/")
    assert Path(version.file.path).read_bytes() == samples.pdf("prerov")
    assert not former.exists()
    assert document.versions.count() == 1


def test_superseded_document_says_so_and_leads_to_its_successor(prerov: Carried, at: At) -> None:
    newer = make_document(prerov.town, "Novější plán", samples.pdf("novy"), name="novy.pdf")
    assert edit(prerov, superseded_by=newer.pk).status_code == 302
    plan = make_plan(prerov.town, files=[prerov.document])
    pages = [prerov.page.url, plan.url, f"/documents/{prerov.document.pk}/"]
    # As long as nobody may read the newer one, it is not named.
    for address in pages:
        said = prerov.visitor().get(address).content.decode()
        assert "Novější plán" not in said
        assert "Tento dokument" in said or "superseded" in said
    assert "Link" not in prerov.visitor().get(prerov.document.url)
    page = make_news(prerov.town, "Nový", documents=[newer])
    for address in pages:
        said = prerov.visitor().get(address).content.decode()
        assert f'<a href="{newer.url}">Novější plán</a>' in said
    assert prerov.visitor().get(prerov.document.url)["Link"] == f'<{newer.url}>; rel="successor-version"'
    page.unpublish()
    assert "Novější plán" not in prerov.visitor().get(prerov.page.url).content.decode()


def test_successor_is_of_the_same_town(prerov: Carried, benesov: Carried) -> None:
    absent = benesov.document.pk + 1000
    answers = [edit(prerov, superseded_by=pk) for pk in (benesov.document.pk, absent)]
    assert {answer.status_code for answer in answers} == {200}
    errors = {str(answer.context["form"].errors["superseded_by"]) for answer in answers}
    assert len(errors) == 1
    assert all(benesov.document.title not in answer.content.decode() for answer in answers)
    assert TownDocument.objects.get(pk=prerov.document.pk).superseded_by is None


def test_documents_do_not_supersede_one_another_in_a_circle(prerov: Carried) -> None:
    second = make_document(prerov.town, "Druhý", superseded_by=prerov.document)
    third = make_document(prerov.town, "Třetí", superseded_by=second)
    for newer in (prerov.document, second, third):
        answer = edit(prerov, superseded_by=newer.pk)
        assert answer.context["form"].errors["superseded_by"]
    assert TownDocument.objects.get(pk=prerov.document.pk).superseded_by is None
