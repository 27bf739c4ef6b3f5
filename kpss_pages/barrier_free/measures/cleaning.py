"""Takes measures in: plain values or texts, as a form, a table or a program sends them; refuses what cannot be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.measures.parts import Kind, Measure, Part, is_number
from kpss_pages.barrier_free.measures.steps import normal_steps
from kpss_pages.barrier_free.measures.vocabulary import parts_of
from kpss_pages.barrier_free.measures.wording import number_words

_YES = ("1", "true", "yes", "on", "ano", "áno")
_NO = ("0", "false", "no", "off", "ne", "nie")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?")


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a measure: its part, the item's number from 0, its key, and a sentence."""

    part: str
    number: int
    key: str
    sentence: str

    @property
    def field(self) -> str:
        """The name of the field that it came in: "entrances-0-door"."""
        return f"{self.part}-{self.number}-{self.key}"


def cleaned(category: str, raw: Any) -> tuple[dict[str, list[dict[str, Any]]], list[Trouble]]:
    """Return the measures of a place of a category, and what is wrong with others.

    ``raw`` has lists of items by part, as a survey keeps them; an item may stand without a list where it is the only
    one. What is blank or of another shape of places is left out; so are items in which nothing was measured.
    """
    if not isinstance(raw, Mapping):
        return {}, []
    values: dict[str, list[dict[str, Any]]] = {}
    troubles: list[Trouble] = []
    for part in parts_of(category):
        items = raw.get(part.key)
        if isinstance(items, Mapping):
            items = [items]
        if not isinstance(items, list):
            continue
        found = []
        if len(items) > part.most:
            sentence = _("Only %(most)d can be kept here. Leave out the others.") % {"most": part.most}
            troubles.append(Trouble(part.key, part.most, part.measures[0].key, sentence))
        for number, item in enumerate(items[: part.most]):
            if isinstance(item, Mapping):
                kept = _item(part, number, item, troubles)
                if kept:
                    found.append(kept)
        if found:
            values[part.key] = found
    return values, troubles


def _item(part: Part, number: int, item: Mapping[str, Any], troubles: list[Trouble]) -> dict[str, Any]:
    kept = {}
    for measure in part.measures:
        raw = item.get(measure.key)
        if raw is None or _plain(raw) == "":
            continue
        try:
            kept[measure.key] = value_of(measure, raw)
        except ValueError as error:
            troubles.append(Trouble(part.key, number, measure.key, str(error)))
    return kept


def _plain(raw: Any) -> str | None:
    """Return a value as it is written; None for what is no single value, or a number beyond all that is measured."""
    if isinstance(raw, str):
        return raw.replace("\0", "").strip()
    if isinstance(raw, bool):
        return str(raw)
    if not is_number(raw):
        return None
    return str(int(raw) if raw == int(raw) else raw)


def value_of(measure: Measure, raw: Any) -> Any:
    """Return a measure's value as it is kept; raise ValueError with a sentence for what cannot be one."""
    text = _plain(raw)
    if text is None:
        raise ValueError(_("This cannot be read. Write it once more."))
    if measure.kind is Kind.NUMBER:
        return _number(measure, raw, text)
    if measure.kind is Kind.CLAIM:
        if text.casefold() in _YES:
            return True
        if text.casefold() in _NO:
            return False
        raise ValueError(_("Write yes or no, or leave it blank when nobody has looked."))
    if measure.kind is Kind.CHOICE:
        if measure.choices and text in measure.choices:
            return text
        raise ValueError(_("“%(text)s” is none of the choices. Choose one of them.") % {"text": text[:60]})
    if measure.kind is Kind.STEPS:
        steps = normal_steps(text)
        if steps is None or len(steps) > measure.longest:
            raise ValueError(_("Write steps as +3 for three up, -1 for one down, +3 -1 for both, 0 for none."))
        return steps
    plain = " ".join(text.split())
    if len(plain) > measure.longest:
        raise ValueError(_("Write at most %(most)d characters.") % {"most": measure.longest})
    return plain


def _number(measure: Measure, raw: Any, text: str) -> int | float:
    if isinstance(raw, bool):
        raise ValueError(_("Write a number."))
    plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("\u2212", "-")
    plain = plain.casefold().removesuffix(measure.unit or "\0")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(_("“%(text)s” is no number. Write digits only: 80.") % {"text": text[:60]})
    number = float(plain)
    if not measure.least <= number <= measure.most:
        said = {
            "value": number_words(number, measure.unit),
            "least": number_words(measure.least, ""),
            "most": number_words(measure.most, measure.unit),
        }
        if not measure.unit:
            raise ValueError(_("%(value)s cannot be: write a number from %(least)s to %(most)s.") % said)
        raise ValueError(_("%(value)s cannot be: write from %(least)s to %(most)s. Check the unit.") % said)
    rounded = round(number, 1)
    if not measure.unit and rounded != int(rounded):
        raise ValueError(_("Write a whole number."))
    return int(rounded) if rounded == int(rounded) else rounded
