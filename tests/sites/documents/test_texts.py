import os
import re
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from sites.documents import extraction, texts
from sites.documents.extraction import pages_of
from sites.documents.reader import Reader
from sites.documents.tasks import enqueue_forgotten, read_text_of
from sites.documents.texts import read_text
from sites.models import DocumentText, TownDocument, TownSettings
from tests.builders import make_document, make_town
from tests.files import samples

WORDS = "Příliš žluťoučký kůň"
BOMB = (
    '<!DOCTYPE b [<!ENTITY a "'
    + "zimostraz " * 10_000
    + '"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def word() -> bytes:
    document, output = docx.Document(), BytesIO()
    document.add_paragraph(WORDS)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "v tabulce"
    document.save(output)
    return output.getvalue()


def word_with(body: str) -> bytes:
    """Return a document of Word with another content."""
    with ZipFile(BytesIO(word())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    start, _body, end = re.split(b"<w:body>|</w:body>", parts["word/document.xml"])
    parts["word/document.xml"] = start + f"<w:body>{body}</w:body>".encode() + end
    return samples.archive(parts)


def sheet() -> bytes:
    book, output = openpyxl.Workbook(), BytesIO()
    book.worksheets[0].append([WORDS, 2026, None, "=1+1"])
    book.save(output)
    return output.getvalue()


def slides() -> bytes:
    text = f'<sld xmlns:a="urn:a"><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></sld>'
    return samples.office("pptx", {"ppt/slides/slide1.xml": text.encode()})


def open_text(body: str = f"<text:p>{WORDS}</text:p>", prologue: str = "") -> bytes:
    content = f'{prologue}<office xmlns:text="urn:text">{body}</office>'
    return samples.archive({"mimetype": b"", "content.xml": content.encode()})


FILES = {
    "plan.docx": word(),
    "plan.xlsx": sheet(),
    "plan.pptx": slides(),
    "plan.odt": open_text(),
    "plan.ods": open_text(),
    "plan.txt": WORDS.encode("cp1250"),
    "plan.csv": f"\ufeff{WORDS};1\r\n".encode(),
}


@pytest.fixture(scope="module")
def town_reader() -> Any:
    reader = Reader(seconds=5)
    yield reader
    reader.close()


def stored(folder: Path, name: str, content: bytes) -> tuple[Path, str]:
    path = folder / name
    path.write_bytes(content)
    return path, path.suffix[1:]


@pytest.mark.parametrize("name", FILES)
def test_words_of_every_kind_of_file_are_read(name: str, tmp_path: Path, town_reader: Reader) -> None:
    [(number, text)] = town_reader.pages_of(*stored(tmp_path, name, FILES[name])) or []

    assert number == 0
    assert WORDS in text
    assert ("v tabulce" in text) == (name == "plan.docx")
    assert ("2026" in text) == (name == "plan.xlsx")


def test_pdf_is_read_page_by_page_and_pages_without_words_are_left_out(tmp_path: Path, town_reader: Reader) -> None:
    path = stored(tmp_path, "plan.pdf", samples.pdf_of(["First", "", "Third"]))

    assert town_reader.pages_of(*path) == [(1, "First"), (3, "Third")]


def test_word_divided_at_the_end_of_a_line_is_one(tmp_path: Path) -> None:
    assert pages_of(*stored(tmp_path, "plan.txt", "sociál\u00ad\nní služby\x00".encode())) == [(0, "sociální služby")]


def test_long_files_are_read_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MAX_CHARACTERS", 12)
    monkeypatch.setattr(extraction, "MAX_PAGES", 3)

    assert pages_of(*stored(tmp_path, "a.pdf", samples.pdf_of(["12345678", "12345678", "x"]))) == [
        (1, "12345678"),
        (2, "1234"),
    ]
    assert len(pages_of(*stored(tmp_path, "b.pdf", samples.pdf_of(["a"] * 5)))) == 3


HOSTILE = {
    "entities.odt": open_text("<text:p>&d;</text:p>", BOMB),
    "entities.docx": samples.archive({"word/document.xml": f"{BOMB}<p>&d;</p>".encode(), "_rels/.rels": b"<x/>"}),
    "cut.docx": samples.cut_office(),
    "nothing.xlsx": samples.office("xlsx"),
    "broken.pdf": b"%PDF-1.4 and nothing else",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_not_read_and_the_next_one_is(name: str, tmp_path: Path, town_reader: Reader) -> None:
    assert not town_reader.pages_of(*stored(tmp_path, name, HOSTILE[name]))
    assert town_reader.pages_of(*stored(tmp_path, "plan.txt", b"next")) == [(0, "next")]


def test_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.txt")  # whoever opens it waits for ever
    reader = Reader(seconds=1)
    try:
        assert reader.pages_of(tmp_path / "endless.txt", "txt") is None
        assert reader.pages_of(*stored(tmp_path, "plan.txt", b"next")) == [(0, "next")]
    finally:
        reader.close()


def test_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    content = word_with(f"<w:p/>{'<w:p><w:r><w:t>a</w:t></w:r></w:p>' * 400_000}")
    path = stored(tmp_path, "huge.docx", content)
    assert len(content) < 200_000
    small, large = Reader(seconds=50, memory=200_000_000), Reader(seconds=50)
    try:
        assert large.pages_of(*path)
        assert small.pages_of(*path) is None
        assert small.pages_of(*stored(tmp_path, "plan.txt", b"next")) == [(0, "next")]
    finally:
        small.close()
        large.close()


@pytest.fixture
def town() -> TownSettings:
    return make_town()


def state(document: TownDocument) -> str:
    document.refresh_from_db()
    return document.text_state


@pytest.mark.django_db
def test_stored_file_has_its_job_and_is_read_once(town: TownSettings) -> None:
    document = make_document(town, "Plán", samples.pdf_of(["First", "Second"]), name="plan.pdf")
    [job] = DBTaskResult.objects.filter(task_path=read_text_of.module_path)
    assert job.args_kwargs["args"] == [document.pk]
    assert state(document) == "waiting"

    read_text_of.call(document.pk)
    read_text_of.call(document.pk)

    assert state(document) == "read"
    assert list(document.texts.values_list("number", "text")) == [(1, "First"), (2, "Second")]


@pytest.mark.django_db
def test_file_that_was_not_stored_after_all_has_no_job(town: TownSettings) -> None:
    with transaction.atomic():
        make_document(town)
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_changed_title_has_no_job_and_replaced_file_has_one(town: TownSettings) -> None:
    document = make_document(town, "Plán")
    read_text(document.pk)
    document.refresh_from_db()
    document.title = "Nový název"
    document.save()
    assert DBTaskResult.objects.count() == 1
    assert state(document) == "read"

    document.file = ContentFile(b"new words", name="new.txt")
    document.save()

    assert DBTaskResult.objects.count() == 2
    assert state(document) == "waiting"
    assert not document.texts.exists(), "words of the former file are kept"


@pytest.mark.django_db
def test_file_replaced_while_it_is_read_keeps_waiting(town: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document(town, "Plán")

    def slow(being_read: TownDocument) -> list[tuple[int, str]]:
        document.file = ContentFile(b"new words", name="new.txt")
        document.save()
        return [(0, "former words")]

    with monkeypatch.context() as patched:
        patched.setattr(texts, "_pages_of", slow)
        read_text(document.pk)
    assert (state(document), DocumentText.objects.count()) == ("waiting", 0)

    read_text(document.pk)
    assert document.texts.get().text == "new words"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("scan.pdf", samples.pdf_of([""]), "none"),
        ("song.mp3", samples.mp3(), "none"),
        ("broken.docx", samples.office("docx"), "failed"),
    ],
)
def test_what_has_no_words_and_what_cannot_be_read_is_told_apart(
    town: TownSettings, name: str, content: bytes, expected: str
) -> None:
    document = make_document(town, "Plán", content, name=name)
    read_text(document.pk)
    assert state(document) == expected


@pytest.mark.django_db
def test_log_says_which_document_cannot_be_read_and_nothing_of_it(
    town: TownSettings, caplog: pytest.LogCaptureFixture
) -> None:
    broken = make_document(town, "Tajné", samples.office("docx", {"secret": b"secret"}), name="secret.docx")
    missing = make_document(town, "Tajné", name="missing-secret.txt")
    missing.file.storage.delete(str(missing.file.name))

    read_text(broken.pk)
    read_text(missing.pk)

    assert [str(broken.pk) in line for line in caplog.messages] == [True, False]
    assert state(missing) == "failed"
    assert "ecret" not in caplog.text
    assert "Tajné" not in caplog.text


@pytest.mark.django_db
def test_command_reads_what_waits_in_all_towns(town: TownSettings) -> None:
    other = make_town("prerov")
    documents = [make_document(town, "One"), make_document(other, "Two", samples.inaccessible_pdf(), name="two.pdf")]
    TownDocument.objects.update(findings=None)

    call_command("read_documents", stdout=StringIO())

    assert [state(document) for document in documents] == ["read", "read"]
    assert [document.findings for document in documents] == [[], ["no_tags", "no_title", "no_language"]]
    report = StringIO()
    call_command("read_documents", stdout=report)
    assert "Texts read: 0" in report.getvalue()
    call_command("read_documents", "--again", stdout=report)
    assert "Texts read: 2" in report.getvalue()


@pytest.mark.django_db
def test_document_whose_job_failed_is_enqueued_again_later(town: TownSettings) -> None:
    forgotten, young = make_document(town, "Forgotten"), make_document(town, "Young")
    TownDocument.objects.filter(pk=forgotten.pk).update(created_at=forgotten.created_at - timedelta(hours=2))
    assert enqueue_forgotten() == 0, "their jobs are waiting"
    DBTaskResult.objects.update(status="FAILED")

    assert enqueue_forgotten() == 1

    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [forgotten.pk]
    assert state(young) == "waiting"
