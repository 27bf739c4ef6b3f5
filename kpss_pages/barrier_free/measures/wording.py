"""Measures in words, in the language of the moment: "90 cm", "3 steps up, 1 step down (+3 −1)", "not surveyed"."""

from collections.abc import Mapping
from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.barrier_free.measures.parts import Kind, Measure, Part, is_number
from kpss_pages.barrier_free.measures.steps import normal_steps

_SPACE = "\u00a0"
_MINUS = "\u2212"


def words_of(measure: Measure, value: Any) -> str:
    """Return a measure's value in words; "not surveyed" for None and for what is no value of it."""
    words = _words(measure, value)
    return unknown_words() if words is None else words


def unknown_words() -> str:
    """Say that nobody has looked: neither yes nor no."""
    return _("not surveyed")


def number_words(number: float, unit: str) -> str:
    """Return a number with its unit as the language writes it: "12,5 %"."""
    plain = int(number) if number == int(number) else number
    written = formats.number_format(plain, use_l10n=True)
    return f"{written}{_SPACE}{unit}" if unit else written


def steps_words(steps: str) -> str:
    """Say steps in words, with the method's notation behind: "3 steps up, 1 step down (+3 −1)"."""
    flights = [int(flight) for flight in steps.split()]
    if not any(flights):
        return _("no steps")
    said = [_flight(flight) for flight in flights]
    return f"{', '.join(said)} ({steps.replace('-', _MINUS).replace(' ', _SPACE)})"


def item_words(part: Part, item: Mapping[str, Any], number: int, count: int) -> str:
    """Return what an item is called: "Main entrance", "Side entrance 3", "Toilet 2", "Lift" when there is but one."""
    role = item.get("role")
    roles = part.measure("role").choices if part.key == "entrances" else None
    name = str(roles[role]) if roles and isinstance(role, str) and role in roles else str(part.item_label)
    return f"{capfirst(name)} {number + 1}" if count > 1 and role != "main" else str(capfirst(name))


def _words(measure: Measure, value: Any) -> str | None:
    if measure.kind is Kind.CLAIM:
        return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else None
    if measure.kind is Kind.NUMBER:
        return number_words(value, measure.unit) if is_number(value) else None
    if not isinstance(value, str) or not value:
        return None
    if measure.kind is Kind.CHOICE:
        return str(measure.choices[value]) if measure.choices and value in measure.choices else None
    if measure.kind is Kind.STEPS:
        steps = normal_steps(value)
        return None if steps is None else steps_words(steps)
    return value


def _flight(flight: int) -> str:
    count = abs(flight)
    if flight > 0:
        return ngettext("%(count)d step up", "%(count)d steps up", count) % {"count": count}
    return ngettext("%(count)d step down", "%(count)d steps down", count) % {"count": count}
