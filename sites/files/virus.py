"""The virus scanner: every uploaded file is shown to a ClamAV daemon, where settings name one."""

import logging
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from sites.files.refusal import FileRefused

logger = logging.getLogger(__name__)

SECONDS = 30
"""Of silence, after which the daemon counts as absent; a person waits for the answer."""


def is_scanned() -> bool:
    """Whether uploaded files are scanned here."""
    return bool(settings.CLAMAV_URL)


def check_virus(file: File) -> None:
    """Raise FileRefused for an infected file, and for any file while the scanner cannot say that it is clean.

    Reads the file and leaves its position at the start. Without a scanner nothing is done.
    """
    if not is_scanned():
        return
    file.seek(0)
    try:
        result = _daemon().instream(cast(BinaryIO, file))
    except (BufferTooLongError, BrokenPipeError, ConnectionResetError) as error:
        # The daemon hangs up in the middle of what is too long for it.
        logger.error("The virus scanner did not take a file of %d bytes: see its StreamMaxLength", file.size)
        raise _not_taken() from error
    except (ClamdError, OSError) as error:
        logger.error("The virus scanner gave no answer: %s", type(error.__cause__ or error).__name__)
        raise _unanswered() from error
    finally:
        file.seek(0)
    status, signature = result.get("stream", ("ERROR", None))
    if status == "FOUND":
        raise FileRefused(
            _("The file is infected: %(signature)s. Do not open it, and tell whoever looks after your computers."),
            code="infected",
            params={"signature": signature},
        )
    if status != "OK":
        logger.error("The virus scanner could not examine a file of %d bytes", file.size)
        raise _unanswered()


def _daemon() -> ClamdNetworkSocket:
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        return ClamdUnixSocket(address.path, timeout=SECONDS)
    return ClamdNetworkSocket(str(address.hostname), address.port or 3310, timeout=SECONDS)


def _unanswered() -> FileRefused:
    return FileRefused(
        _(
            "The file could not be checked for viruses, so it is not taken. Try again later; if it goes on, tell the "
            "administrator."
        ),
        code="not_scanned",
    )


def _not_taken() -> FileRefused:
    return FileRefused(
        _(
            "The file seems too large to be checked for viruses, so it is not taken. Make it smaller, or tell the "
            "administrator."
        ),
        code="not_scanned",
    )


def unscanned_note() -> str:
    """Return the sentence that says that files are not scanned; "" where they are."""
    return "" if is_scanned() else _("Files are not scanned for viruses here: upload only files whose origin you know.")
