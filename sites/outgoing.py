"""The way out of mails that go once each (docs/adr/0016): one connection, and what a refusal means."""

import logging
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.core.mail import get_connection

logger = logging.getLogger(__name__)

WAITING_TIMES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
"""After how long a mail is tried again; then it has failed."""

FAULTS = (OSError, SMTPException, ValueError, TypeError)
"""What the sending of a mail raises, and the writing of one that cannot be written."""


class NothingGoes(Exception):
    """The mail server cannot be reached: the rest waits too."""


class Post:
    """The way out: one connection, opened when the first mail goes."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.was_sent: Callable[[str], bool] | None = getattr(self.connection, "was_sent", None)
        self.is_open = False

    def open(self) -> None:
        if not self.is_open:
            try:
                self.connection.open()
            except (OSError, SMTPException) as error:
                raise NothingGoes from error
            self.is_open = True

    def close(self) -> None:
        try:
            self.connection.close()
        except (OSError, SMTPException):
            logger.warning("The connection to the mail server was lost")
        self.is_open = False


def answer_of(error: Exception) -> tuple[int | None, str]:
    """Return the server's answer: its code, None when it was not heard and the mail may have gone."""
    if isinstance(error, SMTPServerDisconnected):
        return None, ""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (None, b""))
        return code, _text(said)
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, _text(error.smtp_error)
    if isinstance(error, (ValueError, TypeError)):  # the mail could not even be written
        return 599, ""
    return None, ""


def status_in(said: str) -> str:
    """Return the enhanced status code in an answer ("550 5.1.1 unknown"), "" without one (RFC 3463)."""
    return next((word for word in said.split()[:2] if word.count(".") == 2 and word.replace(".", "").isdigit()), "")


def _text(said: bytes | str) -> str:
    return said.decode("ascii", "replace") if isinstance(said, bytes) else str(said)
