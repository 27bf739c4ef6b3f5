import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from sites.files import FileRefused, check_file, virus
from sites.models import Role, TownDocument, TownImage
from tests.builders import make_town, make_user, signed_in
from tests.files import samples
from tests.files.samples import upload
from tests.proxies import needed
from tests.servers import free_port, running

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner calls infected and what harms nobody (EICAR, 2006)."""

STREAM_LIMIT = 100_000


@dataclass(frozen=True)
class Scanner:
    """The addresses of a daemon."""

    port: str
    socket: str


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    """A ClamAV daemon of our own that knows one signature."""
    folder, port = tmp_path_factory.mktemp("clamav"), free_port()
    folder.chmod(0o755)
    (folder / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR[:60].hex()}\n")
    with clamd(folder, port):
        yield Scanner(f"tcp://127.0.0.1:{port}", f"unix://{folder}/clamd.ctl")


@contextmanager
def clamd(folder: Path, port: int) -> Iterator[int]:
    configuration = folder / "clamd.conf"
    configuration.write_text(
        f"DatabaseDirectory {folder}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nLocalSocket {folder}/clamd.ctl\n"
        f"Foreground yes\nStreamMaxLength {STREAM_LIMIT}\nTemporaryDirectory {folder}\nOfficialDatabaseOnly no\n"
    )
    with running([needed("clamd", "clamav-daemon"), f"--config-file={configuration}"], port):
        yield port


def refused(content: bytes, name: str = "notes.txt") -> FileRefused:
    file = ContentFile(content, name=name)
    with pytest.raises(FileRefused) as refusal:
        check_file(file)
    assert file.tell() == 0
    return refusal.value


def test_clean_file_is_taken_and_an_infected_one_is_refused_with_the_name_of_the_virus(
    scanner: Scanner, settings: Settings
) -> None:
    settings.CLAMAV_URL = scanner.port
    clean = ContentFile(b"Meeting on Monday", name="notes.txt")

    check_file(clean)

    assert clean.tell() == 0
    refusal = refused(EICAR)
    assert refusal.code == "infected"
    assert "Eicar-Test" in refusal.sentence


def test_virus_in_an_archive_is_found(scanner: Scanner, settings: Settings) -> None:
    settings.CLAMAV_URL = scanner.port

    assert refused(samples.office("docx", {"word/embedded.bin": EICAR}), "plan.docx").code == "infected"


def test_daemon_is_reached_through_its_socket_too(scanner: Scanner, settings: Settings) -> None:
    settings.CLAMAV_URL = scanner.socket

    assert refused(EICAR).code == "infected"


def test_file_that_is_too_large_for_the_daemon_is_refused(
    scanner: Scanner, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMAV_URL = scanner.port

    assert refused(b"word " * STREAM_LIMIT, "secret name.txt").code == "not_scanned"

    assert "StreamMaxLength" in caplog.text
    assert "secret name" not in caplog.text


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "unix:///nonexistent/clamd.ctl"])
def test_nothing_is_taken_while_the_daemon_is_down(
    address: str, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMAV_URL = address.format(port=free_port())

    assert refused(b"Meeting", "secret name.txt").code == "not_scanned"

    assert [record.levelno for record in caplog.records if record.name == virus.__name__] == [logging.ERROR]
    assert "secret name" not in caplog.text


def test_daemon_that_never_answers_counts_as_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virus, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{silent.getsockname()[1]}"

        assert refused(b"Meeting").code == "not_scanned"


@pytest.mark.django_db
def test_infected_documents_and_pictures_are_refused_by_the_forms(scanner: Scanner, settings: Settings) -> None:
    settings.CLAMAV_URL = scanner.port
    town = make_town()
    manager = signed_in(make_user(town, Role.MANAGER))
    assert town.files_collection
    fields = {"title": "File", "description": "File", "collection": str(town.files_collection.pk), "language": "cs"}

    for path, file in (
        ("/admin/documents/add/", upload("notes.txt", EICAR)),
        ("/admin/images/add/", upload("square.png", samples.picture() + EICAR)),
    ):
        response = manager.post(path, fields | {"file": file})
        assert "Eicar-Test" in str(response.context["form"].errors["file"]), path
    assert not TownDocument.objects.exists()
    assert not TownImage.objects.exists()


@pytest.mark.django_db
def test_screens_of_uploads_say_that_files_are_not_scanned_where_they_are_not(settings: Settings) -> None:
    manager = signed_in(make_user(make_town(), Role.MANAGER))
    screens = ["documents/add/", "documents/multiple/add/", "images/add/", "images/multiple/add/"]
    note = virus.unscanned_note()
    assert note

    for path in screens:
        assert note in manager.get(f"/admin/{path}").content.decode(), path

    settings.CLAMAV_URL = "tcp://127.0.0.1:3310"
    for path in screens:
        assert note not in manager.get(f"/admin/{path}").content.decode(), path
