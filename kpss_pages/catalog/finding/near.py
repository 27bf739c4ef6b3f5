"""Distances from a place: a municipality, an office of the town, or the position of a device."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.utils.translation import gettext as _

from kpss_pages.catalog.finding.stock import Entry, Stock
from kpss_pages.contacts.models import Office
from kpss_pages.core.positions import position_of

EARTH_KILOMETRES = 6371.0
"""The mean radius."""
OFFICE = "office-"


@dataclass(frozen=True)
class Place:
    """Somewhere to count distances from; ``value`` is what the address has, the position in degrees."""

    value: str
    name: str
    position: tuple[float, float]


def places_of(site_id: int, stock: Stock) -> dict[str, Place]:
    """Return the places of a town that distances can be counted from, municipalities first; one query."""
    places = {name: Place(name, name, position) for name, position in sorted(stock.municipalities.items()) if position}
    offices = Office.objects.filter(site=site_id, latitude__isnull=False).values_list(
        "pk", "name", "latitude", "longitude"
    )
    for pk, name, latitude, longitude in offices:
        if latitude is None or longitude is None:
            continue
        places[f"{OFFICE}{pk}"] = Place(f"{OFFICE}{pk}", name, (float(latitude), float(longitude)))
    return places


def place_at(near: str, places: Mapping[str, Place]) -> Place | None:
    """Return the place that an address names, None for one that is none of the town's."""
    if position := position_of(near):
        return Place(near, _("my place"), position)
    return places.get(near)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two positions in degrees, along the surface (haversine formula)."""
    (latitude, longitude), (to_latitude, to_longitude) = one, other
    north, east = radians(to_latitude - latitude), radians(to_longitude - longitude)
    chord = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KILOMETRES * asin(min(1.0, sqrt(chord)))


def distance_of(entry: Entry, place: Place) -> float | None:
    """Return how far the nearest place of a service is; None for one whose position is not known."""
    return min((kilometres(place.position, each) for each in entry.positions), default=None)
