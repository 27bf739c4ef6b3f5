"""Cells as the plain values of ``values.py``."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from kpss_pages.catalog.capacities import capacities_from_text
from kpss_pages.catalog.choices import Kind, Price
from kpss_pages.catalog.importing.columns import HOURS, LINES
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.form_fields import HoursFormField, Reading
from kpss_pages.core.hours.validation import FOOTNOTES, SEASONS, SPECIAL_DAYS
from kpss_pages.core.hours.widgets import ON_HOLIDAYS, written
from kpss_pages.core.positions import DegreesField
from kpss_pages.core.tables.columns import NO, YES, answers, folded, in_all_languages, spaced
from kpss_pages.core.tables.days import day_in
from kpss_pages.core.tables.ways_in_cells import emails_in, phones_in

Faults = list[tuple[str, str]]
"""Columns and sentences."""

SETS = ("target_groups", "age_groups", "languages", "forms")
"""Columns with several words of a vocabulary in one cell."""
_BETWEEN = re.compile(r"[;\n]")
_ON_LINES = (SPECIAL_DAYS, SEASONS, FOOTNOTES)
_COLUMN_OF = {part: column for column, part in HOURS.items()}


def same(cell: str, other: str) -> bool:
    """Whether two cells say the same: spaces make no difference, nor does the apostrophe that exports write."""
    return spaced(cell).lstrip("'") == spaced(other).lstrip("'")


def value_of(name: str, text: str, country: str) -> dict[str, Any]:
    """Return the plain values that a filled-in cell says, by field; raise ValidationError with a sentence."""
    if name == "type":
        return {"kind": Kind.SOCIAL.value, "type_code": _type(text, country), "related_type": ""}
    if name == "related_type":
        return {"kind": Kind.RELATED.value, "type_code": "", "related_type": text}
    if name in ("price", "access"):
        return {name: _code(text, _words(name))}
    if name in ("is_anonymous", "is_published", "is_nonstop"):
        return {name: answers()[folded(text)]} if folded(text) in answers() else {}
    if name in ("ended_on", "place_ended_on"):
        return {"ended_on": day_in(text).isoformat()}
    if name in ("latitude", "longitude"):
        return {name: str(DegreesField(most=90 if name == "latitude" else 180).to_python(text))}
    if name == "capacities":
        return {name: _capacities(text)}
    if name == "phones":
        return {name: phones_in(text, country).to_json()}
    if name == "emails":
        return {name: emails_in(text).to_json()}
    if name in LINES:
        return {name: _lines(text)}
    if name == "website":
        URLValidator()(text)
    return {"name" if name == "place" else name: text}


def codes_in(name: str, text: str, there: Iterable[str] = ()) -> list[str]:
    """Return the codes that a cell with several words says, in the order of their vocabulary.

    What is ``there`` may stay even when no vocabulary has it.
    """
    words = {folded(code): code for code in there} | dict(_words(name))
    found = {_code(piece, words) for piece in _BETWEEN.split(text) if piece.strip()}
    return sorted(found, key=list(dict.fromkeys(words.values())).index)


def hours_with(before: Any, cells: Mapping[str, str]) -> tuple[Any, Faults]:
    """Return plain hours after some cells have changed them, and what is wrong with those cells.

    A cell that says what is there leaves it; so does a blank one.
    """
    said = written(OfficeHours.from_json(before)) if before else {}
    typed = dict(said)
    for column, part in HOURS.items():
        if column in cells and not (before and same(cells[column], hours_in_a_cell(part, said))):
            typed[part] = _typed(part, cells[column])
    if typed == said:
        return before, []
    reading = Reading(typed)
    faults = [(_COLUMN_OF[part], " ".join(error.messages)) for part, error in reading.errors]
    if not reading.hours and not faults and typed.get(FOOTNOTES):
        faults.append(("footnotes", str(HoursFormField.default_error_messages["notes_alone"])))
    return reading.hours.to_json(), faults


def faults_of_hours(cells: Mapping[str, str]) -> Faults:
    """Return what is wrong with some cells of hours whatever else is known; what a mark means may stand elsewhere."""
    typed = {part: _typed(part, cells[column]) for column, part in HOURS.items() if column in cells}
    errors = Reading(typed).errors
    return [
        (_COLUMN_OF[part], " ".join(error.messages))
        for part, error in errors
        if part != FOOTNOTES or FOOTNOTES in typed
    ]


def hours_in_a_cell(part: str, said: Mapping[str, str]) -> str:
    """Return what a cell has of a part of hours that are written as in their form: lines stand between semicolons."""
    if part == ON_HOLIDAYS:
        return str(YES if said[part] else NO)
    return "; ".join(filter(None, said[part].split("\n"))) if part in _ON_LINES else said[part]


def _typed(part: str, text: str) -> str:
    if part == ON_HOLIDAYS:
        return "on" if answers().get(folded(text)) else ""
    return _lines(text) if part in _ON_LINES else text


def _lines(text: str) -> str:
    return "\n".join(piece.strip() for piece in _BETWEEN.split(text) if piece.strip())


def _capacities(text: str) -> Any:
    try:
        return capacities_from_text(_lines(text)).to_json()
    except ValidationError as error:
        # Lines are numbered in a form; in a cell, each sentence names what it is about.
        sentences = [str((found.params or {}).get("message") or found.messages[0]) for found in error.error_list]
        raise ValidationError(sentences) from error


@cache
def _words(name: str) -> Mapping[str, str]:
    """Return the codes that may stand in a column by their names in both languages, folded, in their order."""
    labels = {"languages": SpokenLanguage, "price": Price, "access": Access}
    if name in labels:
        return {word: code for code, label in labels[name].choices for word in (code, *in_all_languages(label))}
    terms = {"target_groups": target_groups, "age_groups": age_groups, "forms": forms}[name]()
    return {folded(word): term.code for term in terms.values() for word in (term.code, term.name_cs, term.name_sk)}


def _code(text: str, words: Mapping[str, str]) -> str:
    code = words.get(folded(text))
    if code is None:
        sentence = _("“%(text)s” is not known. Write it as the sheet of words in the template has it.")
        raise ValidationError(sentence, code="unknown", params={"text": text.strip()[:80]})
    return code


def _type(text: str, country: str) -> str:
    wanted = folded(text)
    for code, found in service_types().items():
        if found.country == country and wanted in (code, folded(found.name_cs), folded(found.name_sk)):
            return code
    sentence = _("“%(text)s” is no type of service by the act. Write it as the sheet of words in the template has it.")
    raise ValidationError(sentence, code="type", params={"text": text[:80]})
