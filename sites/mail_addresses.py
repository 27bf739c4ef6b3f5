"""The form field for an address that we are to write to: only such as a mail can be sent to, in small letters."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import EmailField

LONGEST_ADDRESS = 254
"""Characters of the longest address of the internet (RFC 5321 with its errata), and of our columns."""


class MailAddressField(EmailField):
    """An e-mail address, returned in small letters; what only looks like one is refused as every invalid one is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": LONGEST_ADDRESS} | kwargs))

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if address and not takes_mail(address):
            raise ValidationError(self.error_messages.get("invalid", validate_email.message), code="invalid")
        return address.lower()


def takes_mail(address: str) -> bool:
    """Whether a mail to an address can be written: the name before the @ in ASCII, the domain with a form in ASCII (IDNA).

    Django takes some letters for those of ASCII ("İ", the sign of Kelvin), and domains of any length.
    """
    name, _at, domain = address.lower().rpartition("@")
    try:
        written = f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return False
    return address.rpartition("@")[0].isascii() and max(len(written), len(address.lower())) <= LONGEST_ADDRESS
