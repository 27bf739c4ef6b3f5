"""What a plan consists of: goals in a tree, and measures below them; values only, without the database.

The whole of it is one value in one field of the plan's page, so it is drafted, approved, published, scheduled, copied and
kept in versions together with the page. What is reported year by year is no part of it (see ``models.reports``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self

MEASURE_ANCHOR = "m"
"""Letter before a measure's id in anchors and addresses: "m12"."""


@dataclass(frozen=True)
class Activity:
    """A step of a measure; ``term`` is free text ("spring 2027", "twice a year")."""

    name: str
    term: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class Cost:
    """An estimate for one year from one source (``MoneySource``), in the plan's currency."""

    year: int
    source: str
    amount: Decimal


@dataclass(frozen=True)
class Indicator:
    """What the success is measured by; None means not known. Yearly values are reported under its ``id``."""

    id: int
    name: str
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class Link:
    """A link to a service or a document: a page or a document of the town by primary key, or an address."""

    label: str
    url: str = ""
    page: int | None = None
    document: int | None = None


@dataclass(frozen=True)
class Origin:
    """The measure of another plan that an action plan has taken over; ``plan`` is a page's translation key."""

    plan: str
    measure: int


@dataclass(frozen=True)
class Goal:
    """A priority, goal or partial goal: any level above the measures; ``parent`` is None at the top."""

    id: int
    parent: int | None
    number: str
    name: str
    description: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure; ``id`` stays the same through all versions and languages of a plan and is never given again.

    ``responsible_role`` is a role among the town's contacts by primary key; ``responsible`` is what is said in words.
    """

    id: int
    goal: int | None
    number: str
    name: str
    description: str = ""
    reason: str = ""
    target_groups: tuple[str, ...] = ()
    working_group: str = ""
    territory: str = ""
    activities: tuple[Activity, ...] = ()
    responsible: str = ""
    realised_by: str = ""
    partners: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    term_note: str = ""
    costs: tuple[Cost, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    output: str = ""
    links: tuple[Link, ...] = ()
    is_example: bool = False
    origin: Origin | None = None
    responsible_role: int | None = None

    @property
    def anchor(self) -> str:
        return f"{MEASURE_ANCHOR}{self.id}"


@dataclass(frozen=True)
class PlanContent:
    """Goals and measures in the order of the plan; ``next_id`` is free for the next goal, measure or indicator."""

    currency: str = ""
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    next_id: int = 1

    def __bool__(self) -> bool:
        return bool(self.goals or self.measures)

    def goal(self, goal_id: int | None) -> Goal | None:
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    def measure(self, measure_id: int) -> Measure | None:
        return next((measure for measure in self.measures if measure.id == measure_id), None)

    def path_to(self, goal_id: int | None) -> list[Goal]:
        """Return the goals from the top down to ``goal_id``; [] for a measure that stands alone."""
        by_id = {goal.id: goal for goal in self.goals}
        path: list[Goal] = []
        while goal_id in by_id and by_id[goal_id] not in path:
            path.insert(0, by_id[goal_id])
            goal_id = path[0].parent
        return path

    def tree(self) -> "list[Branch]":
        """Return the goals at the top with what is below them; measures without a goal come first, without one."""
        return [*self._loose(), *self._branches(None, depth=1)]

    def _loose(self) -> "Iterator[Branch]":
        known = {goal.id for goal in self.goals}
        loose = tuple(measure for measure in self.measures if measure.goal not in known)
        if loose:
            yield Branch(goal=None, depth=0, branches=(), measures=loose)

    def _branches(self, parent: int | None, depth: int) -> "Iterator[Branch]":
        for goal in self.goals:
            if goal.parent == parent:
                yield Branch(
                    goal=goal,
                    depth=depth,
                    branches=tuple(self._branches(goal.id, depth + 1)),
                    measures=tuple(measure for measure in self.measures if measure.goal == goal.id),
                )

    def to_json(self) -> dict[str, Any]:
        """Return plain values: dates as ISO text, amounts as text; fields without a value are left out."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """Return the content that ``to_json`` gave; raises KeyError, TypeError or ValueError for anything else."""
        stored = stored or {}
        return cls(
            currency=stored.get("currency", ""),
            goals=tuple(Goal(**{"parent": None, "number": "", "name": "", **goal}) for goal in stored.get("goals", ())),
            measures=tuple(_measure(measure) for measure in stored.get("measures", ())),
            next_id=stored.get("next_id", 1),
        )


@dataclass(frozen=True)
class Branch:
    """A goal in the tree; ``depth`` is 1 at the top, 0 for measures without a goal."""

    goal: Goal | None
    depth: int
    branches: "tuple[Branch, ...]" = field(default=())
    measures: tuple[Measure, ...] = field(default=())

    def all_measures(self) -> Iterator[Measure]:
        """Yield the measures of this branch and of those below it."""
        yield from self.measures
        for branch in self.branches:
            yield from branch.all_measures()


def _plain(value: Any) -> Any:
    match value:
        case PlanContent() | Goal() | Measure() | Activity() | Cost() | Indicator() | Link() | Origin():
            items = ((part.name, _plain(getattr(value, part.name))) for part in fields(value))
            return {name: plain for name, plain in items if plain not in (None, "", [], False)}
        case tuple():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def _measure(stored: Mapping[str, Any]) -> Measure:
    values = {"goal": None, **stored}
    values["target_groups"] = tuple(stored.get("target_groups", ()))
    values["activities"] = tuple(Activity(**{"name": "", **row}) for row in stored.get("activities", ()))
    values["costs"] = tuple(Cost(row["year"], row["source"], Decimal(row["amount"])) for row in stored.get("costs", ()))
    values["indicators"] = tuple(_indicator(row) for row in stored.get("indicators", ()))
    values["links"] = tuple(Link(**{"label": "", **row}) for row in stored.get("links", ()))
    values["origin"] = Origin(**stored["origin"]) if "origin" in stored else None
    for name in ("starts_on", "ends_on"):
        values[name] = date.fromisoformat(stored[name]) if name in stored else None
    return Measure(**{"number": "", "name": "", **values})


def _indicator(stored: Mapping[str, Any]) -> Indicator:
    amounts = {name: Decimal(stored[name]) if name in stored else None for name in ("baseline", "target")}
    return Indicator(**{"name": "", **stored, **amounts})
