"""What an item's measures mean by their limits: at worst and at best, because some may be unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.measures.parts import Kind, Measure, is_number
from kpss_pages.barrier_free.measures.steps import normal_steps, step_count
from kpss_pages.barrier_free.measures.vocabulary import part as part_of
from kpss_pages.barrier_free.verdicts.limits import Limit

Item = Mapping[str, Any]

RANKS = {Verdict.INACCESSIBLE: 0, Verdict.PARTLY: 1, Verdict.ACCESSIBLE: 2}
BY_RANK = {rank: verdict for verdict, rank in RANKS.items()}


@dataclass(frozen=True)
class Reason:
    """Why: a measure of a part's item with what it means; ``value`` is None and the verdict UNKNOWN when unmeasured.

    ``limit`` is that by which it was judged; of several that may apply the first. None when the part was not looked at.
    """

    part: str
    number: int
    key: str
    value: Any
    verdict: str
    limit: Limit | None = None

    @property
    def is_missing(self) -> bool:
        return self.verdict == Verdict.UNKNOWN


@dataclass(frozen=True)
class Judged:
    """What something is at worst and at best (ranks), with the reasons."""

    worst: int
    best: int
    reasons: tuple[Reason, ...] = ()

    @property
    def is_certain(self) -> bool:
        return self.worst == self.best

    @property
    def verdict(self) -> Verdict:
        """What is certain; a barrier that is known decides whatever else may be."""
        return BY_RANK[self.worst] if self.is_certain else Verdict.UNKNOWN

    def at_least(self, verdict: Verdict) -> "Judged":
        """Return it as something that can make a place no worse than a verdict."""
        floor = RANKS[verdict]
        reasons = tuple(
            reason if reason.is_missing or RANKS[Verdict(reason.verdict)] >= floor else _softened(reason, verdict)
            for reason in self.reasons
        )
        return Judged(max(self.worst, floor), max(self.best, floor), reasons)


FINE = Judged(2, 2)


def all_of(judged: Iterable[Judged]) -> Judged:
    """Return what several things mean together: the worst decides."""
    found = [one for one in judged if one is not FINE]
    if not found:
        return FINE
    return Judged(
        min(one.worst for one in found),
        min(one.best for one in found),
        tuple(reason for one in found for reason in one.reasons),
    )


def best_of(judged: Sequence[Judged]) -> Judged:
    """Return what several ways in mean: the best of those that are certain, unless all of these are barriers.

    A way that nobody has measured does not take away from one that is known to be there; but it may be better than
    barriers, so that these decide only when there is no other.
    """
    certain = max((one for one in judged if one.is_certain), key=lambda one: one.worst, default=None)
    if certain is not None and (certain.worst or all(one.is_certain for one in judged)):
        return certain
    return max((one for one in judged if not one.is_certain), key=lambda one: (one.worst, one.best))


def judge(rows_by_measure: Iterable[Sequence[Limit]], item: Item, number: int = 0) -> Judged:
    """Return what an item's measures mean by their limits; ``number`` is the item's within its part."""
    return all_of([_measure(rows, item, number) for rows in rows_by_measure])


def known(part: str, key: str, item: Item) -> Any:
    """Return a measure of an item, of steps how many there are; None for what is unknown or cannot be read."""
    value = item.get(key)
    if value is None:
        return None
    measure = _measure_of(part, key)
    kind = measure.kind
    if kind is Kind.STEPS:
        steps = normal_steps(value) if isinstance(value, str) else None
        return None if steps is None else step_count(steps)
    if kind is Kind.NUMBER:
        return value if is_number(value) else None
    if kind is Kind.CLAIM:
        return value if isinstance(value, bool) else None
    choices = measure.choices or {}
    return value if isinstance(value, str) and value in choices else None


@cache
def _measure_of(part: str, key: str) -> Measure:
    return part_of(part).measure(key)


def _measure(rows: Sequence[Limit], item: Item, number: int) -> Judged:
    """Return what one measure means by the rows for it."""
    if rows[0].how == "count":
        return _count(rows[0], item, number)
    possible = _that_apply(rows, item)
    if not possible:
        return FINE
    limit = possible[0]
    value = known(limit.part, limit.key, item)
    if value is None:
        if not limit.is_needed:
            return FINE
        missing = Reason(limit.part, number, limit.key, None, Verdict.UNKNOWN, limit)
        return Judged(min(_worst(one) for one in possible), max(RANKS[one.best] for one in possible), (missing,))
    verdicts = [RANKS[one.verdict_of(value)] for one in possible]
    worst, best = min(verdicts), max(verdicts)
    if worst == best:
        return Judged(worst, best, (Reason(limit.part, number, limit.key, item[limit.key], BY_RANK[worst], limit),))
    asked = limit.when.key if limit.when else limit.key
    return Judged(worst, best, (Reason(limit.part, number, asked, None, Verdict.UNKNOWN, limit),))


def _that_apply(rows: Sequence[Limit], item: Item) -> list[Limit]:
    """Return the rows that may count: the first whose condition holds, and those before it whose condition is unknown."""
    possible: list[Limit] = []
    for limit in rows:
        if limit.when is None:
            return [*possible, limit]
        value = known(limit.part, limit.when.key, item)
        if value is None:
            possible.append(limit)
        elif limit.when.holds(value):
            return [*possible, limit]
    return possible


def _worst(limit: Limit) -> int:
    """Return the worst that an unknown value may mean."""
    if limit.how == "is":
        measure = _measure_of(limit.part, limit.key)
        every = set(measure.choices or ()) or {"yes", "no"}
        return min(RANKS[limit.verdict_of(value)] for value in every)
    return RANKS[Verdict.PARTLY] if limit.partly == "any" else RANKS[Verdict.INACCESSIBLE]


def _count(limit: Limit, item: Item, number: int) -> Judged:
    """Return what it means how many claims hold; those that are known to hold are certain help."""
    values = {key: known(limit.part, key, item) for key in limit.keys}
    holding = [key for key, value in values.items() if value]
    unknown = [key for key, value in values.items() if value is None]
    worst = RANKS[limit.verdict_of(len(holding))]
    best = RANKS[limit.verdict_of(len(holding) + len(unknown))]
    said = [Reason(limit.part, number, key, True, BY_RANK[max(worst, 1)], limit) for key in holding]
    if worst == best or worst:
        said += [
            Reason(limit.part, number, key, False, BY_RANK[worst], limit) for key in values if values[key] is False
        ]
        return Judged(worst, worst, tuple(said))
    missing = [Reason(limit.part, number, key, None, Verdict.UNKNOWN, limit) for key in unknown]
    return Judged(worst, best, tuple(missing))


def _softened(reason: Reason, verdict: Verdict) -> Reason:
    return Reason(reason.part, reason.number, reason.key, reason.value, verdict, reason.limit)
