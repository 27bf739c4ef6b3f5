"""Cells as the plain values of ``values.py``, and services as cells."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Kind, Price
from kpss_pages.catalog.importing.columns import LINES, PLACE
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.shown import lines_of
from kpss_pages.catalog.vocabulary import age_groups, forms, service_type, service_types, target_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.tables.columns import NO, YES, answers, folded, in_all_languages
from kpss_pages.core.tables.days import day_in
from kpss_pages.core.tables.ways_in_cells import emails_in, emails_in_a_cell, phones_in, phones_in_a_cell

_BETWEEN = re.compile(r"[;\n]")


def value_of(name: str, text: str, country: str) -> dict[str, Any]:
    """Return the plain values that a filled-in cell says, by field; raise ValidationError with a sentence."""
    if name == "type":
        return {"kind": Kind.SOCIAL.value, "type_code": _type(text, country), "related_type": ""}
    if name == "related_type":
        return {"kind": Kind.RELATED.value, "type_code": "", "related_type": text}
    if name in ("target_groups", "age_groups", "languages", "forms"):
        return {name: _codes(text, _words(name))}
    if name in ("price", "access"):
        return {name: _code(text, _words(name))}
    if name == "is_anonymous":
        return {name: answers()[folded(text)]} if folded(text) in answers() else {}
    if name == "ended_on":
        return {name: day_in(text).isoformat()}
    if name == "phones":
        return {name: phones_in(text, country).to_json()}
    if name == "emails":
        return {name: emails_in(text).to_json()}
    if name in LINES:
        return {name: "\n".join(piece.strip() for piece in _BETWEEN.split(text) if piece.strip())}
    return {name: text}


def cells_of(service: Service, country: str) -> dict[str, str]:
    """Return a service as the cells of its row; of several places, and of a secret one, those of the place are blank."""
    parts, places = list(service.forms.all()), list(service.facilities.all())
    place = places[0] if len(places) == 1 and not places[0].is_secret else None
    found = service_type(service.type_code)
    hours = {part.hours_note for part in parts}
    cells = {
        "provider": service.provider.name,
        "company_id": service.provider.company_id,
        "type": capfirst(str(found)) if found else "",
        "target_groups": _named(service.target_groups, target_groups()),
        "age_groups": _named(service.age_groups, age_groups()),
        "forms": _named([part.form for part in parts], forms()),
        "hours_note": hours.pop() if len(hours) == 1 else "",
        "price": str(service.get_price_display() or ""),
        "languages": _named(service.languages, dict(SpokenLanguage.choices)),
        "is_anonymous": _answer(service.is_anonymous),
        "phones": phones_in_a_cell(service.phones, country),
        "emails": emails_in_a_cell(service.emails),
        "ended_on": date_format(service.ended_on, "Y-m-d") if service.ended_on else "",
        "is_published": _answer(service.is_published),
    }
    for name in LINES:
        cells[name] = "; ".join(lines_of(getattr(service, name)))
    for name in PLACE:
        cells[name] = str(getattr(place, "name" if name == "place" else name)) if place else ""
    if place:
        cells["access"] = str(place.get_access_display() or "")
    for name in ("name", "related_type", "mission", "ages_note", "price_note", "how_to_apply", "waiting", "website"):
        cells[name] = getattr(service, name)
    return cells


def _answer(value: bool | None) -> str:
    return "" if value is None else str(YES if value else NO)


def _named(codes: Iterable[str], terms: Mapping[str, Any]) -> str:
    return "; ".join(str(terms.get(code, code)) for code in codes)


@cache
def _words(name: str) -> Mapping[str, str]:
    """Return the codes that may stand in a column by their names in both languages, folded, in their order."""
    labels = {"languages": SpokenLanguage, "price": Price, "access": Access}
    if name in labels:
        return {word: code for code, label in labels[name].choices for word in (code, *in_all_languages(label))}
    terms = {"target_groups": target_groups, "age_groups": age_groups, "forms": forms}[name]()
    return {folded(word): term.code for term in terms.values() for word in (term.code, term.name_cs, term.name_sk)}


def _codes(text: str, words: Mapping[str, str]) -> list[str]:
    found = {_code(piece, words) for piece in _BETWEEN.split(text) if piece.strip()}
    order = list(dict.fromkeys(words.values()))
    return sorted(found, key=order.index)


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
