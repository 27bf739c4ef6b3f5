"""Positions of places in values: what only adds them takes nothing from anybody, and makes no other value."""

from collections.abc import Mapping
from typing import Any

POSITION = ("latitude", "longitude")


def only_adds_positions(before: Any, said: Any) -> bool:
    """Tell whether two lists of places differ by nothing but positions where there were none."""
    if not isinstance(before, list) or not isinstance(said, list) or len(before) != len(said):
        return False
    return all(
        isinstance(old, Mapping)
        and isinstance(new, Mapping)
        and all(
            old[name] == new.get(name) or (name in POSITION and old[name] is None and not old.get("is_secret"))
            for name in old
        )
        for old, new in zip(before, said, strict=True)
    )


def without_positions(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a service without the positions of its places."""
    if "facilities" not in values:
        return dict(values)
    bare = [{name: each for name, each in place.items() if name not in POSITION} for place in values["facilities"]]
    return {**values, "facilities": bare}
