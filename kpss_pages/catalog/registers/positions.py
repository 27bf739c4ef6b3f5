"""Positions for the places of a register's entries, by the numbers of their addresses.

The number of an address is sometimes that of another one: it counts where the point lies in the same municipality and the
house has the same number. Secret places have no address, so nothing is looked up for them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kpss_pages.catalog.registers.entries import Entry, Note
from kpss_pages.core.addresses.finding import czech_points
from kpss_pages.core.addresses.keys import numbered
from kpss_pages.core.models import AddressPoint

_NOT_DIGITS = re.compile(r"\D")


def located(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries whose places have the positions of their addresses; one query for all, none without numbers."""
    found = list(entries)
    points = czech_points(place["address_code"] for entry in found for place in _open_places(entry))
    return [_located(entry, points) for entry in found] if points else found


def _open_places(entry: Entry) -> list[dict[str, Any]]:
    return [place for place in entry.values.get("facilities", ()) if not place["is_secret"]]


def _located(entry: Entry, points: Mapping[str, AddressPoint]) -> Entry:
    places, notes = [], list(entry.notes)
    for place in entry.values.get("facilities", ()):
        point = None if place["is_secret"] else points.get(place["address_code"])
        if point is not None and not _is_there(place, point):
            notes.append(Note("address_elsewhere"))
        elif point is not None:
            place = {**place, "latitude": f"{point.latitude:.6f}", "longitude": f"{point.longitude:.6f}"}
        places.append(place)
    return replace(entry, values={**entry.values, "facilities": places}, notes=tuple(notes))


def _is_there(place: Mapping[str, Any], point: AddressPoint) -> bool:
    written = numbered(place["street"])
    house = _NOT_DIGITS.sub("", written.house) if written is not None else ""
    return bool(house) and (place["municipality_code"], house) == (
        point.municipality_code,
        _NOT_DIGITS.sub("", point.house),
    )
