"""The items of ``polozky`` of a JSON file of any size, one after the other."""

from collections.abc import Iterator
from typing import Any

import ijson  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from kpss_pages.catalog.registers.measured import Measured, badly_encoded, cut_off
from kpss_pages.catalog.registers.refusing import DEEPEST, MOST_ENTRIES, RegisterRefused

ITEMS = "polozky"


def items_in(source: Measured) -> Iterator[Any]:
    """Yield items; a list without anything around it counts as theirs.

    Raises RegisterRefused for what is no such JSON, is nested deeper than any register, or breaks off; that may be
    after some items, so nothing may be done for good with them before the end.
    """
    try:
        yield from _items(source)
    except ijson.IncompleteJSONError as error:
        raise badly_encoded() if "UTF8" in str(error) else _refusal(error) from error
    except (ijson.JSONError, ValueError, OverflowError) as error:
        if isinstance(error, UnicodeDecodeError) or "UTF8" in str(error):
            raise badly_encoded() from error
        raise _refusal(error) from error


def _items(source: Measured) -> Iterator[Any]:
    depth, count, wanted = 0, 0, 0
    """``wanted`` is the depth of the list of items, 0 outside of it."""
    key, is_there, building = "", False, None
    for event, value in ijson.basic_parse(source, use_float=True):
        if building is not None:
            building.add(event, value)
            if building.depth > DEEPEST:
                raise _too_deep()
            if not building.depth:
                yield building.value
                building = None
                count += 1
                source.entry_ended()
                if count > MOST_ENTRIES:
                    raise RegisterRefused(_("The file has more entries than any register. Nothing was used of it."))
            continue
        if wanted and depth == wanted and event != "end_array":
            building = _Building()
            building.add(event, value)
            if not building.depth:
                yield building.value
                building = None
                count += 1
        elif event in ("start_map", "start_array"):
            depth += 1
            if depth > DEEPEST:
                raise _too_deep()
            if event == "start_array" and (depth == 1 or (depth == 2 and key == ITEMS)):
                wanted, is_there = depth, True
        elif event in ("end_map", "end_array"):
            depth -= 1
            wanted = 0 if depth < wanted else wanted
        elif event == "map_key" and depth == 1:
            key = str(value)
    if not is_there:
        raise RegisterRefused(
            _("There is no list called “polozky” in the file. Take rpss.json as the ministry publishes it.")
        )


class _Building:
    """A value that is put together from its events, without recursion."""

    def __init__(self) -> None:
        self.value: Any = None
        self._open: list[Any] = []
        self._keys: list[str] = []

    @property
    def depth(self) -> int:
        return len(self._open)

    def add(self, event: str, value: Any) -> None:
        if event == "map_key":
            self._keys[-1] = value
        elif event in ("end_map", "end_array"):
            self._open.pop()
            self._keys.pop()
        else:
            made: Any = {} if event == "start_map" else [] if event == "start_array" else value
            if not self._open:
                self.value = made
            elif isinstance(self._open[-1], dict):
                self._open[-1][self._keys[-1]] = made
            else:
                self._open[-1].append(made)
            if event in ("start_map", "start_array"):
                self._open.append(made)
                self._keys.append("")


def _too_deep() -> RegisterRefused:
    return RegisterRefused(_("The file is nested deeper than any register. Nothing was used of it."))


def _refusal(error: Exception) -> RegisterRefused:
    if (isinstance(error, ijson.IncompleteJSONError) and "incomplete" in str(error)) or "premature EOF" in str(error):
        return cut_off()
    return RegisterRefused(_("The file is no JSON that can be read. Take rpss.json as the ministry publishes it."))
