"""Which goal, measure or indicator of the plan a row of the spreadsheet is, and the ids of new ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kpss_pages.core.tables.columns import spaced
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.spreadsheet.reading import Row

Name = tuple[str, str]
"""A number and a name, for an indicator the number of its measure."""


@dataclass(frozen=True)
class Identity:
    """A row with its id; None with a sentence when it is none of the plan's, or one of a row above."""

    row: Row
    id: int | None
    sentence: str = ""


class Identities:
    """Gives ids to rows: by the ID, without one by number and name, so that a file applied twice adds nothing twice."""

    def __init__(self, base: PlanContent) -> None:
        indicators = [(measure, indicator) for measure in base.measures for indicator in measure.indicators]
        self._names: dict[str, list[tuple[Name, int]]] = {
            "goals": [(_name(goal.number, goal.name), goal.id) for goal in base.goals],
            "measures": [(_name(measure.number, measure.name), measure.id) for measure in base.measures],
            "indicators": [(_name(measure.number, row.name), row.id) for measure, row in indicators],
        }
        taken = [row_id for names in self._names.values() for _known, row_id in names]
        self.next_id = max([base.next_id, *(row_id + 1 for row_id in taken)])

    def of(self, sheet: str, rows: Sequence[Row]) -> Iterator[Identity]:
        """Yield the rows of a sheet with their ids, but for those whose ID could not be read."""
        known = {row_id for _known, row_id in self._names[sheet]}
        claimed = {row.values["id"] for row in rows if "id" in row.values}
        free = {name: row_id for name, row_id in reversed(self._names[sheet]) if row_id not in claimed and all(name)}
        lines: dict[int, int] = {}
        for row in rows:
            if "id" in row.spoiled:
                continue
            row_id = row.values.get("id")
            if row_id is None:
                row_id = free.pop(_name_of(row), None) or self._new()
            elif row_id not in known:
                sentence = _(
                    "The plan has nothing with the ID %(id)d. Leave the ID blank to add the row as a new one; if it should change an existing one, download the spreadsheet again."
                )
                yield Identity(row, None, sentence % {"id": row_id})
                continue
            elif row_id in lines:
                sentence = _("The ID %(id)d is in row %(line)d already. Leave it blank when this row is a new one.")
                yield Identity(row, None, sentence % {"id": row_id, "line": lines[row_id]})
                continue
            lines[row_id] = row.line
            yield Identity(row, row_id)

    def _new(self) -> int:
        self.next_id += 1
        return self.next_id - 1


def _name_of(row: Row) -> Name:
    return _name(row.text("measure" if row.sheet == "indicators" else "number"), row.text("name"))


def _name(number: str, name: str) -> Name:
    return spaced(number), spaced(name)
