"""A service for an address book: vCard 3.0 (RFC 2426); how its lines are written is that of contacts."""

from collections.abc import Iterator

from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.shown import ShownService
from kpss_pages.contacts.public.vcards import labelled, vcard_lines, vcard_text


def card_of(shown: ShownService, url: str, uid: str) -> bytes:
    """Return a service as a card of an organisation; ``url`` is its page, ``uid`` stays when it is renamed."""
    return vcard_lines([*_lines(shown), f"URL:{url}", f"UID:{uid}"])


def _lines(shown: ShownService) -> Iterator[str]:
    yield f"FN:{vcard_text(shown.name)}"
    yield "N:;;;;"
    yield f"ORG:{vcard_text(shown.provider.name)};{vcard_text(shown.name)}"
    number = 0
    for phone in shown.phones:
        number += 1
        yield from labelled(f"item{number}.TEL;TYPE=WORK,VOICE:{phone.number}", number, phone.purpose or phone.whose)
    for email in shown.emails:
        number += 1
        line = f"item{number}.EMAIL;TYPE=INTERNET:{vcard_text(email.address)}"
        yield from labelled(line, number, email.purpose or email.whose)
    for place in shown.places:
        # Most address books show one; of a secret place nothing is known.
        if place.address and not place.is_secret:
            address = place.address
            parts = ("", place.name, address.street, address.municipality, "", address.postal_code, "")
            yield f"ADR;TYPE=WORK:{';'.join(map(vcard_text, parts))}"
            break
    attribution = attribution_of(shown.row.register)
    if note := "\n".join(filter(None, (shown.type_name, str(attribution.text) if attribution else ""))):
        yield f"NOTE:{vcard_text(note)}"
