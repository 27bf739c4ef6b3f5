"""Which place of a service each of its rows is about, and what they say of it.

A place is found again by its name, street and municipality; what the row or the place does not say of them is no
difference. Where every other place of the service has its row, the one left over has moved: its address is corrected.
Otherwise a row that fits none is about one more place. A place that is new or changes and has no position gets that of its
address.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.catalog.importing.alone import faults_in
from kpss_pages.catalog.importing.cells import value_of
from kpss_pages.catalog.importing.columns import PLACE
from kpss_pages.catalog.importing.known import Refuse
from kpss_pages.catalog.importing.rows import Cells, place_cells
from kpss_pages.catalog.importing.said import Said
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.values import values_of
from kpss_pages.core.addresses.filling import address_in, from_the_list
from kpss_pages.core.addresses.finding import Address
from kpss_pages.core.models import AddressPoint
from kpss_pages.core.tables.columns import folded
from kpss_pages.core.tables.reading import Line

_NAMES = tuple(column.name for column in PLACE)
_FOUND_BY = ("place", "street", "municipality")
_POSITION = ("latitude", "longitude")

Key = tuple[str, ...]
"""Name, street and municipality, folded."""


class PlacesSaid:
    """The places of a service with what its rows say of them; places that no row is about stay as they are."""

    def __init__(self, service: Service, country: str, refuse: Refuse) -> None:
        self.country, self.refuse = country, refuse
        self.before: list[dict[str, Any]] = values_of(service, ["facilities"])["facilities"]
        self.cells: list[Cells] = [place_cells(place) for place in service.facilities.all()]
        self.free: dict[int, Key] = {index: _key(cells) for index, cells in enumerate(self.cells)}
        """The places that no row is about yet, by their index among all of them."""
        self.said: dict[int, Said] = {}
        """By the index of the place, new ones behind those that are there."""
        self.of_line: dict[int, int] = {}
        """The index of the place that a line is about, by its number."""
        self.now: list[dict[str, Any]] = list(self.before)
        """The places as plain values: those that were there in their order, then the new ones."""
        self.located: set[int] = set()
        """The places whose position is that of their address, by their index."""

    def read(self, lines: Iterable[Line]) -> None:
        """Take what the rows of the service say of places."""
        about = [line for line in lines if _first(line)]
        if any(place["is_secret"] for place in self.before):
            for line in about:
                self.refuse(line, _first(line), _("The address of the service is secret. Leave this blank."))
            return
        new = [lines for key, lines in self._unknown(about).items() if not self._fits(key, lines)]
        if len(new) == len(self.free) == 1:
            self._take(next(iter(self.free)), new.pop())
        for index, unknown in enumerate(new, start=len(self.before)):
            self._take(index, unknown)
        self.now = [self._with(index, place) for index, place in enumerate([*self.before, *({} for _lines in new)])]

    def addresses(self) -> dict[int, Address]:
        """Return the addresses of places that are new or change and of which nobody says a position, by their index."""
        return {
            index: address_in(self.now[index])
            for index, said in self.said.items()
            if self.now[index] not in self.before[index : index + 1]
            and not any(self.now[index].get(name) or name in said.cells for name in _POSITION)
        }

    def locate(self, points: Mapping[Address, AddressPoint]) -> None:
        """Give these places the positions of their addresses."""
        for index, address in self.addresses().items():
            if point := points.get(address):
                self.now[index] |= {name: f"{getattr(point, name):.6f}" for name in _POSITION}
                self.located.add(index)

    def told(self, index: int, cells: Cells) -> Cells:
        """Return the cells of a place as they are told: they say which positions are from the list of addresses."""
        degrees = _POSITION if index in self.located else ()
        return cells | {name: from_the_list(cells[name]) for name in degrees}

    def _unknown(self, lines: Iterable[Line]) -> dict[Key, list[Line]]:
        """Return the rows that call no place as it is called; where several are called the same, each has its row."""
        unknown: dict[Key, list[Line]] = {}
        taken: dict[Key, int] = {}
        for line in lines:
            key = _key(line.cells)
            index = next((index for index, known in self.free.items() if any(key) and known == key), taken.get(key))
            if index is None:
                unknown.setdefault(key, []).append(line)
            else:
                taken[key] = index
                self._take(index, [line])
        return unknown

    def _fits(self, key: Key, lines: list[Line]) -> bool:
        """Whether rows are settled because they fit a place, or because nobody can tell which one is meant."""
        is_told = any(key) or len(self.before) == 1
        fitting = [index for index, known in self.free.items() if is_told and _fit(key, known)]
        if len(fitting) == 1:
            self._take(fitting[0], lines)
        elif fitting or not any(key):
            sentence = _("It is not clear which place is meant. Fill in its street and municipality, or its name.")
            self.refuse(lines[0], _first(lines[0]), sentence)
            for line in lines:
                for name, fault in faults_in(line, PLACE, self.country):
                    self.refuse(line, name, fault)
        return bool(fitting) or not any(key)

    def _take(self, index: int, lines: Iterable[Line]) -> None:
        self.free.pop(index, None)
        for line in lines:
            self.of_line[line.number] = index
            self.said.setdefault(index, Said(self.refuse)).add(line, _NAMES)

    def _with(self, index: int, before: dict[str, Any]) -> dict[str, Any]:
        said = self.said.get(index)
        if said is None:
            return before
        found: dict[str, Any] = {}
        cells = self.cells[index] if before else {}
        for name, text in said.differing(cells).items():
            if name in _FOUND_BY and folded(text) == folded(cells.get(name, "")):
                continue  # capital letters are no difference
            try:
                found |= value_of(name, text, self.country)
            except ValidationError as error:
                self.refuse(said.lines[name], name, error.messages[0])
        degrees = [name for name in _POSITION if name in said.cells]
        if len(degrees) == 1:
            sentence = _("Fill in both the latitude and the longitude in degrees, or neither.")
            self.refuse(said.lines[degrees[0]], degrees[0], sentence)
        return before | _of_no_address(before, found, bool(degrees)) | found


def _of_no_address(before: Mapping[str, Any], found: Mapping[str, Any], is_located: bool) -> dict[str, Any]:
    """Return without values what was said of an address that becomes another one: its numbers and its position.

    The position stays when the rows say it.
    """
    gone: dict[str, Any] = {}
    if before and {"street", "municipality"} & found.keys():
        gone = {"address_code": ""} | ({} if is_located else dict.fromkeys(_POSITION))
    if before and "municipality" in found:
        gone["municipality_code"] = ""
    return gone


def _first(line: Line) -> str:
    """Return the first column of a row that says something of a place, "" when none does."""
    return next((name for name in _NAMES if line.text(name)), "")


def _key(cells: Mapping[str, str]) -> Key:
    return tuple(folded(cells.get(name, "")) for name in _FOUND_BY)


def _fit(one: Key, other: Key) -> bool:
    return all(not mine or not theirs or mine == theirs for mine, theirs in zip(one, other, strict=True))
