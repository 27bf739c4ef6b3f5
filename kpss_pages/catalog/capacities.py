"""How much of a form of service there is: a number and what it counts, written as lines ("12 beds – at once")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpss_pages.catalog.vocabulary import capacity_units
from kpss_pages.core.json_fields import ValueField
from sites.text import fold_word
from sites.text import words as words_of

LARGEST = 100_000
MOST = 10
"""Capacities of one form."""
LONGEST_NOTE = 100
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Capacity:
    """A registered maximum, not what is free; ``unit`` is a code of ``vocabulary.capacity_units``."""

    count: int
    unit: str
    note: str = ""

    @property
    def words(self) -> str:
        """What it says in the language of the moment, the note left out: "12 beds"."""
        return counted(self.count, self.unit)


@dataclass(frozen=True)
class Capacities:
    """Capacities in their order."""

    all: tuple[Capacity, ...] = ()

    def __iter__(self) -> Iterator[Capacity]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def __str__(self) -> str:
        return ", ".join(f"{each.count} {each.unit}" for each in self.all)

    def to_json(self) -> list[list[Any]]:
        return [[each.count, each.unit, each.note] for each in self.all]

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return cls(tuple(Capacity(int(count), str(unit), str(note)) for count, unit, note in value or ()))


def counted(count: int, unit: str) -> str:
    """Return a number of clients, beds and so on in words; of an unknown unit its code."""
    sentences = {
        "klient": ngettext("%(count)d client", "%(count)d clients", count),
        "kontakt": ngettext("%(count)d contact of 10 minutes", "%(count)d contacts of 10 minutes", count),
        "interv": ngettext("%(count)d intervention of 30 minutes", "%(count)d interventions of 30 minutes", count),
        "luzka": ngettext("%(count)d bed", "%(count)d beds", count),
        "hovor": ngettext("%(count)d call", "%(count)d calls", count),
    }
    return sentences[unit] % {"count": count} if unit in sentences else f"{count} {unit}"


_ENGLISH = {"client": "klient", "contact": "kontakt", "intervention": "interv", "bed": "luzka", "call": "hovor"}
_LINE = re.compile(
    r"(?P<count>\d[\d\s\u00a0.]*)\s*(?P<unit>[^\d\s(–—-][^(–—-]*?)\s*(?:\((?P<note>.*)\)|[–—-](?P<more>.*))?"
)


@cache
def _units() -> dict[str, str]:
    """Return the codes of the units by the stem of the word that names them, in both languages."""
    found = {fold_word(word): code for word, code in _ENGLISH.items()}
    for code, term in capacity_units().items():
        for name in (term.name_cs, term.name_sk):
            # "počet kontaktů (10 min.)": the second word is what is counted.
            found[fold_word([match.group() for match in words_of(name)][1])] = code
        found[fold_word(code)] = code
    return found


def capacities_from_text(text: str) -> Capacities:
    """Return the capacities of a text, one a line; raise ValidationError with a sentence for each faulty line."""
    found: list[Capacity] = []
    errors: list[ValidationError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_capacity(line.strip()))
        except ValidationError as error:
            said = {"number": number, "message": error.messages[0]}
            errors.append(ValidationError(_("Line %(number)d: %(message)s"), code="line", params=said))
    if len(found) > MOST:
        message = _("There are more than %(most)d lines. Leave those that people need.")
        errors.append(ValidationError(message, code="too_many", params={"most": MOST}))
    if errors:
        raise ValidationError(errors)
    return Capacities(tuple(found))


def _capacity(line: str) -> Capacity:
    match = _LINE.fullmatch(line)
    units = _units()
    first = next((word.group() for word in words_of(match["unit"])), "") if match else ""
    unit = units.get(fold_word(first)) or units.get(fold_word(first.removesuffix("s")))
    if match is None or unit is None:
        message = _("“%(text)s” is no capacity. Write a number and what it counts: %(examples)s.")
        examples = ", ".join(counted(12, code) for code in capacity_units())
        raise ValidationError(message, code="capacity", params={"text": line[:60], "examples": examples})
    digits = re.sub(r"\D", "", match["count"])
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        message = _("The number is too large. Write at most %(most)d.")
        raise ValidationError(message, code="large", params={"most": LARGEST})
    note = " ".join((match["note"] or match["more"] or "").split())
    # What a unit lasts is part of it, not a note: "20 contacts (10 min.)".
    note = "" if re.fullmatch(r"\d+ ?min\w*\.?", note) else note
    if len(note) > LONGEST_NOTE:
        message = _("The note has more than %(most)d characters. Say it shorter.")
        raise ValidationError(message, code="note", params={"most": LONGEST_NOTE})
    return Capacity(int(digits), unit, note)


def text_of_capacities(capacities: Capacities) -> str:
    """Return capacities as text that ``capacities_from_text`` gives back."""
    return "\n".join(f"{each.words} – {each.note}" if each.note else each.words for each in capacities)


class CapacitiesFormField(forms.CharField):
    """``Capacities``, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        kwargs["help_text"] = kwargs.get("help_text") or gettext_lazy(
            "A number and what it counts, one a line; a note behind a dash: 12 beds – at once"
        )
        super().__init__(**({"max_length": LONGEST_TEXT} | kwargs))

    def clean(self, value: Any) -> Capacities:
        return value if isinstance(value, Capacities) else capacities_from_text(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return text_of_capacities(value) if isinstance(value, Capacities) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        before = initial if isinstance(initial, Capacities) else Capacities()
        try:
            return self.clean(data) != before
        except ValidationError:
            return True


class CapacitiesField(ValueField):
    """``Capacities``, edited as lines of text."""

    value_class = Capacities
    form_class = CapacitiesFormField
