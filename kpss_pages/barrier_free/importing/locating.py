"""Where a file says that places are, and the positions of their addresses where it says nothing; all of it in memory."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.lines import line_in, trouble_of
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place
from kpss_pages.barrier_free.positions import trouble_with
from kpss_pages.core.addresses.finding import Address, points_of
from kpss_pages.core.positions import degrees as degrees_in

Refuse = Callable[[str, str], None]
"""Takes note of what is wrong in a column of a row."""


def position_in(cells: Mapping[str, str], refuse: Refuse | None = None) -> tuple[Decimal, Decimal] | None:
    """Return the latitude and the longitude of a row; without ``refuse``, what is wrong with them is said elsewhere."""
    said = {name: cells.get(name, "") for name in ("latitude", "longitude")}
    if not any(said.values()):
        return None
    found = {name: degrees_in(text) for name, text in said.items()}
    for name, value in found.items():
        if value is None and refuse is not None:
            refuse(
                name,
                _("“%(text)s” are no degrees. Write them like 49.45512.") % {"text": said[name][:60]}
                if said[name]
                else _("Fill in both the latitude and the longitude in degrees, or neither."),
            )
    if found["latitude"] is None or found["longitude"] is None:
        return None
    return found["latitude"], found["longitude"]


def put_position(
    place: Place, cells: Mapping[str, str], settings: BarrierFreeSettings, country: str, refuse: Refuse
) -> None:
    """Fill in the position and the line that a row says; the position is the first point of the line."""
    line = [list(point) for point in place.line]
    if cells.get("line"):
        try:
            line = line_in(cells["line"].replace(";", "\n"))
        except ValueError as error:
            refuse("line", str(error))
            return
        if place.category != Category.PATH:
            refuse("line", _("Only a path or street has a line; other places are points. Leave this blank."))
            return
    position = position_in(cells, refuse)
    first = (_degrees(line[0][1]), _degrees(line[0][0])) if line else None
    if first is not None and position is not None and position != first:
        refuse("latitude", _("A route begins at the first point of its line. Change the line, or leave this blank."))
        return
    now, found = (place.latitude, place.longitude), first or position
    trouble = ""
    if line != place.line:
        trouble = trouble_of(line, settings, country)
    elif found is not None and found != now:
        trouble = trouble_with(*found, settings, country)
    if trouble:
        refuse("line" if line else "latitude", trouble)
        return
    place.line = line
    place.latitude, place.longitude = found or now


def locate(places: Iterable[Place], settings: BarrierFreeSettings, country: str) -> set[int]:
    """Give places without a position that of their address, if it can be one on the map; return their ``id`` in memory.

    Those with one keep it, whoever has written it. One query for all of them.
    """
    addresses = {
        id(place): (place, Address(place.street, place.municipality, place.postal_code))
        for place in places
        if place.latitude is None and place.longitude is None
    }
    points = points_of((address for _place, address in addresses.values()), country)
    located = set()
    for number, (place, address) in addresses.items():
        point = points.get(address)
        if point is not None and not trouble_with(point.latitude, point.longitude, settings, country):
            place.latitude, place.longitude = point.latitude, point.longitude
            located.add(number)
    return located


def _degrees(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.000001"))
