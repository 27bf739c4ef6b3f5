"""What a register says of a service that the town has, without what it cannot know and what would say nothing new."""

from collections.abc import Mapping
from typing import Any

from kpss_pages.catalog.models import Service
from kpss_pages.catalog.registers.codes import AGES, GROUPS
from kpss_pages.catalog.registers.entries import Entry
from kpss_pages.catalog.values import values_of

_POSITION = ("latitude", "longitude")
_ACCESS = ("access", "access_note")
"""Of a place; no register says it."""
_WHERE = ("street", "postal_code", "municipality")


def adapted(entry: Entry, service: Service) -> dict[str, Any]:
    """Return the values to be compared with a service (``ServiceQuerySet.whole``).

    The positions and accesses of its places stay, and a place without a position gets that of its address; also the hours
    of its forms stay where none could be read, and so does the order of its places. Codes that nobody explains take
    nothing away.
    """
    said = {name: value for name, value in entry.values.items() if name != "kind"}
    for name in ("type_code", "name"):
        if not said.get(name):
            said.pop(name, None)
    unknown = {list_name for list_name, _code in said["unknown_codes"]}
    for name, list_name in (("target_groups", GROUPS), ("age_groups", AGES)):
        if list_name in unknown and set(said.get(name, ())) <= set(getattr(service, name)):
            said.pop(name, None)
    now = values_of(service, ["forms", "facilities"])
    if "facilities" in said:
        said["facilities"] = _places(said["facilities"], now["facilities"])
    if "forms" in said:
        said["forms"] = _forms(said["forms"], now["forms"])
    return said


def _places(said: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    left = list(enumerate(now))
    placed: list[tuple[int, dict[str, Any]]] = []
    for order, place in enumerate(said):
        found = next((each for each in left if _is_same(place, each[1])), None)
        if found is None:
            placed.append((len(now) + order, place))
            continue
        left.remove(found)
        kept = {name: found[1][name] for name in _ACCESS}
        if any(found[1][name] is not None for name in _POSITION):
            kept |= {name: found[1][name] for name in _POSITION}
        if not place["municipality_code"]:
            kept["municipality_code"] = found[1]["municipality_code"]
        if place["is_secret"]:
            kept = {name: found[1][name] for name in (*_ACCESS, "name")}
        placed.append((found[0], {**place, **kept}))
    return [place for _order, place in sorted(placed, key=lambda each: each[0])]


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["is_secret"] or other["is_secret"]:
        return bool(one["is_secret"] and other["is_secret"])
    if all(one[name] == other[name] for name in _WHERE):
        return bool(one["name"] == other["name"] or not (one["name"] and other["name"]) or one["street"])
    return False


def _forms(said: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    before = {form["form"]: form for form in now}
    found = []
    for form in said:
        old = before.get(form["form"])
        if old is not None and not form["hours"] and not form["hours_note"]:
            form = {**form, "hours": old["hours"], "hours_note": old["hours_note"]}
        found.append(form)
    order = list(before)
    if {form["form"] for form in found} == set(order):
        found.sort(key=lambda form: order.index(form["form"]))
    return found
