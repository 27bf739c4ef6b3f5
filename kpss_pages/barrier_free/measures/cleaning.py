"""Takes measures in: plain values or texts, as a form, a table or a program sends them; refuses what cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.measures.parts import Kind, Measure, Part
from kpss_pages.barrier_free.measures.steps import normal_steps
from kpss_pages.barrier_free.measures.vocabulary import parts_of

_YES = ("1", "true", "yes", "on", "ano", "áno")
_NO = ("0", "false", "no", "off", "ne", "nie")


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


def cleaned(category: str, raw: Mapping[str, Any]) -> tuple[dict[str, list[dict[str, Any]]], list[Trouble]]:
    """Return the measures of a place of a category, and what is wrong with others.

    What is blank or of another shape of places is left out; so are items in which nothing was measured.
    """
    values: dict[str, list[dict[str, Any]]] = {}
    troubles: list[Trouble] = []
    for part in parts_of(category):
        items = raw.get(part.key)
        if not isinstance(items, list):
            continue
        found = []
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
        if raw is None or raw == "":
            continue
        try:
            kept[measure.key] = value_of(measure, raw)
        except ValueError as error:
            troubles.append(Trouble(part.key, number, measure.key, str(error)))
    return kept


def value_of(measure: Measure, raw: Any) -> Any:
    """Return a measure's value as it is kept; raise ValueError with a sentence for what cannot be one."""
    text = str(raw).strip()
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
    plain = " ".join(text.replace("\0", "").split())
    if len(plain) > measure.longest:
        raise ValueError(_("Write at most %(most)d characters.") % {"most": measure.longest})
    return plain


def _number(measure: Measure, raw: Any, text: str) -> int | float:
    if isinstance(raw, bool):
        raise ValueError(_("Write a number."))
    plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix(measure.unit or "\0")
    try:
        number = float(plain) if len(plain) < 20 else float("nan")
    except ValueError:
        number = float("nan")
    if number != number or not plain.lstrip("+-")[:1].isdecimal():
        raise ValueError(_("“%(text)s” is no number. Write digits only: 80.") % {"text": text[:60]})
    if not measure.least <= number <= measure.most:
        said = {
            "text": formats.number_format(number, use_l10n=True),
            "least": formats.number_format(measure.least),
            "most": formats.number_format(measure.most),
            "unit": measure.unit,
        }
        if not measure.unit:
            raise ValueError(_("%(text)s cannot be: write a number from %(least)s to %(most)s.") % said)
        sentence = _("%(text)s %(unit)s cannot be: write from %(least)s to %(most)s %(unit)s. Check the unit.")
        raise ValueError(sentence % said)
    rounded = round(number, 1)
    if not measure.unit and rounded != int(rounded):
        raise ValueError(_("Write a whole number."))
    return int(rounded) if rounded == int(rounded) else rounded
