"""Mails as files: whole or not at all, and one of a name."""

from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, get_connection

from cms.settings.environment import Environment
from sites.mail_files import FileBackend


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "sites.mail_files.FileBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def mail_of(message_id: str, text: str = "Dobrý den") -> EmailMessage:
    return EmailMessage("Zpráva", text, to=["jana@reader.example"], headers={"Message-ID": message_id})


def test_mail_of_one_name_is_there_once_and_can_be_asked_for(folder: Path) -> None:
    backend = FileBackend()
    assert not backend.was_sent("<1@prerov.example>")
    mail_of("<1@prerov.example>").send()
    mail_of("<1@prerov.example>", "Jinak").send()
    mail_of("<2@prerov.example>").send()

    assert backend.was_sent("<1@prerov.example>")
    files = [message_from_bytes(file.read_bytes()) for file in folder.iterdir()]
    assert sorted(file["Message-ID"] for file in files) == ["<1@prerov.example>", "<2@prerov.example>"]
    assert not any(b"Jinak" in file.read_bytes() for file in folder.iterdir())


def test_name_of_a_mail_leads_to_no_other_folder(folder: Path) -> None:
    mail_of("<../../etc/passwd>").send()
    assert len(list(folder.iterdir())) == 1


def test_folder_is_named_by_the_address_of_mails(settings: LazySettings) -> None:
    def read(url: str) -> dict[str, str]:
        return Environment({"EMAIL_URL": url}).email("EMAIL_URL", example="file:///srv/kpss/mail")

    assert read("file:///srv/kpss/mail") == {
        "EMAIL_BACKEND": "sites.mail_files.FileBackend",
        "EMAIL_FILE_PATH": "/srv/kpss/mail",
    }
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is not usable"):
        read("file://mail")
    settings.EMAIL_FILE_PATH = "/srv/kpss/mail"
    assert isinstance(get_connection("sites.mail_files.FileBackend"), FileBackend)
