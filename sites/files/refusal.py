"""Why a file is refused."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class FileRefused(ValidationError):
    """A file that is not taken; its one message says why and what to do."""

    @property
    def sentence(self) -> str:
        return str(self.messages[0])


def mismatch(ending: str) -> FileRefused:
    """Return the refusal of a file whose content is not what its name says."""
    return FileRefused(
        _("The name ends with .%(ending)s, but the content is something else. Save the file again as %(type)s."),
        code="content",
        params={"ending": ending, "type": ending.upper()},
    )


def damaged(ending: str) -> FileRefused:
    """Return the refusal of a file that cannot be read to its end."""
    return FileRefused(
        _("The file is damaged or incomplete. Open it on your computer, save it again as %(type)s and choose it anew."),
        code="damaged",
        params={"type": ending.upper()},
    )


def encrypted() -> FileRefused:
    """Return the refusal of a file that asks for a password."""
    return FileRefused(
        _("The file is locked with a password, so readers could not open it. Save it without a password."),
        code="encrypted",
    )


def macros() -> FileRefused:
    """Return the refusal of a file with program code inside."""
    return FileRefused(
        _("The file may contain macros, which can harm readers' computers. Save it without macros or as a PDF."),
        code="macros",
    )


def swollen() -> FileRefused:
    """Return the refusal of an archive that unpacks to far more than it weighs."""
    return FileRefused(
        _("The file would unpack to an unreasonable size and is refused for safety. Save it as a PDF."),
        code="swollen",
    )
