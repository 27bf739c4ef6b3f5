"""The list of a plan's goals and measures as its coordinator sees it: with what the draft changes and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from kpss_pages.plans.content import Branch, Goal, Measure, PlanContent
from kpss_pages.plans.desk.wording import row_title
from kpss_pages.plans.models import PlanStructure
from kpss_pages.plans.models.structure import DEEPEST
from kpss_pages.plans.validation import problems_of


@dataclass(frozen=True)
class ListedRow:
    """A goal or a measure in the list; ``depth`` is 1 at the top. ``state`` is "new", "changed" or "" as published.

    ``next_level`` is how goals below it are called, "" where none may be added.
    """

    what: str
    row: Goal | Measure
    level: str
    depth: int
    state: str
    sentences: tuple[str, ...]
    is_first: bool
    is_last: bool
    next_level: str = ""
    takes_measures: bool = False

    @property
    def title(self) -> str:
        return row_title(self.row)

    @property
    def key(self) -> str:
        """How the row is named in anchors and forms: "measure-12"."""
        return f"{self.what}-{self.row.id}"


def rows_of(content: PlanContent, published: PlanContent | None, structure: PlanStructure) -> list[ListedRow]:
    """Return the goals and measures in the order of the tree; ``published`` is None when nothing was."""
    return list(_Lister(content, published, structure).among(tuple(content.tree())))


def dropped_rows(content: PlanContent, published: PlanContent | None) -> list[str]:
    """Return the titles of goals and measures that were published and are no longer in the draft."""
    if published is None:
        return []
    goals, measures = {goal.id for goal in content.goals}, {measure.id for measure in content.measures}
    return [
        *(row_title(goal) for goal in published.goals if goal.id not in goals),
        *(row_title(measure) for measure in published.measures if measure.id not in measures),
    ]


class _Lister:
    """Goes through the tree once, with everything that is asked of each row looked up before."""

    def __init__(self, content: PlanContent, published: PlanContent | None, structure: PlanStructure) -> None:
        self.structure, self.published = structure, published
        self.names = {depth: structure.name_of(f"level_{depth}") for depth in range(1, DEEPEST + 1)}
        self.measure_name = structure.name_of("measure")
        self.sentences: dict[tuple[str, int | None], list[str]] = {}
        for problem in problems_of(content):
            self.sentences.setdefault((problem.what, problem.id), []).append(problem.sentence)
        self.before: dict[tuple[str, int], Goal | Measure] = {}
        if published is not None:
            self.before |= {("goal", goal.id): goal for goal in published.goals}
            self.before |= {("measure", measure.id): measure for measure in published.measures}

    def among(self, branches: tuple[Branch, ...]) -> Iterator[ListedRow]:
        goals = [branch.goal for branch in branches if branch.goal is not None]
        for branch in branches:
            if branch.goal is not None:
                place = goals.index(branch.goal)
                yield self.listed("goal", branch.goal, branch.depth, place, len(goals))
            for place, measure in enumerate(branch.measures):
                yield self.listed("measure", measure, branch.depth + 1, place, len(branch.measures))
            yield from self.among(branch.branches)

    def listed(self, what: str, row: Goal | Measure, depth: int, place: int, count: int) -> ListedRow:
        former = self.before.get((what, row.id))
        is_goal = what == "goal"
        return ListedRow(
            what=what,
            row=row,
            level=self.names[min(depth, DEEPEST)] if is_goal else self.measure_name,
            depth=depth,
            state="" if self.published is None or former == row else "changed" if former else "new",
            sentences=tuple(self.sentences.get((what, row.id), ())),
            is_first=place == 0,
            is_last=place == count - 1,
            next_level=self.names[depth + 1] if is_goal and depth < self.structure.depth else "",
            takes_measures=is_goal and depth >= self.structure.depth,
        )
