"""A contact for an address book: vCard 3.0 (RFC 2426), which Outlook and all telephones read, in UTF-8."""

import re
from collections.abc import Iterator

from icalendar.parser import Contentline

from kpss_pages.contacts.shown import ShownContact

VCARD_TYPE = "text/vcard; charset=utf-8"

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def vcard_of(contact: ShownContact, url: str, uid: str) -> bytes:
    """Return a role with its holder as a card; ``url`` is its page, ``uid`` stays when the holder changes."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(contact), f"URL:{url}", f"UID:{uid}", "END:VCARD"]
    # Folded in octets, so that no letter is cut in two.
    return b"".join(Contentline(line).to_ical() + b"\r\n" for line in lines)


def _lines(contact: ShownContact) -> Iterator[str]:
    holder = contact.row.holder
    name = holder.name if holder else contact.name
    yield f"FN:{_text(name)}"
    if holder:
        names = (holder.family_name, holder.given_name, "", holder.title_before, holder.title_after)
        yield f"N:{';'.join(map(_text, names))}"
        yield f"TITLE:{_text(contact.name)}"
    else:
        yield f"N:{_text(name)};;;;"
    places = [place for place in (contact.organisation, *contact.departments) if place]
    if places:
        yield f"ORG:{';'.join(map(_text, places))}"
    number = 0
    for phone in contact.phones:
        number += 1
        yield from _labelled(f"item{number}.TEL;TYPE=WORK,VOICE:{phone.number}", number, phone.purpose or phone.whose)
    for email in contact.emails:
        number += 1
        line = f"item{number}.EMAIL;TYPE=INTERNET:{_text(email.address)}"
        yield from _labelled(line, number, email.purpose or email.whose)
    if contact.address:
        address = contact.address
        parts = ("", contact.room, address.street, address.municipality, "", address.postal_code, "")
        yield f"ADR;TYPE=WORK:{';'.join(map(_text, parts))}"
    if contact.note:
        yield f"NOTE:{_text(contact.note)}"


def _labelled(line: str, number: int, label: str) -> Iterator[str]:
    yield line
    if label:
        yield f"item{number}.X-ABLABEL:{_text(label)}"


def _text(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)
