"""What measures mean for each profile, by the limits of an edition of the method."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpss_pages.barrier_free.choices import SHAPES, Category, Profile, Shape, Verdict
from kpss_pages.barrier_free.measures.parts import Values
from kpss_pages.barrier_free.verdicts.judging import (
    FINE,
    RANKS,
    Item,
    Judged,
    Reason,
    all_of,
    best_of,
    judge,
    known,
)
from kpss_pages.barrier_free.verdicts.limits import Limit, limits_for

_WAYS_OVER = ("steps", "ramp", "ramp_slope", "ramp_width")
_BUILT = ("entrances", "inside", "lifts", "platforms", "toilets")
"""Parts that are judged by what they are together, not one by one."""

Limits = tuple[Limit, ...]


@dataclass(frozen=True)
class Suggestion:
    """The verdict for a profile with its reasons, those that decide first."""

    profile: Profile
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


def suggest(category: str, values: Values, edition: str) -> dict[Profile, Suggestion]:
    """Return a suggestion for every profile.

    The worst barrier that is known decides. "Accessible" needs all that is needed to be known; when it is not, the
    verdict is UNKNOWN with what is missing among the reasons, unless what is missing could change nothing.
    """
    return {profile: _suggestion(category, profile, values, edition) for profile in Profile}


def toilet_verdict(category: str, values: Values, edition: str) -> Verdict:
    """Return what the best toilet is for somebody in a wheelchair; UNKNOWN when nobody has looked at any."""
    limits = limits_for(category, Profile.WHEELCHAIR.value, edition)
    toilets = _toilets(limits, values)
    if toilets is None:
        no_toilet = known("inside", "public_toilet", _only(values, "inside")) is False
        return Verdict.INACCESSIBLE if no_toilet else Verdict.UNKNOWN
    return toilets.verdict


def _suggestion(category: str, profile: Profile, values: Values, edition: str) -> Suggestion:
    limits = limits_for(category, profile.value, edition)
    parts = dict.fromkeys(limit.part for limit in limits)
    judged = [judge(limits, _only(values, part), part) for part in parts if part not in _BUILT]
    if SHAPES[Category(category)] is Shape.BUILDING and "entrances" in parts:
        judged.append(_entrances(limits, values))
        judged.append(_inside(limits, values))
        if category == Category.TOILET:
            judged.append(_toilets(limits, values) or _unmeasured("toilets", "grade", limits))
        elif "toilets" in parts:
            judged.append(_toilet_of_building(limits, values))
    if not judged:
        return Suggestion(profile, Verdict.UNKNOWN)
    together = all_of(judged)
    return Suggestion(profile, together.verdict, _in_order(together))


def _in_order(judged: Judged) -> tuple[Reason, ...]:
    """Return the reasons once each: those that decide, what is missing where that decides, then the rest from the worst."""

    def weight(reason: Reason) -> int:
        if reason.is_missing:
            return -1 if judged.verdict is Verdict.UNKNOWN else 3
        return RANKS[Verdict(reason.verdict)]

    return tuple(sorted(dict.fromkeys(judged.reasons), key=weight))


def _entrances(limits: Limits, values: Values) -> Judged:
    """One entrance without barriers is enough."""
    entrances = _items(values, "entrances") or [{}]
    return best_of([_entrance(limits, values, item, number) for number, item in enumerate(entrances)])


def _entrance(limits: Limits, values: Values, item: Item, number: int) -> Judged:
    plain = judge(limits, item, "entrances", number, skip=_WAYS_OVER)
    return all_of((_over_steps(limits, values, item, number), plain))


def _over_steps(limits: Limits, values: Values, item: Item, number: int) -> Judged:
    """Steps count unless a ramp, a lift or a platform leads past them; then the best of these does."""
    others = {limit.key for limit in limits if limit.part == "entrances"} - {"steps"}
    steps = judge(limits, item, "entrances", number, skip=others)
    ways = [steps]
    if known("entrances", "ramp", item) not in (None, "none"):
        others = {limit.key for limit in limits if limit.part == "entrances"} - {"ramp", "ramp_slope", "ramp_width"}
        ways.append(judge(limits, item, "entrances", number, skip=others))
    for key, part in (("lift", "lifts"), ("platform", "platforms")):
        if item.get(key) is True:
            ways.append(_best_item(limits, values, part))
    if len(ways) > 1 and not known("entrances", "steps", item):
        return best_of(ways[1:])  # Without steps beside it the ramp is the only way.
    return best_of(ways)


def _inside(limits: Limits, values: Values) -> Judged:
    inside = _only(values, "inside")
    plain = judge(limits, inside, "inside", skip=("steps", "ramp_slope", "has_floors"))
    hard = all_of((_steps_inside(limits, inside), _floors(limits, values, inside)))
    reached = known("inside", "extent", inside) in ("whole", "most", "part")
    return all_of((plain, hard.at_least(Verdict.PARTLY) if reached else hard))


def _steps_inside(limits: Limits, inside: Item) -> Judged:
    keys = {limit.key for limit in limits if limit.part == "inside"}
    steps = judge(limits, inside, "inside", skip=keys - {"steps"})
    if inside.get("ramp") is True and known("inside", "steps", inside):
        return best_of([steps, judge(limits, inside, "inside", skip=keys - {"ramp_slope"})])
    return steps


def _floors(limits: Limits, values: Values, inside: Item) -> Judged:
    """Another floor needs a lift, or a platform; that there is neither has to have been seen."""
    keys = {limit.key for limit in limits if limit.part == "inside"}
    floors = judge(limits, inside, "inside", skip=keys - {"has_floors"})
    if known("inside", "has_floors", inside) is not True:
        return floors
    ways = []
    for key, part in (("lift", "lifts"), ("platform", "platforms")):
        if _items(values, part) or inside.get(key) is True:
            ways.append(_best_item(limits, values, part))
    if ways:
        return best_of(ways)
    if known("inside", "lift", inside) is False:
        return floors
    return _unmeasured("inside", "lift", limits)


def _best_item(limits: Limits, values: Values, part: str) -> Judged:
    return best_of([judge(limits, item, part, number) for number, item in enumerate(_items(values, part) or [{}])])


def _toilet_of_building(limits: Limits, values: Values) -> Judged:
    """A toilet that can be used makes a building accessible, one that cannot makes it partly so; it never decides more."""
    toilets = _toilets(limits, values)
    if toilets is None:
        if known("inside", "public_toilet", _only(values, "inside")) is False:
            return FINE
        return _unmeasured("toilets", "grade", limits).at_least(Verdict.PARTLY)
    if toilets.is_certain and toilets.worst:
        fine = tuple(
            Reason(one.part, one.number, one.key, one.value, Verdict.ACCESSIBLE, one.limit) for one in toilets.reasons
        )
        return Judged(FINE.worst, FINE.best, fine)
    if toilets.worst:
        return FINE
    return Judged(toilets.worst, RANKS[Verdict.ACCESSIBLE] if toilets.best else 0, toilets.reasons).at_least(
        Verdict.PARTLY
    )


def _toilets(limits: Limits, values: Values) -> Judged | None:
    """Return what the best toilet is; None when nobody has looked at any."""
    toilets = _items(values, "toilets")
    if not toilets:
        return None
    return best_of([_toilet(limits, item, number) for number, item in enumerate(toilets)])


def _toilet(limits: Limits, item: Item, number: int) -> Judged:
    """The surveyor's grade counts, checked against what was measured; without it the measures do, when they are whole."""
    if known("toilets", "grade", item) is None:
        return judge(limits, item, "toilets", number, skip=("grade",))
    unmeasured = {
        limit.key for limit in limits if limit.part == "toilets" and known("toilets", limit.key, item) is None
    }
    return judge(limits, item, "toilets", number, skip=unmeasured)


def _unmeasured(part: str, key: str, limits: Limits) -> Judged:
    limit = next((one for one in limits if one.part == part and one.key == key), None)
    return Judged(0, 2, (Reason(part, 0, key, None, Verdict.UNKNOWN, limit),))


def _items(values: Values, part: str) -> list[Item]:
    items: Any = values.get(part) if isinstance(values, Mapping) else None
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _only(values: Values, part: str) -> Item:
    return next(iter(_items(values, part)), {})
