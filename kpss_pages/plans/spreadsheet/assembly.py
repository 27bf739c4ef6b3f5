"""Making a plan's content of the rows of its spreadsheet, and finding the place of everything that breaks a rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.core.tables.columns import spaced
from kpss_pages.plans.content import Activity, Cost, Goal, Indicator, Link, Measure, PlanContent
from kpss_pages.plans.models.structure import DEEPEST
from kpss_pages.plans.roles import RoleNames, role_of
from kpss_pages.plans.spreadsheet.columns import (
    ACTIVITIES,
    BY_NAME,
    COSTS,
    INDICATORS,
    LINKS,
)
from kpss_pages.plans.spreadsheet.identity import Identities
from kpss_pages.plans.spreadsheet.links import link_of, links_by_cells, no_address
from kpss_pages.plans.spreadsheet.reading import Reading, Row, Trouble
from kpss_pages.plans.spreadsheet.template import NO_ROLES, as_in_a_file
from kpss_pages.plans.validation import MOST_MEASURES, MOST_PARTS, Problem, problems_of

_PARTS = (ACTIVITIES, COSTS, INDICATORS, LINKS)

Key = tuple[str, int]
"""A goal or a measure: the name of its sheet and its id."""


@dataclass
class Assembly:
    """The content that a file makes of a plan, what is wrong with it, and the goals and measures concerned by that."""

    content: PlanContent
    troubles: list[Trouble]
    wrong: set[Key]
    links: list[tuple[Row, Link, int]] = field(default_factory=list)
    """Links with their rows and measures, for those who know which pages and documents there are."""
    goal_rows: dict[int, Row] = field(default_factory=dict)

    def add(self, reading: Reading, row: Row, name: str, sentence: str, owner: Key | None) -> None:
        self.troubles.append(reading.trouble(row, name, sentence))
        if owner is not None:
            self.wrong.add(owner)


def assemble(reading: Reading, base: PlanContent, roles: RoleNames = NO_ROLES) -> Assembly:
    """Return what the rows make of ``base``: rows with an ID change what has it, others are new, the rest is gone.

    ``roles`` are those that the town's measures may name.
    """
    return _Assembler(reading, base, roles).assembly()


class _Assembler:
    def __init__(self, reading: Reading, base: PlanContent, roles: RoleNames) -> None:
        self.reading, self.base, self.roles = reading, base, roles
        self.result = Assembly(base, list(reading.troubles), set())
        self.identities = Identities(base)
        self.row_of: dict[Key, Row] = {}
        self.known_links = links_by_cells(base)
        self.parts: dict[int, dict[str, list[tuple[Row, Any]]]] = {}

    def assembly(self) -> Assembly:
        result = self.result
        if not self.reading.is_complete or self._is_too_long():
            return result
        goals = self._goals()
        result.goal_rows = {goal.id: self.row_of["goals", goal.id] for goal in goals}
        measures = self._measures(goals)
        self._fill_in_parts(measures)
        result.content = replace(
            self.base,
            goals=tuple(self._settled(goal, self.base.goal(goal.id)) for goal in goals),
            measures=tuple(self._settled(self._whole(measure), self.base.measure(measure.id)) for measure in measures),
        )
        if result.content != self.base:
            result.content = replace(result.content, next_id=self.identities.next_id)
        for problem in dict.fromkeys(problems_of(result.content)):
            self._locate(problem)
        return result

    def _is_too_long(self) -> bool:
        """Whether there are more rows than the rules can be asked about in good time."""
        long = [sheet for sheet in ("goals", "measures") if len(self.reading.of(sheet)) > MOST_MEASURES]
        for sheet in long:
            sentence = _("The sheet has more than %(count)d rows. Divide the plan.") % {"count": MOST_MEASURES}
            self.result.troubles.append(Trouble(self.reading.places[sheet].title, None, "", "", sentence))
        return bool(long)

    def _goals(self) -> list[Goal]:
        rows = self._with_ids("goals")
        by_number = _first_by_number(rows)
        parents = {row_id: self._above(row, "parent", by_number, ("goals", row_id)) for row_id, row in rows}
        for row_id, row in rows:
            if _is_too_deep(row_id, parents):
                sentence = _("At most %(count)d levels can stand above a measure. Put the row higher.")
                self.result.add(self.reading, row, "parent", sentence % {"count": DEEPEST}, ("goals", row_id))
                parents[row_id] = None
        return [
            Goal(row_id, parents[row_id], row.text("number"), row.text("name"), row.text("description"))
            for row_id, row in rows
        ]

    def _measures(self, goals: Iterable[Goal]) -> list[Measure]:
        by_number: dict[str, int] = {}
        for goal in goals:
            by_number.setdefault(spaced(goal.number), goal.id)
        measures = []
        for measure_id, row in self._with_ids("measures"):
            known = self.base.measure(measure_id)
            texts: dict[str, Any] = {
                column.name: row.text(column.name)
                for column in BY_NAME["measures"].columns
                if column.name not in _NOT_TEXTS
            }
            measures.append(
                Measure(
                    id=measure_id,
                    goal=self._above(row, "goal", by_number, ("measures", measure_id)),
                    target_groups=row.values.get("target_groups", ()),
                    starts_on=row.values.get("starts_on"),
                    ends_on=row.values.get("ends_on"),
                    is_example=row.values.get("is_example", False),
                    origin=known.origin if known else None,
                    responsible_role=self._role(row, known, ("measures", measure_id)),
                    **texts,
                )
            )
        return measures

    def _role(self, row: Row, known: Measure | None, owner: Key) -> int | None:
        """Return the role that a row names; the known one where the file has no such column."""
        before = known.responsible_role if known else None
        if "responsible_role" not in self.reading.places["measures"].columns:
            return before
        words = row.text("responsible_role")
        if not words:
            return None
        found = role_of(words, self.roles, before)
        if found is None:
            sentence = _("The town has no role “%(text)s”, or several of them. Choose one from the list in the cell.")
            self.result.add(self.reading, row, "responsible_role", sentence % {"text": words[:60]}, owner)
        return found

    def _with_ids(self, sheet: str) -> list[tuple[int, Row]]:
        """Return the rows of a sheet with their ids; those whose id is not to be had are left out as wrong."""
        found = []
        for identity in self.identities.of(sheet, self.reading.of(sheet)):
            row, row_id = identity.row, identity.id
            if row_id is None:
                key: Key = sheet, row.values["id"]
                owner = key if key in self.row_of else None
                self.result.add(self.reading, row, "id", identity.sentence, owner)
                continue
            found.append((row_id, row))
            self.row_of[sheet, row_id] = row
            if row.spoiled:
                self.result.wrong.add((sheet, row_id))
        return found

    def _above(self, row: Row, name: str, by_number: Mapping[str, int], owner: Key) -> int | None:
        number = spaced(row.text(name))
        if not number:
            return None
        if number not in by_number:
            sentence = _(
                "No row of the sheet “%(sheet)s” has the number %(number)s. Correct it, or add a row with it there."
            )
            sheet = self.reading.places["goals"].title
            self.result.add(self.reading, row, name, sentence % {"sheet": sheet, "number": number}, owner)
        return by_number.get(number)

    def _fill_in_parts(self, measures: Iterable[Measure]) -> None:
        by_number: dict[str, int] = {}
        for measure in measures:
            by_number.setdefault(spaced(measure.number), measure.id)
        indicator_ids = {id(row): row_id for row_id, row in self._with_ids("indicators")}
        for sheet in _PARTS:
            for row in self.reading.of(sheet.name):
                measure_id = self._measure_of(row, by_number)
                if measure_id is None:
                    continue
                part = self._part(row, measure_id, indicator_ids)
                if part is None:
                    self.result.wrong.add(("measures", measure_id))
                    continue
                parts = self.parts.setdefault(measure_id, {}).setdefault(sheet.name, [])
                if len(parts) == MOST_PARTS:
                    sentence = _("A measure can have at most %(count)d rows in this sheet.") % {"count": MOST_PARTS}
                    self.result.add(self.reading, row, "measure", sentence, ("measures", measure_id))
                    continue
                parts.append((row, part))
                if isinstance(part, Link):
                    self.result.links.append((row, part, measure_id))

    def _measure_of(self, row: Row, by_number: Mapping[str, int]) -> int | None:
        number = spaced(row.text("measure"))
        if "measure" in row.spoiled:
            return None
        if number and number in by_number:
            return by_number[number]
        sentence = _("Write the number of the measure that this row belongs to.")
        if number:
            sentence = _(
                "No row of the sheet “%(sheet)s” has the number %(number)s. "
                "Correct it, add a row with it there, or delete this row too."
            )
            sentence %= {"sheet": self.reading.places["measures"].title, "number": number}
        self.result.add(self.reading, row, "measure", sentence, None)
        return None

    def _part(self, row: Row, owner: int, indicator_ids: Mapping[int, int]) -> Any:
        """Return an activity, cost, indicator or link; None when something in its row is wrong."""
        values = {name: value for name, value in row.values.items() if name not in ("measure", "id")}
        is_whole = not row.spoiled
        if row.sheet == COSTS.name:
            for name in ("year", "source", "amount"):
                if name not in values and name not in row.spoiled:
                    sentence = _("Fill in this cell, or delete the whole row.")
                    self.result.add(self.reading, row, name, sentence, ("measures", owner))
                    is_whole = False
            return Cost(**values) if is_whole else None
        if row.sheet == LINKS.name:
            return self._link(row, owner) if is_whole else None
        if not is_whole or (row.sheet == INDICATORS.name and id(row) not in indicator_ids):
            return None
        if row.sheet == INDICATORS.name:
            return Indicator(indicator_ids[id(row)], **({"name": ""} | values))
        return Activity(**({"name": ""} | values))

    def _link(self, row: Row, owner: int) -> Link | None:
        label, address = row.text("label"), row.text("address")
        link = self.known_links.get((label, address)) or link_of(label, address)
        if link is None:
            self.result.add(self.reading, row, "address", no_address(address), ("measures", owner))
        return link

    def _whole(self, measure: Measure) -> Measure:
        parts = self.parts.get(measure.id, {})
        values: dict[str, Any] = {name: tuple(part for _row, part in rows) for name, rows in parts.items()}
        return replace(measure, **values)

    def _settled(self, row: Any, known: Any) -> Any:
        """Return a row with what is stored wherever a spreadsheet could not have said it any other way."""
        if known is None:
            return row
        survived = as_in_a_file(known)
        kept = {name.name: getattr(known, name.name) for name in fields(row)}
        return replace(row, **{name: kept[name] for name in kept if getattr(survived, name) == getattr(row, name)})

    def _locate(self, problem: Problem) -> None:
        """Add a broken rule at its cell: in the sheet of costs, for instance, at the rows that break it."""
        key = f"{problem.what}s", problem.id or 0
        row = self.row_of.get(key)
        if row is None:
            title = self.reading.places["measures"].title
            self.result.troubles.append(Trouble(title, None, "", "", problem.sentence))
            return
        if problem.field in row.spoiled:
            return
        parts = self.parts.get(problem.id or 0, {}).get(problem.field, []) if problem.what == "measure" else []
        rows = _breakers(problem, parts) or [row]
        for breaker in rows:
            name = problem.field if breaker is row else _PART_COLUMNS.get(problem.part, problem.part)
            self.result.add(self.reading, breaker, name, problem.sentence, key)


def _breakers(problem: Problem, parts: Sequence[tuple[Row, Any]]) -> list[Row]:
    """Return the rows of a measure's costs, say, with each of which a rule is broken once more than without it."""
    rows, before = [], 0
    for count, (row, _part) in enumerate(parts, start=1):
        held: dict[str, Any] = {problem.field: tuple(part for _row, part in parts[:count])}
        alone = Measure(0, None, "1", "1", **held)
        found = problems_of(PlanContent(measures=(alone,)))
        broken = found.count(replace(problem, id=alone.id))
        if broken > before:
            rows.append(row)
        before = broken
    return rows


_PART_COLUMNS = {"url": "address"}
"""Columns that are not called like the field of an activity, cost, indicator or link."""

_NOT_TEXTS = frozenset({"id", "goal", "target_groups", "starts_on", "ends_on", "is_example", "responsible_role"})


def _is_too_deep(goal_id: int, parents: Mapping[int, int | None]) -> bool:
    """Whether more levels stand above each other than a plan can have; a short circle is told by the rules."""
    seen: list[int] = []
    above: int | None = goal_id
    while above is not None and above not in seen:
        seen.append(above)
        if len(seen) > DEEPEST:
            return True
        above = parents.get(above)
    return False


def _first_by_number(rows: Iterable[tuple[int, Row]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row_id, row in rows:
        found.setdefault(spaced(row.text("number")), row_id)
    return found
