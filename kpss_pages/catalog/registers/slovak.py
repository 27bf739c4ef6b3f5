"""The Slovak register (CRPSS): ``provider`` elements with ``providedService`` in them, in an XML file of any size.

``slovak_elements`` knows the names and where they come from. What is not known is reported and not read; codes ("A0025")
count through a loaded list, or where the register writes their name beside them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Kind, Register
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import ELEMENTS, Codes
from kpss_pages.catalog.registers.entries import Entry, Note, UnreadableEntry
from kpss_pages.catalog.registers.measured import Measured, badly_encoded, cut_off
from kpss_pages.catalog.registers.refusing import DEEPEST, MOST_ENTRIES, RegisterRefused
from kpss_pages.catalog.registers.slovak_elements import (
    MEANINGS,
    OF_PROVIDER,
    OF_SERVICE,
    PROVIDERS,
    SERVICES,
    is_person,
    leaves,
)
from kpss_pages.catalog.registers.slovak_values import (
    LONGEST,
    CodesOfService,
    address,
    coded_values,
    days,
    place,
    says_secret,
    scope,
    ways,
)
from kpss_pages.catalog.vocabulary import service_type


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
            is_there = is_there or element.tag in PROVIDERS
            if depth > DEEPEST:
                raise RegisterRefused(_("The file is nested deeper than any register. Nothing was used of it."))
            continue
        depth -= 1
        if element.tag in PROVIDERS:
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
        self.explained: Mapping[str, str] = {
            name: meaning for name, meaning in codes.names.get(ELEMENTS, {}).items() if meaning in MEANINGS
        }

    def entries(self, provider: Element) -> Iterator[Entry | UnreadableEntry]:
        unknown: Counter[str] = Counter()
        said = list(leaves(provider, OF_PROVIDER, self.explained, unknown))
        of_provider = self.provider(said, is_person=is_person(provider))
        for element in provider.iter():
            if element.tag in SERVICES:
                try:
                    yield self.entry(element, of_provider, Counter(unknown))
                except UnreadableEntry as error:
                    yield error

    def provider(self, found: Sequence[tuple[str, str]], *, is_person: bool) -> dict[str, str]:
        """Return who provides services. Of a person neither the name is kept nor the address, where they live."""
        said = dict(found)
        numbers = (cleaning.company_id(text) for meaning, text in found if meaning == "provider.company_id")
        values = {"company_id": next(filter(None, numbers), "")}
        if not is_person:
            where = address(said, "provider.", self.codes)
            values |= {
                "name": cleaning.text(said.get("provider.name"), 300),
                "legal_form": cleaning.text(said.get("provider.legal_form"), LONGEST["legal_form"]),
                **{field: where[field] for field in ("street", "postal_code", "municipality")},
            }
        return {field: text for field, text in values.items() if text}

    def entry(self, element: Element, of_provider: Mapping[str, str], unknown: Counter[str]) -> Entry:
        found = list(leaves(element, OF_SERVICE, self.explained, unknown))
        # Of several places one may be secret, and nobody knows which address is whose.
        said = dict(found) | {name: text for name, text in found if name == "secret" and says_secret(text)}
        number = cleaning.text(said.get("number"), 40)
        if not number:
            raise UnreadableEntry(Note("no_number"))
        notes = [Note("unknown_element", {"names": ", ".join(sorted(unknown)[:10])})] if unknown else []
        of_codes = CodesOfService(self.codes, self.explained)
        values: dict[str, Any] = {
            "register": Register.SLOVAK.value,
            "register_number": number,
            "kind": Kind.SOCIAL.value,
            "unknown_codes": of_codes.unknown,
            **days(said, self.today),
            **coded_values(of_codes.read(element)),
        }
        notes += of_codes.notes
        notes += ways(said, values)
        if count := said.get("capacity", ""):
            if count.isascii() and count.isdigit() and len(count) < 7 and "forms" in values:
                # The register counts the places of its one form, which are for as many people.
                values["forms"][0]["capacities"] = [[int(count), "klient", ""]]
            else:
                notes.append(Note("no_unit"))
        at = place(said, values["type_code"], self.codes)
        code, name, area = scope(said, self.codes)
        if at is not None:
            values["facilities"] = [at]
            code, name = (at["municipality_code"], at["municipality"]) if not at["is_secret"] else ("", "")
        if area:
            values["area"] = "\n".join(area)
        values["provider"] = dict(of_provider)
        if not of_provider.get("name"):
            notes.append(Note("no_provider"))
        what = service_type(values["type_code"])
        values["name"] = cleaning.text(said.get("name"), 300) or (what.name_sk if what else number)
        return Entry(
            number,
            values,
            ((code, name),) if code or name else (),
            reach="" if at else said.get("scope_district") or said.get("scope_region") or "",
            is_secret=bool(at and at["is_secret"]),
            notes=tuple(notes),
        )


def _refusal(error: ParseError) -> RegisterRefused:
    text = str(error)
    if "no element found" in text or "unclosed" in text:
        return cut_off()
    if "invalid token" in text or "encoding" in text:
        return badly_encoded()
    return RegisterRefused(_("The file is no XML that can be read. Take it as it is published."))
