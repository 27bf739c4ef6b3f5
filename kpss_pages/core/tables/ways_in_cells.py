"""Telephones and e-mails as cells have them: several behind semicolons, commas or on lines of their own."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from kpss_pages.core.ways import Emails, Phones
from kpss_pages.core.ways.lines import emails_from_text, phones_from_text
from kpss_pages.core.ways.numbers import shown

SEPARATOR = "; "
"""Between several values in a cell."""

_BETWEEN_PHONES = re.compile(r"\n|[;,](?=\s*[+(\d])|[;,]\s*$")
_BETWEEN_EMAILS = re.compile(r"\n|[;,](?=\s*[^\s;,@]+@)|[;,]\s*$")
"""A separator is followed by what begins like a number or an address; others are within what it is for."""


def phones_in(cell: str, country: str) -> Phones:
    """Return the numbers of a cell; raise ValidationError with a sentence for each that is none."""
    return Phones(tuple(_read(_BETWEEN_PHONES.split(cell), lambda text: phones_from_text(text, country))))


def emails_in(cell: str) -> Emails:
    """Return the addresses of a cell; raise ValidationError with a sentence for each that is none."""
    return Emails(tuple(_read(_BETWEEN_EMAILS.split(cell), emails_from_text)))


def _read(pieces: list[str], read: Callable[[str], Any]) -> list[Any]:
    text = "\n".join(piece.strip() for piece in pieces if piece.strip())
    try:
        return list(read(text))
    except ValidationError as error:
        # Lines are numbered in a form; in a cell, each sentence names what it is about.
        sentences = [str((found.params or {}).get("message") or found.messages[0]) for found in error.error_list]
        raise ValidationError(sentences) from error


def phones_in_a_cell(phones: Phones, country: str) -> str:
    """Return numbers as a cell has them: "581 268 111 – office hours; 00421 2 5783 1111"."""
    return SEPARATOR.join(
        _with_purpose(shown(phone.number, country).replace("+", "00", 1), phone.purpose) for phone in phones
    )


def emails_in_a_cell(emails: Emails) -> str:
    """Return addresses as a cell has them: "office@town.example – filing; jana@town.example"."""
    return SEPARATOR.join(_with_purpose(email.address, email.purpose) for email in emails)


def _with_purpose(way: str, purpose: str) -> str:
    return f"{way} – {purpose}" if purpose else way
