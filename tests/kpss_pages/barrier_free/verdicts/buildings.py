"""Measures of a building in which nothing is in the way, for tests to put one barrier into."""

import copy
from typing import Any

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.verdicts import suggest
from kpss_pages.barrier_free.verdicts.judging import Reason

_FINE: dict[str, list[dict[str, Any]]] = {
    "approach": [{"hard_surface": False, "steep": False}],
    "entrances": [{"role": "main", "steps": "0", "threshold": 2, "door": 80}],
    "inside": [
        {"extent": "whole", "by_arrangement": False, "passage": 80, "threshold": 2, "steps": 0, "has_floors": False}
    ],
    "toilets": [{"grade": "1"}],
}
FINE_LIFT = {"door": 80, "cabin_width": 100, "cabin_depth": 125, "self_service": True}
FINE_PLATFORM = {"door": 70, "width": 70, "depth": 90}
FINE_RAMP = {"steps": "+3", "ramp": "fixed", "ramp_slope": 8, "ramp_length": 6, "ramp_width": 110}


def building(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Return measures of a building without barriers; a change is of a part's first item, or its items as a list.

    None as a value takes a measure away: nobody has looked at it.
    """
    values = copy.deepcopy(_FINE)
    for part, change in changes.items():
        if isinstance(change, list):
            values[part] = change
        else:
            item = (values.get(part) or [{}])[0] | change
            values[part] = [{key: value for key, value in item.items() if value is not None}]
    return values


def verdict(
    values: dict[str, Any], profile: Profile = Profile.WHEELCHAIR, *, edition: str = "first", category: str = "office"
) -> Verdict:
    return suggest(category, values, edition)[profile].verdict


def reasons(values: dict[str, Any], profile: Profile = Profile.WHEELCHAIR, *, category: str = "office") -> list[Reason]:
    return list(suggest(category, values, "first")[profile].reasons)


def missing(values: dict[str, Any], profile: Profile = Profile.WHEELCHAIR, *, category: str = "office") -> list[str]:
    """Return what is missing for a verdict: "entrances.door"."""
    return [f"{one.part}.{one.key}" for one in reasons(values, profile, category=category) if one.is_missing]
