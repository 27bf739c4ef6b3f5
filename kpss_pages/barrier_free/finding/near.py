"""Distances from a place: the position of a device, or what the town has of that name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, radians

from django.db.models import Avg, ExpressionWrapper, F, FloatField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.models.places import in_one_line
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.positions import position_of
from kpss_pages.core.searching import Word, called, query_in, words_in
from sites.text import without_diacritics, words

DEGREE_KILOMETRES = 111.195
"""The length of a degree of a meridian on a sphere of 6,371 km."""
MOST_MEANT = 6
"""What is offered of all that the same words may mean."""
MOST_READ = 30
"""Benches of one street are called the same, and are one origin."""


@dataclass(frozen=True)
class Origin:
    """Somewhere to count distances from: its name, a place's with its address, and its position in degrees (WGS 84).

    ``others`` are what else the same words may mean: names by each of which that one is found.
    """

    name: str
    latitude: float
    longitude: float
    others: tuple[str, ...] = ()


def tidy_near(text: str) -> str:
    """Return what somebody wants to be near to; a position to some hundred metres: nobody's home stands in an address."""
    position = position_of(text)
    return f"{position[0]:.3f},{position[1]:.3f}" if position is not None else text


def origin_of(near: str, rows: PlaceQuerySet) -> Origin | None:
    """Return where distances are counted from, None for what the town's places do not know; two queries at most.

    A municipality is in the middle of its places. What is called exactly so is meant before what has all words of
    ``near`` among others, and that before other forms of them; municipalities before places, these in the list's order.
    """
    if not near:
        return None
    if position := position_of(near):
        return Origin(_("my place"), *position)
    meant = _meant(near, rows.filter(latitude__isnull=False))[:MOST_MEANT]
    return replace(meant[0], others=tuple(origin.name for origin in meant[1:])) if meant else None


def called_by(name: str, street: str, municipality: str) -> str:
    """Return by what a place is asked for, so that it is found among its namesakes: its name with its address."""
    return query_in(f"{name}, {in_one_line(street, municipality)}".strip(", "))


def _meant(near: str, rows: PlaceQuerySet) -> list[Origin]:
    """Return what the words may mean, best first, each name once."""
    asked = words_in(near)
    middles = rows.order_by("municipality").values_list("municipality").annotate(Avg("latitude"), Avg("longitude"))
    known = (Origin(name, float(north), float(east)) for name, north, east in middles)
    municipalities = [origin for origin in known if _is_meant(origin, asked)]
    if not asked or any(_is_called(origin, near) for origin in municipalities):
        places = []
    else:
        # Whatever is in such a municipality has its name among its words.
        elsewhere = called(rows, asked).exclude(municipality__in=[origin.name for origin in municipalities])
        columns = ("name", "street", "municipality", "latitude", "longitude")
        found = elsewhere.order_by("sorts_as", "pk").values_list(*columns)[:MOST_READ]
        places = [
            Origin(called_by(name, street, municipality), float(north), float(east))
            for name, street, municipality, north, east in found
        ]
    by_name: dict[str, Origin] = {}
    for origin in (*municipalities, *places):
        by_name.setdefault(origin.name, origin)
    return sorted(
        by_name.values(),
        key=lambda origin: (
            not _is_called(origin, near),
            not all(f" {word.word}" in _words_of(origin) for word in asked),
        ),
    )


def _is_meant(municipality: Origin, asked: Iterable[Word]) -> bool:
    """Whether all of some words, and at least one, are in the name of a municipality."""
    text = _words_of(municipality)
    return bool(asked) and all(any(piece in text for piece in word.pieces) for word in asked)


def _words_of(origin: Origin) -> str:
    return f" {' '.join(match.group() for match in words(without_diacritics(origin.name)))} "


def _is_called(origin: Origin, near: str) -> bool:
    return without_diacritics(origin.name) == without_diacritics(near)


def squared_kilometres(origin: Origin) -> ExpressionWrapper:
    """Return the square of a place's distance in km, null where its position is not known.

    On a plane that touches the earth at the origin: within a region it is wrong by less than one in a hundred.
    """
    north = (Cast(F("latitude"), FloatField()) - origin.latitude) * DEGREE_KILOMETRES
    east = (Cast(F("longitude"), FloatField()) - origin.longitude) * (DEGREE_KILOMETRES * cos(radians(origin.latitude)))
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())
