"""What applying a spreadsheet would change: per goal and measure, in the order of the plan."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.plans.comparing import Changed, Difference, FieldChange, compare
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.spreadsheet.links import address_of


@dataclass(frozen=True)
class Change:
    """A goal or a measure; ``sheet`` is "goals" or "measures", ``fields`` say what differs in one that stays."""

    sheet: str
    id: int
    number: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What would become of the rows; without changes when all of them are ``unchanged``."""

    created: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)

    def counts(self) -> dict[str, int]:
        return {"created": len(self.created), "changed": len(self.changed), "removed": len(self.removed)}


def changes_of(base: PlanContent, content: PlanContent, roles: Mapping[int, str] | None = None) -> Changes:
    """Return what would be created, changed and removed; goals and measures are the same ones by their ids."""
    comparison = compare(base, content, roles)
    goals = _of_sheet("goals", base.goals, content.goals, comparison.goals)
    measures = _of_sheet("measures", base.measures, content.measures, comparison.measures)
    return Changes(
        created=goals.created + measures.created,
        changed=goals.changed + measures.changed,
        removed=goals.removed + measures.removed,
        unchanged=goals.unchanged + measures.unchanged,
    )


def without(changes: Changes, wrong: Collection[tuple[str, int]]) -> Changes:
    """Return the changes without those goals and measures in which something is wrong."""
    kept = (
        tuple(change for change in listed if (change.sheet, change.id) not in wrong)
        for listed in (changes.created, changes.changed, changes.removed, changes.unchanged)
    )
    return Changes(*kept)


def _of_sheet(sheet: str, before: Sequence[Any], now: Sequence[Any], difference: Difference) -> Changes:
    old = {row.id: row for row in before}
    in_words = {change.id: change for change in difference.changed}
    moved = _moved(before, now)
    changed: list[Change] = []
    unchanged: list[Change] = []
    for place, row in enumerate(now, start=1):
        if row.id not in old:
            continue
        fields = _fields(old[row.id], row, in_words.get(row.id))
        if row.id in moved:
            fields += (FieldChange(_("Place in the order"), str(moved[row.id]), str(place)),)
        change = Change(sheet, row.id, row.number, row.name, fields)
        (changed if fields else unchanged).append(change)
    return Changes(
        created=_named(sheet, difference.added),
        changed=tuple(changed),
        removed=_named(sheet, difference.dropped),
        unchanged=tuple(unchanged),
    )


def _fields(old: Any, new: Any, in_words: Changed | None) -> tuple[FieldChange, ...]:
    """Return the fields that differ, also those in which a reader of the plan would see no difference."""
    if in_words is not None:
        return in_words.fields
    if old == new:
        return ()
    before, now = (", ".join(address_of(link) for link in getattr(row, "links", ())) for row in (old, new))
    if before != now:
        return (FieldChange(_("Links"), before, now),)
    return (FieldChange(_("Details"), _("as stored"), _("as in the file")),)


def _named(sheet: str, rows: Iterable[Any]) -> tuple[Change, ...]:
    return tuple(Change(sheet, row.id, row.number, row.name) for row in rows)


def _moved(before: Sequence[Any], now: Sequence[Any]) -> dict[int, int]:
    """Return the former places of the rows that stand elsewhere among those that stay."""
    places = {row.id: place for place, row in enumerate(before, start=1)}
    staying = {row.id for row in now} & places.keys()
    old, new = ([row.id for row in rows if row.id in staying] for rows in (before, now))
    if old == new:
        return {}
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {row_id for block in blocks for row_id in old[block.a : block.a + block.size]}
    return {row_id: places[row_id] for row_id in staying - kept}
