"""Uploaded files are told by their content, and each refusal says why and what to do."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import translation
from pytest_django.fixtures import Settings

from sites.files import FileRefused, accepted_endings, check_duplicate, check_file, find_duplicate
from sites.models import TownDocument
from tests.builders import make_document, make_town
from tests.files import samples
from tests.files.samples import upload

GOOD_FILES: dict[str, bytes] = {
    "plan.pdf": samples.pdf(),
    "PLAN.PDF": samples.pdf(),
    "plan.docx": samples.office("docx"),
    "plan.xlsx": samples.office("xlsx"),
    "plan.pptx": samples.office("pptx"),
    "plan.odt": samples.open_document("odt"),
    "plan.ods": samples.open_document("ods"),
    "plan.odp": samples.open_document("odp"),
    "photo.jpg": samples.picture("JPEG"),
    "photo.jpeg": samples.picture("JPEG"),
    "map.png": samples.picture("PNG"),
    "audio.mp3": samples.mp3(),
    "untagged.mp3": samples.mp3()[20:],
    "notes.txt": samples.CZECH.encode("utf-8"),
    "marked.txt": samples.CZECH.encode("utf-8-sig"),
    "old.csv": samples.CZECH.encode("cp1250"),
}

FAULTY_FILES: dict[str, tuple[bytes, str]] = {
    "empty.pdf": (b"", "empty"),
    "program.pdf": (samples.PROGRAM, "content"),
    "page.pdf": (samples.HTML, "content"),
    "page.txt": (samples.HTML, "content"),
    "program.txt": (samples.PROGRAM, "content"),
    "program.exe": (samples.PROGRAM, "type"),
    "noending": (samples.pdf(), "type"),
    "plan.pdf.html": (samples.HTML, "type"),
    "plan.docx.zip": (samples.office("docx"), "type"),
    "picture.svg": (b"<svg/>", "type"),
    "old.doc": (samples.old_office(), "type"),
    "locked.pdf": (samples.locked_pdf(), "encrypted"),
    "locked.docx": (samples.locked_office(), "encrypted"),
    "locked.odt": (samples.locked_open_document(), "encrypted"),
    "renamed.docx": (samples.old_office(), "content"),
    "cut.pdf": (samples.cut_pdf(), "damaged"),
    "header-only.pdf": (b"%PDF-1.7\n%%EOF", "damaged"),
    "cut.docx": (samples.cut_office(), "damaged"),
    "spoiled.docx": (samples.spoiled_office(), "damaged"),
    "cut.png": (samples.picture("PNG")[:60], "damaged"),
    "bomb.docx": (samples.zip_bomb(), "swollen"),
    "overlapping.docx": (samples.overlapping_zip(), "swollen"),
    "macros.docm": (samples.office_with_macros(), "macros"),
    "hidden-macros.docx": (samples.office_with_macros(), "macros"),
    "macros.odt": (samples.open_document_with_macros(), "macros"),
    "sheet.docx": (samples.office("xlsx"), "content"),
    "text.ods": (samples.open_document("odt"), "content"),
    "archive.docx": (samples.archive({"readme.txt": b"hello"}), "content"),
    "picture.pdf": (samples.picture(), "content"),
    "jpeg.png": (samples.picture("JPEG"), "content"),
    "plan.mp3": (samples.pdf(), "content"),
    "tag-only.mp3": (b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"no sound at all", "content"),
    "utf16.txt": ("Plán".encode("utf-16"), "coding"),
}


@pytest.mark.parametrize("name", GOOD_FILES)
def test_good_file_is_taken(name: str) -> None:
    file = upload(name, GOOD_FILES[name])
    check_file(file)
    assert file.tell() == 0


@pytest.mark.parametrize("name", FAULTY_FILES)
def test_faulty_file_is_refused_for_its_reason(name: str) -> None:
    content, code = FAULTY_FILES[name]
    file = upload(name, content)
    with pytest.raises(FileRefused) as refusal:
        check_file(file)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def test_every_accepted_ending_has_a_good_sample() -> None:
    assert {name.lower().rpartition(".")[2] for name in GOOD_FILES} == set(accepted_endings())


def test_file_on_disk_is_checked_like_one_in_memory() -> None:
    with TemporaryUploadedFile("plan.pdf", "application/pdf", len(samples.pdf()), None) as file:
        file.write(samples.pdf())
        file.seek(0)
        check_file(file)
        assert not file.closed


def test_file_over_the_limit_is_refused_with_both_figures(settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2 * 1024 * 1024
    big = ContentFile(samples.pdf() + bytes(3 * 1024 * 1024), name="plan.pdf")
    with translation.override("cs"), pytest.raises(FileRefused) as refusal:
        check_file(big)
    assert "2,0" in refusal.value.sentence
    assert "3,0" in refusal.value.sentence
    check_file(ContentFile(samples.pdf(), name="plan.pdf"))


@pytest.mark.django_db
def test_duplicate_is_named_in_its_own_town_only() -> None:
    first, second = make_town("prostejov"), make_town("prerov")
    make_document(first, "Akční plán", samples.pdf(), name="a.pdf")
    again = upload("b.pdf", samples.pdf())
    with pytest.raises(FileRefused) as refusal:
        check_duplicate(again, first.site)
    assert "Akční plán" in refusal.value.sentence
    check_duplicate(again, second.site)
    check_duplicate(upload("c.pdf", samples.pdf("other")), first.site)


@pytest.mark.django_db
@pytest.mark.parametrize("collection_of", [lambda town: town.collection, lambda town: town.files_collection])
def test_duplicate_is_found_in_every_collection_of_the_town(collection_of: Callable) -> None:
    town = make_town()
    document = make_document(town, content=samples.pdf(), name="a.pdf", collection=collection_of(town))
    assert find_duplicate(upload("b.pdf", samples.pdf()), town.site) == document


@pytest.mark.django_db
def test_document_without_checksum_is_found_and_a_lost_file_is_no_obstacle() -> None:
    town = make_town()
    lost = make_document(town, "Lost", samples.pdf("lost"), name="lost.pdf")
    lost.file.storage.delete(str(lost.file.name))
    kept = make_document(town, "Kept", samples.pdf(), name="kept.pdf")
    TownDocument.objects.update(file_hash="")
    assert find_duplicate(upload("b.pdf", samples.pdf()), town.site) == kept
    kept.refresh_from_db()
    assert kept.file_hash
