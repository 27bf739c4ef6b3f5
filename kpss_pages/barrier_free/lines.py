"""The line of a route, as people write it down or paste it."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.positions import trouble_with

if TYPE_CHECKING:
    from kpss_pages.barrier_free.models import BarrierFreeSettings

Line = list[list[float]]
"""Points as pairs of longitude and latitude (WGS 84 degrees), as ``Place.line`` and GeoJSON have them."""

MOST_POINTS = 2000
LONGEST_TEXT = 200_000
"""Characters of a line that is pasted: 2,000 points as programs write them."""

_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s*°?\s*"
_PAIR = re.compile(rf"{_NUMBER}[NnSs]?\s*[,;\s]\s*{_NUMBER}[EeVvWw]?", re.ASCII)


def text_of(line: Iterable[Iterable[float]]) -> str:
    """Return a line as it is edited: "latitude, longitude", a point on each line of text."""
    return "\n".join(f"{latitude:.6f}, {longitude:.6f}" for longitude, latitude in line)


def line_in(text: str) -> Line:
    """Return the line that a text says, [] for none; raise ValueError with a sentence for what is none.

    The text has pairs of latitude and longitude, each on a line of its own, or is GeoJSON with one LineString.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(_too_many())
    text = text.strip()
    line = _from_geojson(text) if text.startswith(("{", "[")) else _from_pairs(text)
    if text and len(line) < 2:
        raise ValueError(_("A line has at least two points. Write each on a line of its own."))
    if len(line) > MOST_POINTS:
        raise ValueError(_too_many())
    return line


def trouble_of(line: Line, settings: "BarrierFreeSettings", country: str) -> str:
    """Return what is wrong with where a line leads as a sentence; "" for one that can be."""
    for number, (longitude, latitude) in enumerate(line, start=1):
        sentence = trouble_with(Decimal(str(latitude)), Decimal(str(longitude)), settings, country)
        if sentence:
            return _("Point %(number)d: %(message)s") % {"number": number, "message": sentence}
    return ""


def _too_many() -> str:
    sentence = _("The line has more than %(most)d points. Leave out those that lie on a straight way.")
    return sentence % {"most": MOST_POINTS}


def _from_pairs(text: str) -> Line:
    line = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        match = _PAIR.fullmatch(row.strip())
        if match is None:
            sentence = _(
                "Line %(number)d is no point. Write the latitude, a comma and the longitude: 49.4551, 17.4512."
            )
            raise ValueError(sentence % {"number": number})
        latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
        line.append(_point(longitude, latitude))
    return line


def _from_geojson(text: str) -> Line:
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (RecursionError, ValueError):
        raise ValueError(_("This is no GeoJSON that can be read. Copy all of it, from the first bracket on.")) from None
    return line_of_geometry(_geometry_of(found))


def _no_number(word: str) -> None:
    raise ValueError(word)


def _geometry_of(found: Any) -> Any:
    """Return the geometry of what was pasted: itself, that of a feature, or that of the only feature."""
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        features = found.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise ValueError(_("The GeoJSON has several things or none. Paste the one line only."))
        found = features[0]
    return found.get("geometry") if isinstance(found, dict) and found.get("type") == "Feature" else found


def line_of_geometry(geometry: Any) -> Line:
    """Return the points of a LineString of GeoJSON; raise ValueError with a sentence for anything else."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind in ("Polygon", "MultiPolygon"):
        raise ValueError(_("This is an area. A route is a line: paste a LineString."))
    if kind != "LineString":
        raise ValueError(_("There is no line in this GeoJSON. Paste a LineString."))
    points = geometry.get("coordinates")
    if not isinstance(points, list):
        raise ValueError(_("There is no line in this GeoJSON. Paste a LineString."))
    if len(points) > MOST_POINTS:
        raise ValueError(_too_many())
    line = []
    for number, point in enumerate(points, start=1):
        if not _is_point(point):
            raise ValueError(_("Point %(number)d has no longitude and latitude.") % {"number": number})
        line.append(_point(*point[:2]))
    return line


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) < 2:
        return False
    return all(isinstance(part, (int, float)) and not isinstance(part, bool) and abs(part) <= 360 for part in point[:2])


def _point(longitude: float, latitude: float) -> list[float]:
    return [round(float(longitude), 6), round(float(latitude), 6)]
