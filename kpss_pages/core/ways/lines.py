"""Telephone numbers and e-mail addresses as text, one a line, each with what it is for behind a dash.

"+420 582 329 303 – sekretariát". Written out, a number always has its country code: what is read back is then the same
number, whichever town's form it stands in.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.core.ways import numbers
from kpss_pages.core.ways.values import Email, Emails, Phone, Phones

Way = TypeVar("Way")

MOST = 20
"""Numbers or addresses of one contact."""
LONGEST_PURPOSE = 100
LONGEST_TEXT = 5000

_DASH = "[-\u2010-\u2014]"
_BEFORE_PURPOSE = re.compile(rf"\s+{_DASH}+\s+|\s*{_DASH}\s*(?=[^\W\d_])|\s+{_DASH}\s*$")
"""A dash between spaces, or one that a letter follows; others are within a number."""
_BEFORE_PURPOSE_OF_EMAIL = re.compile(rf"\s+{_DASH}+\s*|\s*[\u2012-\u2014]\s*")
"""A dash behind a space, or a long one; hyphens are within an address."""


def phones_from_text(text: str, country: str) -> Phones:
    """Return the numbers of a text; raise ValidationError with one message for each faulty line, which it names."""

    def read(line: str) -> Phone:
        number, purpose = _parted(line, _BEFORE_PURPOSE)
        return Phone(numbers.parse(number, country), purpose)

    return Phones(_read_lines(text, read))


def emails_from_text(text: str) -> Emails:
    """Return the addresses of a text; raise ValidationError with one message for each faulty line, which it names."""

    def read(line: str) -> Email:
        address, purpose = _parted(line, _BEFORE_PURPOSE_OF_EMAIL)
        return Email(parse_email(address), purpose)

    return Emails(_read_lines(text, read))


def parse_email(text: str) -> str:
    """Return an address; raise ValidationError with a sentence that says what is wrong with it."""
    address = text.strip().removeprefix("mailto:")
    if len(address) > 254:
        raise ValidationError(_("This address is too long for an e-mail address. Write one address a line."))
    message = _("“%(text)s” is no e-mail address. Write it as name@office.example; what it is for comes behind a dash.")
    try:
        EmailValidator()(address)
    except ValidationError as error:
        raise ValidationError(message, code="email", params={"text": address}) from error
    return address


def text_of_phones(phones: Phones) -> str:
    """Return numbers as text that ``phones_from_text`` gives back in any country."""
    return _written((numbers.shown(phone.number), phone.purpose) for phone in phones)


def text_of_emails(emails: Emails) -> str:
    """Return addresses as text that ``emails_from_text`` gives back."""
    return _written((email.address, email.purpose) for email in emails)


def _written(ways: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{way} – {purpose}" if purpose else way for way, purpose in ways)


def _parted(line: str, dash: re.Pattern[str]) -> tuple[str, str]:
    parts = dash.split(line, maxsplit=1)
    purpose = " ".join(parts[1].split()) if len(parts) == 2 else ""
    if len(purpose) > LONGEST_PURPOSE:
        raise ValidationError(
            _("What it is for has more than %(most)d characters. Say it shorter."), params={"most": LONGEST_PURPOSE}
        )
    return parts[0], purpose


def _read_lines(text: str, read: Callable[[str], Way]) -> tuple[Way, ...]:
    ways: list[Way] = []
    errors: list[ValidationError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if len(ways) + len(errors) == MOST:
            message = ngettext(
                "There are more than %(most)d line. Leave those that people need.",
                "There are more than %(most)d lines. Leave those that people need.",
                MOST,
            )
            errors.append(ValidationError(message, code="too_many", params={"most": MOST}))
            break
        try:
            ways.append(read(line.strip()))
        except ValidationError as error:
            for sentence in error.messages:
                errors.append(
                    ValidationError(
                        _("Line %(number)d: %(message)s"),
                        code="line",
                        params={"number": number, "message": sentence},
                    )
                )
    if errors:
        raise ValidationError(errors)
    return tuple(ways)
