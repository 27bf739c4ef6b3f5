"""What measures mean for each profile, by the limits of an edition of the method."""

from dataclasses import dataclass, replace

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.measures.parts import Values, first_of, items_of
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
from kpss_pages.barrier_free.verdicts.limits import Rules, rules_for

_RAMP = ("ramp", "ramp_slope", "ramp_width")
_WAYS_OVER = ("steps", *_RAMP)
_BUILT = ("entrances", "inside", "lifts", "platforms", "toilets")
"""Parts that are judged by what they are together, not one by one."""


@dataclass(frozen=True)
class Suggestion:
    """The verdict for a profile with its reasons, those that decide first."""

    profile: Profile
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons that people have to know; what is as it should be is among them when nothing else is."""
        return tuple(one for one in self.reasons if one.verdict != Verdict.ACCESSIBLE) or self.reasons


def suggest(category: str, values: Values, edition: str) -> dict[Profile, Suggestion]:
    """Return a suggestion for every profile.

    The worst barrier that is known decides. "Accessible" needs all that is needed to be known; when it is not, the
    verdict is UNKNOWN with what is missing among the reasons, unless what is missing could change nothing.
    """
    return {profile: _suggestion(category, profile, values, edition) for profile in Profile}


def toilet_verdict(category: str, values: Values, edition: str) -> Verdict:
    """Return what the best toilet is for somebody in a wheelchair; UNKNOWN when nobody has looked at any."""
    toilets = _toilets(rules_for(category, Profile.WHEELCHAIR.value, edition), values)
    if toilets is not None:
        return toilets.verdict
    return Verdict.INACCESSIBLE if _has_no_toilet(values) else Verdict.UNKNOWN


def _suggestion(category: str, profile: Profile, values: Values, edition: str) -> Suggestion:
    rules = rules_for(category, profile.value, edition)
    judged = [judge(rules.of(part), first_of(values, part)) for part in rules.by_part if part not in _BUILT]
    if "entrances" in rules:
        judged += [_entrances(rules, values), _inside(rules, values)]
        if category == Category.TOILET:
            judged.append(_toilets(rules, values) or _unmeasured(rules, "toilets", "grade"))
        elif "toilets" in rules:
            judged.append(_toilet_of_building(rules, values))
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


def _entrances(rules: Rules, values: Values) -> Judged:
    """One entrance without barriers is enough."""
    entrances = items_of(values, "entrances") or [{}]
    return best_of([_entrance(rules, values, item, number) for number, item in enumerate(entrances)])


def _entrance(rules: Rules, values: Values, item: Item, number: int) -> Judged:
    plain = judge(rules.of("entrances", skip=_WAYS_OVER), item, number)
    return all_of((_over_steps(rules, values, item, number), plain))


def _over_steps(rules: Rules, values: Values, item: Item, number: int) -> Judged:
    """Steps count unless a ramp, a lift or a platform leads past them; then the best of these does."""
    ways = []
    if known("entrances", "ramp", item) not in (None, "none"):
        ways.append(judge(rules.of("entrances", only=_RAMP), item, number))
    for key, part in (("lift", "lifts"), ("platform", "platforms")):
        if item.get(key) is True:
            ways.append(_best_item(rules, values, part))
    if ways and not known("entrances", "steps", item):
        return best_of(ways)  # Where there are no steps beside it, the ramp is the only way.
    return best_of([judge(rules.of("entrances", only=("steps",)), item, number), *ways])


def _inside(rules: Rules, values: Values) -> Judged:
    """What can be reached, and how; barriers on the way to a part of it leave the rest as it is."""
    inside = first_of(values, "inside")
    plain = judge(rules.of("inside", skip=("steps", "ramp_slope", "has_floors")), inside)
    hard = all_of((_steps_inside(rules, inside), _floors(rules, values, inside)))
    reached = known("inside", "extent", inside) in ("whole", "most", "part")
    return all_of((plain, hard.at_least(Verdict.PARTLY) if reached else hard))


def _steps_inside(rules: Rules, inside: Item) -> Judged:
    steps = judge(rules.of("inside", only=("steps",)), inside)
    if inside.get("ramp") is True and known("inside", "steps", inside):
        return best_of([steps, judge(rules.of("inside", only=("ramp_slope",)), inside)])
    return steps


def _floors(rules: Rules, values: Values, inside: Item) -> Judged:
    """Another floor needs a lift, or a platform; that there is none has to have been seen."""
    floors = judge(rules.of("inside", only=("has_floors",)), inside)
    if "has_floors" not in rules.by_part.get("inside", ()) or known("inside", "has_floors", inside) is not True:
        return floors
    ways = [
        _best_item(rules, values, part)
        for key, part in (("lift", "lifts"), ("platform", "platforms"))
        if items_of(values, part) or inside.get(key) is True
    ]
    if ways:
        return best_of(ways)
    return floors if known("inside", "lift", inside) is False else _unmeasured(rules, "inside", "lift")


def _best_item(rules: Rules, values: Values, part: str) -> Judged:
    rows = rules.of(part)
    return best_of([judge(rows, item, number) for number, item in enumerate(items_of(values, part) or [{}])])


def _toilet_of_building(rules: Rules, values: Values) -> Judged:
    """A toilet that can be used makes a building accessible, one that cannot makes it partly so; it never decides more."""
    toilets = _toilets(rules, values)
    if toilets is None:
        if _has_no_toilet(values):
            return FINE
        return _unmeasured(rules, "toilets", "grade").at_least(Verdict.PARTLY)
    if toilets.worst:
        fine = tuple(replace(one, verdict=Verdict.ACCESSIBLE) for one in toilets.reasons if not one.is_missing)
        return Judged(FINE.worst, FINE.best, fine)
    return Judged(toilets.worst, RANKS[Verdict.ACCESSIBLE] if toilets.best else 0, toilets.reasons).at_least(
        Verdict.PARTLY
    )


def _toilets(rules: Rules, values: Values) -> Judged | None:
    """Return what the best toilet is; None when nobody has looked at any."""
    toilets = items_of(values, "toilets")
    return best_of([_toilet(rules, item, number) for number, item in enumerate(toilets)]) if toilets else None


def _toilet(rules: Rules, item: Item, number: int) -> Judged:
    """The surveyor's grade counts, checked against what was measured; without it the measures do, when they are whole."""
    if known("toilets", "grade", item) is None:
        return judge(rules.of("toilets", skip=("grade",)), item, number)
    measured = [rows for rows in rules.of("toilets") if known("toilets", rows[0].key, item) is not None]
    return judge(measured, item, number)


def _has_no_toilet(values: Values) -> bool:
    return known("inside", "public_toilet", first_of(values, "inside")) is False


def _unmeasured(rules: Rules, part: str, key: str) -> Judged:
    missing = Reason(part, 0, key, None, Verdict.UNKNOWN, rules.first(part, key))
    return Judged(RANKS[Verdict.INACCESSIBLE], RANKS[Verdict.ACCESSIBLE], (missing,))
