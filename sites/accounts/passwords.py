"""A password that leaked somewhere is refused, by a list kept on this machine: nothing is asked of anybody."""

from hashlib import sha1
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HASH_LENGTH = 40


def is_breached(password: str, path: Path) -> bool:
    """Return whether a list has a password: lines "SHA-1 in capitals:count", sorted, searched by halves in the file."""
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as lines:
        low, high = 0, lines.seek(0, 2)  # the line that has it starts at low or later, and before high
        while low < high:
            middle = (low + high) // 2
            lines.seek(max(middle - 1, 0))
            if middle:
                lines.readline()  # the rest of the line before
            start = lines.tell()
            line = lines.readline()
            found = line[:HASH_LENGTH].upper()
            if found == wanted:
                return True
            if line and found < wanted:
                low = start + len(line)
            else:
                high = middle
    return False


class BreachedPasswordValidator:
    """Refuses what is in BREACHED_PASSWORDS_FILE; without the file, Django's list of common passwords has to do."""

    def validate(self, password: str, user: object = None) -> None:
        if settings.BREACHED_PASSWORDS_FILE and is_breached(password, Path(settings.BREACHED_PASSWORDS_FILE)):
            raise ValidationError(
                _("This password leaked from some service and is known to attackers. Choose another one."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Your password must not be one that leaked from some service.")
