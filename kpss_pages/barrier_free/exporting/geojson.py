"""Places as GeoJSON (RFC 7946), for maps: ours stands on it.

One line a place, read as plain values: 5,000 places are asked for at once whenever somebody opens the map.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from kpss_pages.barrier_free.choices import OSM_WORDS, Profile
from kpss_pages.barrier_free.exporting.about import About
from kpss_pages.barrier_free.models.places import in_one_line
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.grammar import to_osm

GEOJSON_TYPE = "application/geo+json"

_VERDICTS = ("toilet", *(profile.value for profile in Profile))
_FACTS = (*_VERDICTS, "has_parking", "has_lift")
_FIELDS = (
    *("pk", "name", "category", "street", "postal_code", "municipality", "surveyed_on"),
    *("east", "north", "line_text", "hours_text"),
    *_FACTS,
)
_FIRST_FACT = len(_FIELDS) - len(_FACTS)
_AT_ONCE = 200

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def geojson_pieces(rows: PlaceQuerySet, about: About) -> Iterator[str]:
    """Yield the text of a collection of places, in one query.

    Each has its ``id`` and these properties, as far as they are known: "name", "category" (a code), "address", "surveyed"
    (a day), "opening_hours" (in the grammar of OpenStreetMap), "parking" and "lift" (true or false), and "toilet",
    "wheelchair", "escort", "walker", "pram", "sight" and "hearing" ("yes", "limited", "no"). Its page is at ``page`` of
    the collection, in which the id takes the place of "{id}". A place without a position has no geometry.
    """
    head = {
        "type": "FeatureCollection",
        "name": about.title,
        "page": f"{about.address}place/{{id}}/",
        **about.terms_as_plain(),
    }
    yield _written(head).removesuffix("}") + ',"features":['
    # Degrees, lines and hours as texts: decimals and JSON cost more than all the rest.
    plain = rows.annotate(
        east=Cast("longitude", TextField()),
        north=Cast("latitude", TextField()),
        line_text=Cast("line", TextField()),
        hours_text=Cast("hours", TextField()),
    )
    facts: dict[tuple[Any, ...], str] = {}
    lines: list[str] = []
    separator = "\n"
    for row in plain.values_list(*_FIELDS):
        known = row[_FIRST_FACT:]
        if known not in facts:
            facts[known] = _facts(known)
        lines.append(_feature(row, facts[known]))
        if len(lines) == _AT_ONCE:
            yield separator + ",\n".join(lines)
            lines, separator = [], ",\n"
    if lines:
        yield separator + ",\n".join(lines)
    yield "\n]}"


def _feature(row: tuple[Any, ...], facts: str) -> str:
    """Return the text of a place; ``facts`` are written already, each after a comma."""
    pk, name, category, street, postal_code, municipality, surveyed, east, north, line, hours = row[:_FIRST_FACT]
    address = in_one_line(street, municipality, postal_code)
    return (
        f'{{"type":"Feature","id":{pk},"geometry":{_geometry(east, north, line)},'
        f'"properties":{{"name":{encode_basestring(name)},"category":"{category}"'
        + (f',"address":{encode_basestring(address)}' if address else "")
        + (f',"surveyed":"{surveyed.isoformat()}"' if isinstance(surveyed, date) else "")
        + _opening_hours(hours)
        + facts
        + "}}"
    )


def _geometry(east: str | None, north: str | None, line: str | None) -> str:
    """Return where a place is: a line for a route that has one, else a point; "null" when nobody knows."""
    if line and len(line) > 2 and len(points := json.loads(line)) > 1:
        rounded = [[round(each, 6) for each in point[:2]] for point in points]
        return f'{{"type":"LineString","coordinates":{_written(rounded)}}}'
    if east is None or north is None:
        return "null"
    return f'{{"type":"Point","coordinates":[{_degrees(east)},{_degrees(north)}]}}'


def _degrees(kept: str) -> str:
    """Return degrees without the zeros to which the database fills them up."""
    return kept.rstrip("0").rstrip(".") if "." in kept else kept


@lru_cache(maxsize=2000)
def _opening_hours(kept: str | None) -> str:
    """Return the property of hours as the database keeps them; places that are open at the same hours are many."""
    said = to_osm(OfficeHours.from_json(json.loads(kept or "{}")))
    return f',"opening_hours":{_written(said)}' if said else ""


def _facts(values: tuple[Any, ...]) -> str:
    *verdicts, parking, lift = values
    said: dict[str, Any] = {key: OSM_WORDS.get(verdict) for key, verdict in zip(_VERDICTS, verdicts, strict=True)}
    said |= {"parking": parking, "lift": lift}
    known = {key: value for key, value in said.items() if value is not None}
    return f",{_written(known)[1:-1]}" if known else ""
