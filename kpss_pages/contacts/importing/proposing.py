"""What a table of contacts would make of a town's contacts, line by line; nothing is saved here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.contacts.importing.columns import BY_NAME
from kpss_pages.contacts.importing.frame import Frame, Written, office_of
from kpss_pages.contacts.importing.matching import Entry, by_key, match
from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.tables.columns import NO, YES, answers, folded, spaced
from kpss_pages.core.tables.outcomes import Change, Checked, Fate, Outcome
from kpss_pages.core.tables.reading import Line, Reading
from kpss_pages.core.tables.ways_in_cells import emails_in, emails_in_a_cell, phones_in, phones_in_a_cell
from kpss_pages.core.ways import Emails, Phones


@dataclass(frozen=True)
class Proposal(Checked):
    """What a table would do; ``written`` are the rows in memory to save."""

    written: Written = field(repr=False)


def propose(site_id: int, country: str, reading: Reading) -> Proposal:
    """Say what was read would do to a town's contacts, whose numbers without a code are of ``country``."""
    return _Proposer(site_id, country, reading).proposal()


class _Proposer:
    def __init__(self, site_id: int, country: str, reading: Reading) -> None:
        self.country, self.reading = country, reading
        self.frame = Frame(site_id)
        self.troubles = list(reading.troubles)
        self.changes: dict[int, list[Change]] = {}
        self.filled: dict[tuple[int, str], Line] = {}
        """By ``id`` of a department or a person and a field: the line that has filled it in."""

    def proposal(self) -> Proposal:
        entries = [self._placed(line) for line in self.reading.lines]
        candidates: dict[Any, list[ContactRole]] = {}
        for role in self.frame.roles:
            key = Entry(Line(0, {"role": role.name}), role.organisation, role.department).key
            candidates.setdefault(key, []).append(role)
        for key, group in by_key(entry for entry in entries if entry.line.text("role")).items():
            match(group, candidates.get(key, ()))
        for entry in entries:
            if entry.trouble:
                self._refuse(entry.line, "role", entry.trouble)
        fates = {id(entry): self._filled_in(entry) for entry in entries}
        wrong = {trouble.line for trouble in self.troubles}
        outcomes = tuple(
            Outcome(
                entry.line.number,
                _title(entry),
                Fate.WRONG if entry.line.number in wrong else fates[id(entry)],
                tuple(self.changes.get(entry.line.number, ())),
            )
            for entry in entries
        )
        places = {name: number for number, name in enumerate(self.reading.columns)}
        order = {header: places[name] for name, (_letter, header) in self.reading.columns.items()}
        troubles = sorted(self.troubles, key=lambda found: (found.line, order.get(found.header, -1)))
        return Proposal(self.reading, outcomes, tuple(troubles), self.frame.written)

    def _refuse(self, line: Line, name: str, sentence: str) -> None:
        self.troubles.append(self.reading.trouble(line, name, sentence))

    # Where the role of a line stands.

    def _placed(self, line: Line) -> Entry:
        entry = Entry(line)
        name = line.text("department")
        if line.text("organisation"):
            entry.organisation = self.frame.organisation(line.text("organisation"))
            self._note_if_new(line, "organisation", entry.organisation)
        elif name:
            entry.organisation = self._organisation_of(line, name)
        if name and entry.organisation is not None:
            entry.department = self.frame.department(entry.organisation, name)
            if self._note_if_new(line, "department", entry.department) and line.text("office"):
                entry.department.office = self.frame.office(line.text("office"))
            if line.text("part_of"):
                self._put_below(line, entry.department, entry.organisation)
        return entry

    def _organisation_of(self, line: Line, name: str) -> Organisation | None:
        """Return the organisation of a department that is named without one, the only one there is for a new one."""
        known = self.frame.departments_called(name)
        organisations = list(self.frame.organisations.values())
        if len(known) == 1:
            return known[0].organisation
        if not known and len(organisations) == 1:
            return organisations[0]
        self._refuse(line, "organisation", _("Fill in the organisation that the department belongs to."))
        return None

    def _put_below(self, line: Line, department: Department, organisation: Organisation) -> None:
        parent = self.frame.department(organisation, line.text("part_of"))
        self._note_if_new(line, "part_of", parent)
        if not self._is_first_to_say(line, department, "part_of") or department.parent is parent:
            return
        above: Department | None = parent
        seen: list[Department] = []
        while above is not None and above not in seen:
            if above is department:
                sentence = _("A department cannot be a part of itself or of one that is a part of it.")
                self._refuse(line, "part_of", sentence)
                return
            seen.append(above)
            above = above.parent
        self._change(line, department, "parent", parent, "part_of", str(department.parent or ""), str(parent))

    def _note_if_new(self, line: Line, name: str, row: Any) -> bool:
        """Tell of a row that the line is the first to name; return whether it is new and of this line."""
        if row.pk is not None or (id(row), "") in self.filled:
            return False
        self.filled[id(row), ""] = line
        self._tell(line, _new(name), "", str(row))
        return True

    def _is_first_to_say(self, line: Line, row: Any, name: str) -> bool:
        """Whether no other line has said something else of a department or a person; it is a trouble if one has."""
        first = self.filled.setdefault((id(row), name), line)
        if folded(first.text(name)) != folded(line.text(name)):
            sentence = _("Row %(line)d says “%(text)s” of the same. Write the same in both, or leave one blank.")
            self._refuse(line, name, sentence % {"line": first.number, "text": first.text(name)})
            return False
        return True

    # What is filled in.

    def _filled_in(self, entry: Entry) -> Fate:
        line, role = entry.line, entry.role
        fate = Fate.UNCHANGED
        if role is None:
            role = self.frame.role(line.text("role"), entry.organisation, entry.department)
            fate = Fate.CREATED
        before = len(self.changes.get(line.number, ()))
        self._fill_in_holder(entry, role)
        holder = role.holder or Person()
        self._fill_in_phones(line, role, role.phones or holder.phones)
        self._fill_in_emails(line, role, role.emails or holder.emails)
        for name in ("room", "note"):
            text, current = line.text(name), getattr(role, name)
            if text and (text if name == "note" else spaced(text)) != _as_in_a_cell(current, name):
                self._change(line, role, name, text, name, current, text)
        self._fill_in_office(line, role, entry.department)
        listed = answers().get(folded(line.text("is_listed")))
        if listed is not None and listed != role.is_listed:
            self._change(line, role, "is_listed", listed, "is_listed", _yes_no(not listed), _yes_no(listed))
        entry.role = role
        if fate is Fate.UNCHANGED and (before or self.changes.get(line.number)):
            return Fate.CHANGED
        return fate

    def _fill_in_holder(self, entry: Entry, role: ContactRole) -> None:
        line = entry.line
        if not entry.name[1]:
            return
        person = self._person(entry, role)
        if person is None:
            return
        self._note_if_new(line, "family_name", person)
        for name in ("title_before", "title_after"):
            text, current = line.text(name), getattr(person, name)
            if text and self._is_first_to_say(line, person, name) and text != current:
                self._change(line, person, name, text, name, current, text)
        if role.holder is not person:
            self._change(line, role, "holder", person, "family_name", str(role.holder or ""), str(person))

    def _person(self, entry: Entry, role: ContactRole) -> Person | None:
        """Return who a line names: who holds the role already, the one of the name and titles, or somebody new."""
        line, found = entry.line, self.frame.people.get(entry.name, [])
        if role.holder in found:
            return role.holder
        if len(found) > 1:
            titles = (folded(line.text("title_before")), folded(line.text("title_after")))
            found = [row for row in found if (folded(row.title_before), folded(row.title_after)) == titles]
            if len(found) != 1:
                sentence = _("There are several people of this name. Choose the holder in the form of the role.")
                self._refuse(line, "family_name", sentence)
                return None
        if found:
            return found[0]
        return self.frame.person((line.text("given_name"), line.text("family_name")))

    def _fill_in_phones(self, line: Line, role: ContactRole, current: Phones) -> None:
        text, shown = line.text("phones"), phones_in_a_cell(current, self.country)
        if text and text != shown:
            try:
                phones = phones_in(text, self.country)
            except ValidationError as error:
                self._refuse(line, "phones", " ".join(error.messages))
                return
            if phones != current:
                now = phones_in_a_cell(phones, self.country)
                self._change(line, role, "phones", phones, "phones", shown, now)

    def _fill_in_emails(self, line: Line, role: ContactRole, current: Emails) -> None:
        text, shown = line.text("emails"), emails_in_a_cell(current)
        if text and text != shown:
            try:
                emails = emails_in(text)
            except ValidationError as error:
                self._refuse(line, "emails", " ".join(error.messages))
                return
            if emails != current:
                self._change(line, role, "emails", emails, "emails", shown, emails_in_a_cell(emails))

    def _fill_in_office(self, line: Line, role: ContactRole, department: Department | None) -> None:
        if not line.text("office"):
            return
        office = self.frame.office(line.text("office"))
        self._note_if_new(line, "office", office)
        current: Office | None = role.office or office_of(department)
        if office is not current:
            self._change(line, role, "office", office, "office", str(current or ""), str(office))

    def _change(self, line: Line, row: Any, field_name: str, value: Any, column: str, before: str, now: str) -> None:
        self.frame.written.change(row, field_name, value)
        label = str(_("Holder")) if field_name == "holder" else str(BY_NAME[column].header)
        self._tell(line, label, before, now)

    def _tell(self, line: Line, label: str, before: str, now: str) -> None:
        self.changes.setdefault(line.number, []).append(Change(label, before, now))


def _title(entry: Entry) -> str:
    holder = str(entry.role.holder) if entry.role and entry.role.holder else ""
    role = entry.line.text("role")
    return f"{role} – {holder}" if holder else role


def _as_in_a_cell(text: str, name: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    return plain if name == "note" else spaced(plain)


def _yes_no(answer: bool) -> str:
    return str(YES if answer else NO)


def _new(name: str) -> str:
    words: Mapping[str, str] = {
        "organisation": _("New organisation"),
        "department": _("New department"),
        "part_of": _("New department"),
        "office": _("New office"),
        "family_name": _("New person"),
    }
    return words[name]
