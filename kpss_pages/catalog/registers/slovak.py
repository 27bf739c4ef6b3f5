"""The Slovak register (CRPSS): ``provider`` elements with ``providedService`` in them, in an XML file of any size.

Only four names of elements are known: ``identifier``, ``dateOfRegistration``, ``dateOfErasure`` and ``currentCapacity`` of
a service. What other elements hold is loaded like a code list ("prvky": the element's name as the id, as the name one of
``MEANINGS``); those that nobody has explained are reported and not read. Codes ("A0025") count through a loaded list.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Kind, Register
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import ELEMENTS, FORMS, TYPES, Codes
from kpss_pages.catalog.registers.entries import Entry, Note, UnreadableEntry
from kpss_pages.catalog.registers.measured import Measured, badly_encoded, cut_off
from kpss_pages.catalog.registers.refusing import DEEPEST, MOST_ENTRIES, RegisterRefused
from kpss_pages.catalog.vocabulary import service_type

NAMESPACE = "{http://data.gov.sk/set/data/mpsvr.sd.rpss.csru/v1}"
PROVIDER, SERVICE = f"{NAMESPACE}provider", f"{NAMESPACE}providedService"
KNOWN = {
    "identifier": "number",
    "dateOfRegistration": "registered_from",
    "dateOfErasure": "registered_until",
    "currentCapacity": "capacity",
}
MEANINGS = (
    *("number", "registered_from", "registered_until", "capacity", "type", "form", "name", "phone", "email", "website"),
    *("street", "postal_code", "municipality", "municipality_code", "secret"),
    *("provider.name", "provider.company_id", "provider.legal_form"),
    *("provider.street", "provider.postal_code", "provider.municipality"),
)
_CODE = re.compile(r"[A-Z]\d{4}")
MOST_UNKNOWN = 40
"""Unknown names of elements, and unknown codes, of one service that are kept."""
_LONGEST = {"municipality": 120, "municipality_code": 20, "postal_code": 10, "street": 200, "legal_form": 120}


def services_in(source: Measured, codes: Codes, today: date) -> Iterator[Entry | UnreadableEntry]:
    """Yield entries, and those of which nothing can be used as what is wrong with them.

    Raises RegisterRefused for what is no such XML or breaks off, as ``json_items.items_in`` does.
    """
    reader = _Reader(codes, today)
    count = 0
    try:
        for provider in _providers(source):
            yield from (reader.entries(provider))
            count += 1
            if count > MOST_ENTRIES:
                raise RegisterRefused(_("The file has more entries than any register. Nothing was used of it."))
    except ParseError as error:
        raise _refusal(error) from error
    except DefusedXmlException as error:
        raise RegisterRefused(
            _("The file has declarations in it that a register does not need. Nothing was used.")
        ) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise badly_encoded() from error


def _providers(source: Measured) -> Iterator[Element]:
    depth, is_there = 0, False
    root: Element | None = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            root = element if root is None else root
            is_there = is_there or element.tag == PROVIDER
            if depth > DEEPEST:
                raise RegisterRefused(_("The file is nested deeper than any register. Nothing was used of it."))
            continue
        depth -= 1
        if element.tag == PROVIDER:
            yield element
            element.clear()
            if root is not None and root is not element:
                root.clear()
            source.entry_ended()
    if not is_there:
        raise RegisterRefused(
            _("There are no providers of the Slovak register in the file. Take it as it is published.")
        )


class _Reader:
    def __init__(self, codes: Codes, today: date) -> None:
        self.codes, self.today = codes, today
        elements = {name: meaning for name, meaning in codes.names.get(ELEMENTS, {}).items() if meaning in MEANINGS}
        self.meanings: Mapping[str, str] = {**elements, **KNOWN}

    def entries(self, provider: Element) -> Iterator[Entry | UnreadableEntry]:
        own: Counter[str] = Counter()
        of_provider = {
            meaning.removeprefix("provider."): value
            for meaning, value in self.leaves(provider, own)
            if meaning.startswith("provider.")
        }
        for element in provider.iter(SERVICE):
            unknown = Counter(own)
            leaves = list(self.leaves(element, unknown))
            # Of several places one may be secret, and nobody knows which address is whose.
            values = dict(leaves) | {name: text for name, text in leaves if name == "secret" and _says_secret(text)}
            try:
                yield self.entry(values, of_provider, element, unknown)
            except UnreadableEntry as error:
                yield error

    def leaves(self, element: Element, unknown: Counter[str]) -> Iterator[tuple[str, str]]:
        """Yield the meanings and texts of what is below an element, the services of a provider left out."""
        waiting = list(reversed(element))
        while waiting:
            each = waiting.pop()
            if each.tag == SERVICE:
                continue
            waiting += reversed(each)
            name = str(each.tag).rpartition("}")[2]
            text = (each.text or "").strip()
            if meaning := self.meanings.get(name):
                yield meaning, text
            elif text and not self.means_code(text) and len(unknown) < MOST_UNKNOWN:
                unknown[cleaning.text(name, 60)] += 1

    def means_code(self, text: str) -> bool:
        return bool(_CODE.fullmatch(text))

    def entry(
        self, said: Mapping[str, str], of_provider: Mapping[str, str], element: Element, unknown: Counter[str]
    ) -> Entry:
        number = cleaning.text(said.get("number"), 40)
        if not number:
            raise UnreadableEntry(Note("no_number"))
        notes = [Note("unknown_element", {"names": ", ".join(sorted(unknown)[:10])})] if unknown else []
        until, since = cleaning.day(said.get("registered_until")), cleaning.day(said.get("registered_from"))
        values: dict[str, Any] = {
            "register": Register.SLOVAK.value,
            "register_number": number,
            "kind": Kind.SOCIAL.value,
            "unknown_codes": [],
            "registered_from": since.isoformat() if since else None,
            "registered_until": until.isoformat() if until else None,
            "ended_on": until.isoformat() if until and until <= self.today else None,
        }
        notes += self.read_codes(element, values)
        notes += _ways(said, values)
        if count := said.get("capacity", ""):
            if count.isascii() and count.isdigit() and len(count) < 7 and "forms" in values:
                # The register counts the places of its one form, which are for as many people.
                values["forms"][0]["capacities"] = [[int(count), "klient", ""]]
            else:
                notes.append(Note("no_unit"))
        place = _place(said)
        if place is not None:
            values["facilities"] = [place]
        provider = {
            name: cleaning.company_id(text) if name == "company_id" else cleaning.text(text, _LONGEST.get(name, 300))
            for name, text in of_provider.items()
        }
        values["provider"] = {name: text for name, text in provider.items() if text}
        if not values["provider"].get("name"):
            notes.append(Note("no_provider"))
        what = service_type(values["type_code"])
        values["name"] = cleaning.text(said.get("name"), 300) or (what.name_sk if what else number)
        here = (place["municipality_code"], place["municipality"]) if place else ("", "")
        return Entry(
            number,
            values,
            (here,) if any(here) else (),
            is_secret=bool(place and place["is_secret"]),
            notes=tuple(notes),
        )

    def read_codes(self, element: Element, values: dict[str, Any]) -> list[Note]:
        """Read the codes that stand anywhere in a service: a loaded list says what each of them is."""
        notes: list[Note] = []
        values["type_code"] = ""
        for each in element.iter():
            code = (each.text or "").strip()
            if not _CODE.fullmatch(code):
                continue
            name = str(each.tag).rpartition("}")[2][:60]
            if term := self.codes.term(TYPES, code):
                values["type_code"] = term
            elif form := self.codes.term(FORMS, code):
                values["forms"] = [{"form": form, "capacities": [], "is_nonstop": False, "hours": {}, "hours_note": ""}]
            elif len(values["unknown_codes"]) < MOST_UNKNOWN and [name, code] not in values["unknown_codes"]:
                values["unknown_codes"].append([name, code])
                notes.append(Note("unknown_code", {"list": name, "code": code}))
        return notes


def _ways(said: Mapping[str, str], values: dict[str, Any]) -> list[Note]:
    notes = []
    for meaning, field, read in (
        ("phone", "phones", lambda text: cleaning.phone(text, "SK")),
        ("email", "emails", cleaning.email),
    ):
        if text := said.get(meaning):
            if value := read(text):
                values[field] = [[value, ""]]
            else:
                notes.append(Note("no_way", {"key": meaning, "value": cleaning.text(text, 60)}))
    if said.get("website"):
        values["website"] = cleaning.website(said["website"])
    return notes


def _place(said: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the place; None where no element is known to say one. A secret one says nothing of where it is."""
    names = ("street", "postal_code", "municipality", "municipality_code")
    if not any(said.get(name) for name in names) and not said.get("secret"):
        return None
    is_secret = _says_secret(said.get("secret", ""))
    where = {name: "" if is_secret else cleaning.text(said.get(name), _LONGEST[name]) for name in names}
    return {
        "name": "",
        "is_secret": is_secret,
        **where,
        "address_code": "",
        "latitude": None,
        "longitude": None,
        "access": "",
        "access_note": "",
        "ended_on": None,
    }


def _says_secret(text: str) -> bool:
    return text.lower() not in ("", "0", "false", "nie")


def _refusal(error: ParseError) -> RegisterRefused:
    text = str(error)
    if "no element found" in text or "unclosed" in text:
        return cut_off()
    if "invalid token" in text or "encoding" in text:
        return badly_encoded()
    return RegisterRefused(_("The file is no XML that can be read. Take it as it is published."))
