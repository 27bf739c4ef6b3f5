"""One item of the Czech register (RPSS, ``polozky`` of rpss.json) as an entry.

Names of keys and shapes are those of the ministry's file as third parties describe it. The inner shape of ``poskytovatel``,
``vekoveSkupiny`` and ``casoveRozsahy`` is not confirmed: what is recognisable in them is read, the rest is reported.
``vedouci``, ``statutarniOrgany`` and everything else that names people is not looked at.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kpss_pages.catalog.capacities import MOST as MOST_CAPACITIES
from kpss_pages.catalog.choices import Kind, Register
from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import AGES, FORMS, GROUPS, TYPES, UNITS, Codes
from kpss_pages.catalog.registers.czech_hours import hours_in
from kpss_pages.catalog.registers.czech_places import HIDDEN, Place, address_lines, places_in, says_secret
from kpss_pages.catalog.registers.entries import Entry, Note, UnreadableEntry
from kpss_pages.catalog.vocabulary import age_groups, forms, service_type, target_groups

READ = {
    "ciloveSkupiny",
    "datumPoskytovaniDo",
    "datumPoskytovaniOd",
    "doplnujiciInformaceVekoveSkupiny",
    "druhSocialniSluzby",
    "emaily",
    "formy",
    "identifikator",
    "nazev",
    "poskytovatel",
    "telefony",
    "vekoveSkupiny",
    "weby",
    "zarizeni",
}
LEFT = {
    "doplnkoveUdaje",
    "faxy",
    "id",
    "kontaktniAdresy",
    "portalId",
    "rozsirenePusobnostiVKraji",
    "statutarniOrgany",
    "vedouci",
}
"""Known and left alone: our entries have no place for it, its shape is not confirmed, or it names people."""
_DEEPEST = 4
MOST_UNKNOWN = 40
"""Unknown codes of one service that are kept."""


class ItemReader:
    """Reads items with the codes that are known, as of a day."""

    def __init__(self, codes: Codes, today: date) -> None:
        self.codes = codes
        self.today = today

    def read(self, item: Any) -> Entry:
        """Return an entry; raise UnreadableEntry for an item without a number."""
        if not isinstance(item, dict):
            raise UnreadableEntry(Note("no_item"))
        number = cleaning.text(item.get("identifikator"), 40)
        if not number:
            raise UnreadableEntry(Note("no_number"))
        return _Item(self, item, number).entry()


class _Item:
    """An item that is being read; what is noted on the way is gathered here."""

    def __init__(self, reader: ItemReader, item: Mapping[str, Any], number: str) -> None:
        self.codes, self.today = reader.codes, reader.today
        self.item, self.number = item, number
        self.notes: list[Note] = []
        self.unknown: list[list[str]] = []
        self.values: dict[str, Any] = {}

    def entry(self) -> Entry:
        others = sorted(cleaning.text(key, 60) for key in self.item.keys() - READ - LEFT - {HIDDEN})
        if others:
            self.note("unknown_keys", keys=", ".join(others[:10]))
        places = places_in(self.item.get("zarizeni"), self.codes, self.today, self.note, says_secret(self.item))
        self.values = {"register": Register.CZECH.value, "register_number": self.number, "kind": Kind.SOCIAL.value}
        self.values["type_code"] = self.type_code()
        self.days()
        self.groups()
        self.ages()
        self.forms()
        self.ways()
        self.values["provider"] = self.provider()
        self.values["name"] = self.name(places)
        self.values["facilities"] = [place.values for place in places]
        self.values["unknown_codes"] = self.unknown
        here = [place for place in places if place.is_open]
        return Entry(
            self.number,
            self.values,
            tuple(dict.fromkeys(place.municipality for place in here if place.municipality)),
            is_secret=bool(here) and all(place.is_secret for place in here),
            notes=tuple(self.notes),
        )

    def note(self, code: str, /, **params: Any) -> None:
        self.notes.append(Note(code, params))

    def term(self, list_name: str, reference: Any) -> str:
        """Return our term for a reference ({"id": …}); one that nobody explains is kept as unknown."""
        code = reference_in(reference)
        if not code:
            return ""
        term = self.codes.term(list_name, code)
        if not term and len(self.unknown) < MOST_UNKNOWN and [list_name, code] not in self.unknown:
            self.unknown.append([list_name, code])
            name = self.codes.name(list_name, code)
            self.note("named_code" if name else "unknown_code", list=list_name, code=code, name=name)
        return term

    def type_code(self) -> str:
        reference = self.item.get("druhSocialniSluzby")
        if not reference_in(reference):
            self.note("no_type")
        return self.term(TYPES, reference)

    def days(self) -> None:
        until = self.day_of("datumPoskytovaniDo")
        since = self.day_of("datumPoskytovaniOd")
        self.values["registered_from"] = since.isoformat() if since else None
        self.values["registered_until"] = until.isoformat() if until else None
        self.values["ended_on"] = until.isoformat() if until and until < self.today else None

    def day_of(self, key: str) -> date | None:
        value = self.item.get(key)
        found = cleaning.day(value)
        if value and found is None:
            self.note("no_day", key=key, value=cleaning.text(value, 40))
        return found

    def groups(self) -> None:
        rows = self.item.get("ciloveSkupiny")
        if isinstance(rows, list):
            found = {self.term(GROUPS, row.get("cilovaSkupina")) for row in rows if isinstance(row, dict)}
            self.values["target_groups"] = [code for code in target_groups() if code in found]

    def ages(self) -> None:
        rows = self.item.get("vekoveSkupiny")
        references = list(references_in(rows))
        if references:
            found = {self.term(AGES, {"id": code}) for code in references}
            self.values["age_groups"] = [code for code in age_groups() if code in found]
        elif rows:
            self.note("unread", key="vekoveSkupiny")
        if note := cleaning.text(self.item.get("doplnujiciInformaceVekoveSkupiny"), 200):
            self.values["ages_note"] = note

    def forms(self) -> None:
        rows = self.item.get("formy")
        if not isinstance(rows, list):
            return
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            form = self.term(FORMS, row.get("forma")) if isinstance(row, dict) else ""
            if form and form not in found:
                found[form] = self.form(form, row)
        self.values["forms"] = [found[form] for form in forms() if form in found]

    def form(self, form: str, row: Mapping[str, Any]) -> dict[str, Any]:
        hours, note = hours_in(row.get("casoveRozsahy"))
        if row.get("casoveRozsahy") and not hours and not note:
            self.note("unread", key="casoveRozsahy")
        return {
            "form": form,
            "capacities": list(self.capacities(row.get("kapacity") or row.get("kapacita"))),
            "is_nonstop": row.get("nepretrzitePoskytovani") is True,
            "hours": hours,
            "hours_note": note,
        }

    def capacities(self, rows: Any) -> Iterator[list[Any]]:
        for row in rows[:MOST_CAPACITIES] if isinstance(rows, list) else ():
            if not isinstance(row, dict):
                continue
            unit, count = self.term(UNITS, row.get("typ")), row.get("pocet")
            if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count < 1_000_000:
                self.note("no_count")
            elif unit:
                yield [count, unit, cleaning.text(row.get("popis"), 200)]

    def ways(self) -> None:
        self.values["phones"] = self.read_ways("telefony", "telefon", lambda value: cleaning.phone(value, "CZ"))
        self.values["emails"] = self.read_ways("emaily", "email", cleaning.email)
        websites = self.read_ways("weby", "web", cleaning.website)
        self.values["website"] = websites[0][0] if websites else ""

    def read_ways(self, key: str, name: str, read: Any) -> list[list[str]]:
        rows = self.item.get(key)
        found: dict[str, list[str]] = {}
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, dict) or not row.get(name):
                continue
            value = read(row[name])
            if not value:
                self.note("no_way", key=key, value=cleaning.text(row[name], 60))
            elif value not in found and len(found) < cleaning.MOST_WAYS:
                # What stands beside an address of the web is not kept, beside a number it may name a person's duty.
                found[value] = [value, cleaning.purpose(row.get("poznamka"))]
        return list(found.values())

    def provider(self) -> dict[str, Any]:
        """Return what is recognisable of the provider; its name may be missing."""
        row = self.item.get("poskytovatel")
        found: dict[str, Any] = {}
        if isinstance(row, dict):
            name = next(filter(None, (cleaning.text(row.get(key), 300) for key in ("nazev", "obchodniJmeno"))), "")
            written = row.get("ico") or row.get("ic")
            number = cleaning.company_id(written)
            if written and not number:
                self.note("no_company_id", value=cleaning.text(written, 20))
            legal_form = row.get("pravniForma")
            found = {
                "name": name,
                "company_id": number,
                "legal_form": cleaning.text(
                    legal_form.get("nazev") if isinstance(legal_form, dict) else legal_form, 120
                ),
            }
            address = row.get("sidlo") or row.get("adresa")
            if isinstance(address, dict) and not address.get("utajenaAdresa") and not row.get("utajenaAdresa"):
                lines = address_lines(address, self.codes)
                found |= {name: lines[name] for name in ("street", "postal_code", "municipality")}
        if not found.get("name"):
            self.note("no_provider")
        return {name: value for name, value in found.items() if value}

    def name(self, places: list[Place]) -> str:
        """Return a name: the service's own, that of its first open place, what it is, or its number."""
        own = cleaning.text(self.item.get("nazev"), 300)
        at_a_place = (str(place.values["name"]) for place in places if place.is_open and not place.is_secret)
        what = service_type(self.values["type_code"])
        by_type = what.name_cs if what else self.codes.name(TYPES, reference_in(self.item.get("druhSocialniSluzby")))
        return own or next(filter(None, at_a_place), "") or by_type or self.number


def reference_in(value: Any) -> str:
    """Return the code of {"id": "DruhSocialniSluzby/4"}, "" for everything else."""
    return cleaning.text(value.get("id"), 80) if isinstance(value, dict) else ""


def references_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the codes of references at whatever place in a value of unknown shape."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from references_in(each, depth + 1)
    elif isinstance(value, dict):
        if code := reference_in(value):
            yield code
        for each in value.values():
            if isinstance(each, dict | list):
                yield from references_in(each, depth + 1)
