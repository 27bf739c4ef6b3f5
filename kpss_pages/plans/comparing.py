"""How two versions of a plan differ: what was added, what was dropped, and what changed in what stayed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kpss_pages.plans.budget import money_text, source_label
from kpss_pages.plans.content import Goal, Measure, PlanContent

_BREAKS = re.compile(r"[ \t\r\n]+")
"""Between words; a number with its unit, held together by non-breaking spaces, counts as one."""

MOST_WORD_PAIRS = 60_000
"""Longer texts are shown whole, without their words being compared: that time grows with its square."""


@dataclass(frozen=True)
class Part:
    """A stretch of a text; ``is_marked`` when the other text lacks it."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class FieldChange:
    """A field with what it said before and says now, "" for nothing."""

    label: str
    before: str
    now: str

    @property
    def parts_before(self) -> list[Part]:
        return _parts(self.before, self.now, 0)

    @property
    def parts_now(self) -> list[Part]:
        return _parts(self.before, self.now, 1)


@dataclass(frozen=True)
class Changed:
    """A goal or a measure of both versions, as it is now, with the fields that differ."""

    id: int
    number: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Difference:
    """What happened to goals or to measures, in the order of the plan."""

    added: tuple[Any, ...]
    changed: tuple[Changed, ...]
    dropped: tuple[Any, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.dropped)


@dataclass(frozen=True)
class Comparison:
    """Two versions of a plan side by side."""

    goals: Difference
    measures: Difference

    def __bool__(self) -> bool:
        return bool(self.goals or self.measures)


def compare(before: PlanContent, now: PlanContent, roles: Mapping[int, str] | None = None) -> Comparison:
    """Return how ``now`` differs from ``before``; goals and measures are the same ones by their ids.

    ``roles`` are the names of roles by their ids: measures of before and now are told by those of today.
    """
    names = roles or {}
    return Comparison(
        goals=_difference(before.goals, now.goals, lambda old, new: _of_goals(old, new, before, now)),
        measures=_difference(
            before.measures, now.measures, lambda old, new: _of_measures(old, new, before, now, names)
        ),
    )


def _difference(
    before: Iterable[Any], now: Iterable[Any], differ: Callable[[Any, Any], tuple[FieldChange, ...]]
) -> Difference:
    old, new = {row.id: row for row in before}, {row.id: row for row in now}
    changed = []
    for key, row in new.items():
        if key in old and (fields := differ(old[key], row)):
            changed.append(Changed(key, row.number, row.name, fields))
    return Difference(
        added=tuple(row for key, row in new.items() if key not in old),
        changed=tuple(changed),
        dropped=tuple(row for key, row in old.items() if key not in new),
    )


def _of_goals(old: Goal, new: Goal, before: PlanContent, now: PlanContent) -> tuple[FieldChange, ...]:
    if old == new:
        return ()
    return _changes(_goal_texts(old, before), _goal_texts(new, now), is_moved=old.parent != new.parent)


def _of_measures(
    old: Measure, new: Measure, before: PlanContent, now: PlanContent, roles: Mapping[int, str]
) -> tuple[FieldChange, ...]:
    if old == new and before.currency == now.currency:
        return ()
    texts = _measure_texts(old, before, roles), _measure_texts(new, now, roles)
    return _changes(*texts, is_moved=old.goal != new.goal)


def _changes(before: Mapping[str, str], now: Mapping[str, str], is_moved: bool) -> tuple[FieldChange, ...]:
    """Return the fields that differ; a goal above that only got another name is a change of that goal."""
    place = _("Belongs to")
    return tuple(
        FieldChange(label, before[label], now[label])
        for label in now
        if before[label] != now[label] and (is_moved or label != place)
    )


def _goal_texts(goal: Goal, content: PlanContent) -> dict[str, str]:
    """Return the fields of a goal in words, by their names on the screen."""
    return {
        _("Number"): goal.number,
        _("Name"): goal.name,
        _("Belongs to"): _place(content, goal.parent),
        _("Description"): goal.description,
    }


def _measure_texts(measure: Measure, content: PlanContent, roles: Mapping[int, str]) -> dict[str, str]:
    """Return the fields of a measure in words, by their names on the screen."""
    return {
        _("Number"): measure.number,
        _("Name"): measure.name,
        _("Belongs to"): _place(content, measure.goal),
        _("Description"): measure.description,
        _("Reason"): measure.reason,
        _("Target groups"): ", ".join(measure.target_groups),
        _("Working group"): measure.working_group,
        _("Territory"): measure.territory,
        _("Responsible role"): roles.get(measure.responsible_role or 0, ""),
        _("Responsible"): measure.responsible,
        _("Realised by"): measure.realised_by,
        _("Partners"): measure.partners,
        _("Begins on"): _day(measure.starts_on),
        _("Ends on"): _day(measure.ends_on),
        _("Note on the term"): measure.term_note,
        _("Activities"): "; ".join(_joined(row.name, row.term, row.responsible) for row in measure.activities),
        _("Costs"): "; ".join(
            f"{row.year}, {source_label(row.source)}: {money_text(row.amount, content.currency)}"
            for row in measure.costs
        ),
        _("Indicators"): "; ".join(
            _joined(
                row.name,
                row.unit,
                _("baseline %(value)s") % {"value": number_text(row.baseline)} if row.baseline is not None else "",
                _("target %(value)s") % {"value": number_text(row.target)} if row.target is not None else "",
            )
            for row in measure.indicators
        ),
        _("Output"): measure.output,
        _("Links"): "; ".join(_joined(row.label, row.url) for row in measure.links),
        _("Example"): _("yes") if measure.is_example else _("no"),
    }


def number_text(value: Decimal | None) -> str:
    """Return a number as it is written in the current language, without idle zeros; "" for None."""
    if value is None:
        return ""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return str(number_format(plain, places, use_l10n=True, force_grouping=True))


def _place(content: PlanContent, goal_id: int | None) -> str:
    goal = content.goal(goal_id)
    return f"{goal.number} {goal.name}".strip() if goal is not None else ""


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day is not None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _parts(before: str, now: str, side: int) -> list[Part]:
    """Return one of two texts in parts that are, or are not, in the other: 0 is the older one, 1 the newer."""
    old, new = (_BREAKS.split(text.strip()) if text.strip() else [] for text in (before, now))
    own = (old, new)[side]
    if not own:
        return []
    if len(old) * len(new) > MOST_WORD_PAIRS:
        return [Part((before, now)[side], True)]
    parts = []
    for what, old_begin, old_end, new_begin, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        begin, end = ((old_begin, old_end), (new_begin, new_end))[side]
        if begin < end:
            parts.append(Part(" ".join(own[begin:end]), what != "equal"))
    return parts
