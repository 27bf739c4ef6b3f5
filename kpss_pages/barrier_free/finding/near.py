"""Distances from a place: the position of a device, or what the town has of that name."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.db.models import Avg, ExpressionWrapper, F, FloatField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.positions import position_of
from kpss_pages.core.searching import called, words_in
from sites.text import without_diacritics

DEGREE_KILOMETRES = 111.195
"""The length of a degree of a meridian on a sphere of 6,371 km."""


@dataclass(frozen=True)
class Origin:
    """Somewhere to count distances from: its name, and its position in degrees (WGS 84)."""

    name: str
    latitude: float
    longitude: float


def tidy_near(text: str) -> str:
    """Return what somebody wants to be near to; a position to some hundred metres: nobody's home stands in an address."""
    position = position_of(text)
    return f"{position[0]:.3f},{position[1]:.3f}" if position is not None else text


def origin_of(near: str, rows: PlaceQuerySet) -> Origin | None:
    """Return where distances are counted from, None for what the town's places do not know; two queries at most.

    A municipality is in the middle of its places; otherwise it is the first place in whose words all of ``near`` are.
    """
    if not near:
        return None
    if position := position_of(near):
        return Origin(_("my place"), *position)
    rows = rows.filter(latitude__isnull=False)
    middles = rows.order_by().values_list("municipality").annotate(Avg("latitude"), Avg("longitude"))
    for municipality, latitude, longitude in middles:
        if without_diacritics(municipality) == without_diacritics(near):
            return Origin(municipality, float(latitude), float(longitude))
    words = words_in(near)
    if not words:
        return None
    first: Any = called(rows, words).order_by("sorts_as", "pk").values_list("name", "latitude", "longitude").first()
    return Origin(first[0], float(first[1]), float(first[2])) if first else None


def squared_kilometres(origin: Origin) -> ExpressionWrapper:
    """Return the square of a place's distance in km, null where its position is not known.

    On a plane that touches the earth at the origin: within a region it is wrong by less than one in a hundred.
    """
    north = (Cast(F("latitude"), FloatField()) - origin.latitude) * DEGREE_KILOMETRES
    east = (Cast(F("longitude"), FloatField()) - origin.longitude) * (DEGREE_KILOMETRES * cos(radians(origin.latitude)))
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())
