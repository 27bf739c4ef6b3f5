"""Plain values of a service out of what the elements of the Slovak register say."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.municipalities import number_in
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import (
    DISTRICTS,
    FORMS,
    GROUPS,
    MUNICIPALITIES,
    REGIONS,
    TYPES,
    Codes,
    matcher,
)
from kpss_pages.catalog.registers.entries import Note
from kpss_pages.catalog.registers.slovak_elements import CODE, CODED, MOST_UNKNOWN, PEOPLE, UNREAD, name_of, text_of

LONGEST = {"municipality": 120, "municipality_code": 20, "postal_code": 10, "street": 200, "legal_form": 120}
HIDDEN_TYPES = ("sk-zariadenie-nudzoveho-byvania",)
"""Whose places are for people in danger from others (§ 29): the register has no mark of it, so they count as secret."""
_SCOPES = {"scope_municipality": MUNICIPALITIES, "scope_district": DISTRICTS, "scope_region": REGIONS}


class CodesOfService:
    """The codes of one service: a loaded list says what each is, or the register itself where it writes its name."""

    def __init__(self, codes: Codes, explained: Mapping[str, str]) -> None:
        self.codes = codes
        lists = {"type": TYPES, "form": FORMS}
        self.lists = CODED | {name: lists[meaning] for name, meaning in explained.items() if meaning in lists}
        self.unknown: list[list[str]] = []
        self.notes: list[Note] = []

    def read(self, element: Element) -> dict[str, list[str]]:
        """Return our terms by list; a list of which the service says nothing is missing."""
        found: dict[str, list[str]] = {}
        for each in element:
            name = name_of(each)
            if list_name := self.lists.get(name):
                term = self._term(list_name, *_code_and_name(each))
                terms = found.setdefault(list_name, [])
                if term and term not in terms:
                    terms.append(term)
            elif name not in UNREAD and name not in PEOPLE:
                self._anywhere(each, found)
        return found

    def _term(self, list_name: str, code: str, name: str) -> str:
        term = self.codes.term(list_name, code) or matcher(Register.SLOVAK, list_name)(name)
        if not term and (code or name):
            self._keep_unknown(list_name, code or name[:80], self.codes.name(list_name, code) or name)
        return term

    def _anywhere(self, element: Element, found: dict[str, list[str]]) -> None:
        """Read codes in elements that nobody knows: only a loaded list can say what they are."""
        for each in element.iter():
            code = text_of(each)
            if not CODE.fullmatch(code):
                continue
            for list_name in (TYPES, FORMS):
                if term := self.codes.term(list_name, code):
                    found.setdefault(list_name, []).append(term)
                    break
            else:
                self._keep_unknown(name_of(each)[:60], code, "")

    def _keep_unknown(self, list_name: str, code: str, name: str) -> None:
        if len(self.unknown) < MOST_UNKNOWN and [list_name, code] not in self.unknown:
            self.unknown.append([list_name, code])
            self.notes.append(
                Note("named_code" if name else "unknown_code", {"list": list_name, "code": code, "name": name[:100]})
            )


def _code_and_name(element: Element) -> tuple[str, str]:
    """Return the code and the name in an element; one without parts is a code itself."""
    parts = {name_of(each): text_of(each) for each in element}
    code = parts.get("itemCode", "") or text_of(element)
    return cleaning.text(code, 80), cleaning.text(parts.get("itemDescription", ""), 300)


def coded_values(terms: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the fields that codes fill; "" for a type that is not known."""
    values: dict[str, Any] = {"type_code": next(iter(terms.get(TYPES, ())), "")}
    if forms := terms.get(FORMS):
        form = {"form": forms[0], "capacities": [], "is_nonstop": False, "hours": {}, "hours_note": ""}
        values["forms"] = [form]
    if GROUPS in terms:
        values["target_groups"] = terms[GROUPS]
    return values


def days(said: Mapping[str, str], today: date) -> dict[str, str | None]:
    """Return since when and until when a service is registered, and when it ended; that of its giving counts too."""
    since = cleaning.day(said.get("registered_from"))
    ends = [day for name in ("registered_until", "provided_to") if (day := cleaning.day(said.get(name)))]
    until = min(ends, default=None)
    return {
        "registered_from": since.isoformat() if since else None,
        "registered_until": until.isoformat() if until else None,
        "ended_on": until.isoformat() if until and until <= today else None,
    }


def ways(said: Mapping[str, str], values: dict[str, Any]) -> Iterator[Note]:
    """Fill in telephone, e-mail and website; yield what cannot be used."""
    for meaning, field, read in (
        ("phone", "phones", lambda text: cleaning.phone(text, "SK")),
        ("email", "emails", cleaning.email),
    ):
        if text := said.get(meaning):
            if value := read(text):
                values[field] = [[value, ""]]
            else:
                yield Note("no_way", {"key": meaning, "value": cleaning.text(text, 60)})
    if said.get("website"):
        values["website"] = cleaning.website(said["website"])


def place(said: Mapping[str, str], type_code: str, codes: Codes) -> dict[str, Any] | None:
    """Return the place; None where no element is known to say one. A secret one says nothing of where it is."""
    where = address(said, "", codes)
    if not any(where.values()) and not said.get("secret"):
        return None
    is_secret = says_secret(said["secret"]) if "secret" in said else type_code in HIDDEN_TYPES
    return {
        "name": "",
        "is_secret": is_secret,
        **(dict.fromkeys(where, "") if is_secret else where),
        "address_code": "",
        "latitude": None,
        "longitude": None,
        "access": "",
        "access_note": "",
        "ended_on": None,
    }


def address(said: Mapping[str, str], before: str, codes: Codes) -> dict[str, str]:
    """Return an address; the municipality is written as its name or as its code of the list CL000025."""
    code, name = _municipality(said.get(f"{before}municipality", ""), codes)
    street = " ".join(filter(None, (said.get(f"{before}street"), said.get(f"{before}house"))))
    where = {
        "street": street or said.get(f"{before}whole_address", ""),
        "postal_code": _postal_code(said.get(f"{before}postal_code", "")),
        "municipality": name,
        "municipality_code": said.get(f"{before}municipality_code", "") or code,
    }
    return {field: cleaning.text(text, LONGEST[field]) for field, text in where.items()}


def scope(said: Mapping[str, str], codes: Codes) -> tuple[str, str, list[str] | None]:
    """Return number and name of the municipality that a service goes to, and the name of its area where a list has it."""
    code, name = _municipality(said.get("scope_municipality", ""), codes)
    for meaning, list_name in _SCOPES.items():
        if text := said.get(meaning):
            area = name if meaning == "scope_municipality" else codes.name(list_name, text)
            return code, name, [area] if area else None
    return code, name, None


def says_secret(text: str) -> bool:
    return text.lower() not in ("", "0", "false", "nie")


def _municipality(text: str, codes: Codes) -> tuple[str, str]:
    """Return number and name of what is written as either."""
    number = number_in(text)
    name = codes.name(MUNICIPALITIES, text) or codes.name(MUNICIPALITIES, number)
    return (number, name) if number else ("", name or text)


def _postal_code(text: str) -> str:
    digits = text.replace(" ", "")
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 and digits.isdigit() else text
