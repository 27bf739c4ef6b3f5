"""Proposals in words of the language: the fields by their names, what stands there and what would stand there, by lines.

A line that one side has and the other has not is marked; a form or a place that stays keeps its heading, and the lines
below it say what of it changes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.capacities import Capacities
from kpss_pages.catalog.choices import Kind, Price, ProposalKind, ProposalState, Register
from kpss_pages.catalog.models import Proposal, Provider, Service
from kpss_pages.catalog.proposing.accepting import changed_since, now_of
from kpss_pages.catalog.proposing.suggestions import FIELDS
from kpss_pages.catalog.values import NAMES, values_of
from kpss_pages.catalog.vocabulary import age_groups, forms, service_type, target_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.dates import written_days
from kpss_pages.core.hours.lines import written_day, written_footnotes, written_seasons, written_special_days
from kpss_pages.core.hours.values import Day
from kpss_pages.core.ways.numbers import shown

Lines = list[tuple[str, str]]
"""Texts with the heading they stand below; a heading and what stands below none have ""."""

LABELS: Mapping[str, Any] = {
    "forms": gettext_lazy("Forms, hours and places"),
    "facilities": gettext_lazy("Where"),
    "register_number": gettext_lazy("Number in the register"),
    "unknown_codes": gettext_lazy("Unknown codes"),
    "words": "",
}


@dataclass(frozen=True)
class Line:
    """A line of a value; ``mark`` is "removed", "added" or ""; one that ``is_below`` belongs to the heading above it."""

    text: str
    mark: str
    is_below: bool


@dataclass(frozen=True)
class Difference:
    """A field in words: what the entry says, what is proposed, and what it said then where that is another thing."""

    name: str
    label: str
    now: tuple[Line, ...]
    proposed: tuple[Line, ...]
    then: tuple[str, ...] | None = None


def differences(proposal: Proposal) -> list[Difference]:
    """Return what a proposal would change, or what it has changed, a row for each field; [] for words of the public."""
    values = proposal.values
    if proposal.kind == ProposalKind.NEW:
        return [row for name, value in values.items() for row in _rows(name, None, value) if row.proposed]
    is_open = proposal.state == ProposalState.OPEN and proposal.service is not None
    now = now_of(proposal) if is_open else proposal.undone_by.get("values") or proposal.before
    moved = changed_since(proposal, now) if is_open else []
    return [
        row
        for name, value in values.items()
        for row in _rows(name, now.get(name), value, proposal.before.get(name) if name in moved else None)
    ]


def current_lines(proposal: Proposal) -> list[Line] | None:
    """Return what the entry says in the field that somebody's words are about; None where they name no field."""
    service, name = proposal.service, proposal.field
    if service is None or name not in NAMES:
        return None
    return list(_marked(lines_of(name, values_of(service, [name])[name]), Counter(), ""))


def summary_of(proposal: Proposal) -> str:
    """Return in one line what a proposal is about, for a list."""
    if proposal.words:
        label = label_of_suggestion(proposal)
        return f"{label}: {proposal.words}" if label else proposal.words
    if proposal.kind == ProposalKind.NEW:
        return ", ".join(text for text, _heading in lines_of("type_code", proposal.values.get("type_code")))
    if proposal.kind == ProposalKind.END:
        days = lines_of("ended_on", proposal.values.get("ended_on"))
        return _("ended on %(day)s") % {"day": days[0][0]} if days else ""
    return ", ".join(dict.fromkeys(label_of(name) for name in proposal.values))


def label_of(name: str) -> str:
    """Return what a field is called on the screen."""
    if name in LABELS:
        return str(LABELS[name])
    if name == "provider":
        return _("Provider")
    return str(capfirst(_verbose_name(Service, name)))


def label_of_suggestion(proposal: Proposal) -> str:
    """Return what somebody of the public says is wrong."""
    return str(FIELDS[proposal.field]) if proposal.field in FIELDS else label_of(proposal.field or "words")


def _rows(name: str, now: Any, proposed: Any, then: Any = None) -> Iterator[Difference]:
    if name == "provider":
        for field, value in (proposed or {}).items():
            label = _("Provider: %(field)s") % {"field": _verbose_name(Provider, field)}
            yield _difference(name, label, field, (now or {}).get(field), value, (then or {}).get(field))
    elif name != "register":
        yield _difference(name, label_of(name), name, now, proposed, then)


def _difference(name: str, label: str, field: str, now: Any, proposed: Any, then: Any) -> Difference:
    there, new = lines_of(field, now), lines_of(field, proposed)
    gone, added = Counter(there) - Counter(new), Counter(new) - Counter(there)
    return Difference(
        name,
        label,
        tuple(_marked(there, gone, "removed")),
        tuple(_marked(new, added, "added" if now is not None else "")),
        tuple(text for text, _heading in lines_of(field, then)) if then is not None else None,
    )


def _marked(lines: Lines, marked: "Counter[tuple[str, str]]", mark: str) -> Iterator[Line]:
    for line in lines:
        is_marked = marked[line] > 0
        marked[line] -= is_marked
        yield Line(line[0], mark if is_marked else "", bool(line[1]))


def lines_of(name: str, value: Any) -> Lines:
    """Return a plain value in words, [] for one that says nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return []
    return [(text, heading) for text, heading in _WORDS.get(name, _text)(value) if text]


def _text(value: Any) -> Iterator[tuple[str, str]]:
    yield from ((line.strip(), "") for line in str(value).splitlines())


def _day(value: Any) -> Iterator[tuple[str, str]]:
    yield date_format(date.fromisoformat(value), "DATE_FORMAT"), ""


def _yes_or_no(value: Any) -> Iterator[tuple[str, str]]:
    yield (_("yes") if value else _("no")), ""


def _one_of(choices: Iterable[tuple[str, Any]]) -> Callable[[Any], Iterator[tuple[str, str]]]:
    def words(value: Any) -> Iterator[tuple[str, str]]:
        yield str(dict(choices).get(value, value)), ""

    return words


def _terms(terms: Callable[[], Mapping[str, Any]]) -> Callable[[Any], Iterator[tuple[str, str]]]:
    def words(value: Any) -> Iterator[tuple[str, str]]:
        yield from ((str(terms().get(code, code)), "") for code in value)

    return words


def _type(value: Any) -> Iterator[tuple[str, str]]:
    found = service_type(value)
    yield (str(found) if found else value), ""


def _phones(value: Any) -> Iterator[tuple[str, str]]:
    yield from ((_with_note(shown(number), note), "") for number, note in value)


def _emails(value: Any) -> Iterator[tuple[str, str]]:
    yield from ((_with_note(address, note), "") for address, note in value)


def _codes(value: Any) -> Iterator[tuple[str, str]]:
    yield from ((": ".join(map(str, pair)), "") for pair in value)


def _forms(value: Any) -> Iterator[tuple[str, str]]:
    for row in value:
        heading = str(forms().get(row["form"], row["form"]))
        yield heading, ""
        yield from ((text, heading) for text in _of_form(row))


def _of_form(row: Mapping[str, Any]) -> Iterator[str]:
    for capacity in Capacities.from_json(row["capacities"]):
        yield _with_note(capacity.words, capacity.note)
    if row["is_nonstop"]:
        yield _("around the clock")
    yield from _hours(OfficeHours.from_json(row["hours"]))
    yield row["hours_note"]


def _hours(hours: OfficeHours) -> Iterator[str]:
    days_of: dict[Day, list[int]] = {}
    for number, day in enumerate(hours.week):
        if day != Day():
            days_of.setdefault(day, []).append(number)
    for day, numbers in days_of.items():
        yield f"{written_days(numbers)} {written_day(day)}"
    yield from written_seasons(hours.seasons).splitlines()
    yield from written_special_days(hours.special_days).splitlines()
    yield from written_footnotes(hours.footnotes).splitlines()
    if hours and hours.open_on_holidays:
        yield _("open on public holidays")


def _facilities(value: Any) -> Iterator[tuple[str, str]]:
    for row in value:
        town = f"{row['postal_code']} {row['municipality']}".strip()
        heading = ", ".join(filter(None, (row["name"], row["street"], town))) or _("a place without an address")
        yield heading, ""
        yield from ((text, heading) for text in _of_place(row))


def _of_place(row: Mapping[str, Any]) -> Iterator[str]:
    if row["is_secret"]:
        yield _("secret address")
    if row["access"]:
        yield _("For people in a wheelchair: %(access)s") % {"access": dict(Access.choices)[row["access"]]}
    yield from row["access_note"].splitlines()
    if row["latitude"] and row["longitude"]:
        yield _("position %(latitude)s, %(longitude)s") % {"latitude": row["latitude"], "longitude": row["longitude"]}
    if row["ended_on"]:
        day = date_format(date.fromisoformat(row["ended_on"]), "DATE_FORMAT")
        yield _("ended on %(day)s") % {"day": day}


def _with_note(text: str, note: str) -> str:
    return f"{text} – {note}" if note else text


def _verbose_name(model: Any, name: str) -> Any:
    """Return what a field of a model is called, its own name where there is no such field any more."""
    return next((field.verbose_name for field in model._meta.fields if field.name == name), name)


_WORDS: Mapping[str, Callable[[Any], Iterator[tuple[str, str]]]] = {
    "kind": _one_of(Kind.choices),
    "type_code": _type,
    "target_groups": _terms(target_groups),
    "age_groups": _terms(age_groups),
    "price": _one_of(Price.choices),
    "register": _one_of(Register.choices),
    "languages": _terms(lambda: dict(SpokenLanguage.choices)),
    "is_anonymous": _yes_or_no,
    "phones": _phones,
    "emails": _emails,
    "registered_from": _day,
    "registered_until": _day,
    "ended_on": _day,
    "unknown_codes": _codes,
    "forms": _forms,
    "facilities": _facilities,
}
