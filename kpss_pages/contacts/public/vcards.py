"""A contact for an address book: vCard 3.0 (RFC 2426), which Outlook and all telephones read, in UTF-8."""

import re
from collections.abc import Iterable, Iterator

from icalendar.parser import Contentline

from kpss_pages.contacts.shown import ShownContact

VCARD_TYPE = "text/vcard; charset=utf-8"

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def vcard_of(contact: ShownContact, url: str, uid: str) -> bytes:
    """Return a role with its holder as a card; ``url`` is its page, ``uid`` stays when the holder changes."""
    return vcard_lines([*_lines(contact), f"URL:{url}", f"UID:{uid}"])


def vcard_lines(lines: Iterable[str]) -> bytes:
    """Return a card of the lines between its first and its last; folded in octets, so that no letter is cut in two."""
    whole = ["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"]
    return b"".join(Contentline(line).to_ical() + b"\r\n" for line in whole)


def labelled(line: str, number: int, label: str) -> Iterator[str]:
    """Yield a line that begins with ``item`` and its number, and the line with its label where it has one."""
    yield line
    if label:
        yield f"item{number}.X-ABLABEL:{vcard_text(label)}"


def vcard_text(text: str) -> str:
    """Return a text as it stands in a line."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)


def _lines(contact: ShownContact) -> Iterator[str]:
    holder = contact.row.holder
    name = holder.name if holder else contact.name
    yield f"FN:{vcard_text(name)}"
    if holder:
        names = (holder.family_name, holder.given_name, "", holder.title_before, holder.title_after)
        yield f"N:{';'.join(map(vcard_text, names))}"
        yield f"TITLE:{vcard_text(contact.name)}"
    else:
        yield f"N:{vcard_text(name)};;;;"
    places = [place for place in (contact.organisation, *contact.departments) if place]
    if places:
        yield f"ORG:{';'.join(map(vcard_text, places))}"
    number = 0
    for phone in contact.phones:
        number += 1
        yield from labelled(f"item{number}.TEL;TYPE=WORK,VOICE:{phone.number}", number, phone.purpose or phone.whose)
    for email in contact.emails:
        number += 1
        line = f"item{number}.EMAIL;TYPE=INTERNET:{vcard_text(email.address)}"
        yield from labelled(line, number, email.purpose or email.whose)
    if contact.address:
        address = contact.address
        parts = ("", contact.room, address.street, address.municipality, "", address.postal_code, "")
        yield f"ADR;TYPE=WORK:{';'.join(map(vcard_text, parts))}"
    if contact.note:
        yield f"NOTE:{vcard_text(contact.note)}"
