"""Mails as files, one a mail, for trials and measurements: ``EMAIL_URL=file:///srv/kpss/mail``.

The folder can be asked whether a mail has gone (``was_sent``), which no SMTP server can.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.crypto import get_random_string


class FileBackend(BaseEmailBackend):
    """Writes mails into the folder ``EMAIL_FILE_PATH``; a mail of the same Message-ID is there once, however often sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]

    def open(self) -> bool:
        self.folder.mkdir(parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for mail in email_messages:
            message = mail.message()
            # Whole under a name that nobody reads, then under its own: a process that is killed leaves no half a mail.
            begun = self.folder / f".{get_random_string(20)}"
            begun.write_bytes(message.as_bytes())
            with suppress(FileExistsError):
                os.link(begun, self._file_of(str(message["Message-ID"])))
            begun.unlink()
        return len(email_messages)

    def was_sent(self, message_id: str) -> bool:
        """Return whether the mail of a Message-ID has gone."""
        return self._file_of(message_id).exists()

    def _file_of(self, message_id: str) -> Path:
        return self.folder / f"{hashlib.sha256(message_id.encode()).hexdigest()}.eml"
