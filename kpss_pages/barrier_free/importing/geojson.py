"""Reading GeoJSON (RFC 7946): a point is a place, a line a path; properties are our own names, or OpenStreetMap's tags.

Rows are numbered as the features of the file, from 1.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import OSM_VERDICTS, Category, Profile
from kpss_pages.barrier_free.importing.cells import degrees
from kpss_pages.barrier_free.importing.columns import COLUMNS, LAYOUT
from kpss_pages.barrier_free.importing.osm_tags import cells_of_tags
from kpss_pages.barrier_free.importing.plain_json import parsed
from kpss_pages.barrier_free.importing.values import code_in
from kpss_pages.barrier_free.lines import line_of_geometry, text_of
from kpss_pages.core.tables.cells import LAST_LINE, check_size
from kpss_pages.core.tables.columns import spaced
from kpss_pages.core.tables.reading import Line, Reading, Trouble
from sites.files import FileRefused

OWN = "GeoJSON"
"""What the cell ``source`` says of features with our own names."""

_COLUMNS = {column.name: column for column in COLUMNS}
_PROFILES = [profile.value for profile in Profile]
_OWN_NAMES = [
    column.name
    for column in COLUMNS
    if "-" in column.name or column.name in ("source_key", "postal_code", "municipality", "surveyed_on")
]
"""Names of properties that OpenStreetMap does not have."""
_OTHERWISE = {"surveyed": "surveyed_on", "opening_hours": "hours"}
"""Our columns by other names that they have in files of maps."""
_ADDRESS = re.compile(r"(?:(?P<street>.*), )?(?:(?P<postal_code>\d{3} ?\d{2}) ?)?(?P<municipality>[^,]*)")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DEGREES = {"urn:ogc:def:crs:ogc:1.3:crs84", "urn:ogc:def:crs:ogc::crs84", "epsg:4326", "urn:ogc:def:crs:epsg::4326"}


class FeatureTrouble(Exception):
    """A feature that cannot be a place; ``str`` is the sentence."""


def is_json(content: bytes) -> bool:
    """Whether a file is JSON by how it begins; no table begins so."""
    return content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_geojson(content: bytes) -> Reading:
    """Return the features of a file; raises FileRefused, with one sentence, for what is no collection of features."""
    check_size(len(content))
    features = _features(parsed(content))
    lines, troubles = [], []
    for number, feature in enumerate(features, start=1):
        cells: dict[str, str] = {}
        for sentence in _read_feature(feature, cells):
            troubles.append(Trouble(number, "", "", sentence))
        lines.append(Line(number, cells))
    notes = [_("The rows are the features of the file, counted from 1.")]
    return Reading(tuple(lines), {}, tuple(troubles), tuple(notes))


def _features(found: Any) -> list[Any]:
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = {"type": "FeatureCollection", "features": [found]}
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection" or not isinstance(features, list):
        sentence = _("This is JSON but no GeoJSON with places: it has to be a “FeatureCollection” with “features”.")
        raise FileRefused(sentence, code="features")
    _check_crs(found.get("crs"))
    if not features:
        raise FileRefused(_("The file has no features. Export at least one place."), code="no_rows")
    if len(features) > LAST_LINE:
        raise FileRefused(
            _("The file has more than %(most)d rows. Divide it and upload the parts one after another."),
            code="rows",
            params={"most": LAST_LINE},
        )
    return features


def _check_crs(crs: Any) -> None:
    """Refuse coordinates that are no degrees, as the old edition of GeoJSON could say."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if str(name).casefold() not in _DEGREES:
        sentence = _("The coordinates are in “%(crs)s”. Export the file in WGS 84 (EPSG:4326), in degrees.")
        raise FileRefused(sentence, code="crs", params={"crs": _NO_TEXT.sub("", str(name))[:60]})


def _read_feature(feature: Any, cells: dict[str, str]) -> list[str]:
    """Fill in the cells of a feature; return sentences on what is wrong with it."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return [_("This is no feature of GeoJSON.")]
    troubles: list[str] = []
    properties = _texts(feature.get("properties"), troubles)
    geometry = feature.get("geometry")
    try:
        placed = _placed(geometry)
    except FeatureTrouble as error:
        placed = {}
        troubles.append(str(error))
    is_line = "line" in placed
    category = _own_category(properties)
    if category or any(name in properties for name in _OWN_NAMES):
        cells |= _own_cells(feature, properties) | ({"category": category} if category else {})
        if is_line and cells.get("category", Category.PATH.value) != Category.PATH:
            troubles.append(_no_line(cells["category"]))
            placed = {}
    else:
        cells |= cells_of_tags(_with_nested_tags(feature, properties), is_line=is_line)
        if is_line and cells.get("category") != Category.PATH:
            troubles.append(_no_line(cells.get("category", "")))
            placed = {}
        if geometry is None:
            troubles.append(_("It has no position. Export the point together with the feature."))
    cells |= placed
    for name, text in cells.items():
        if name in _COLUMNS and name != "line" and len(text) > _COLUMNS[name].longest:
            sentence = _("“%(column)s” has more than %(most)d characters. Say it shorter.")
            troubles.append(sentence % {"column": _COLUMNS[name].header, "most": _COLUMNS[name].longest})
    troubles += [sentence for _name, sentence in LAYOUT.check(cells)]
    return troubles


def _texts(properties: Any, troubles: list[str]) -> dict[str, str]:
    """Return properties as texts; lists and objects are left out."""
    found = {}
    for key, value in (properties if isinstance(properties, dict) else {}).items():
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, (str, int, float)):
            text = str(value).strip()
        else:
            continue
        if _NO_TEXT.search(f"{key}{text}"):
            name = _NO_TEXT.sub("", key)[:60]
            troubles.append(_("“%(name)s” has characters in it that are no text. Remove them.") % {"name": name})
        elif text:
            found[key.strip()] = text
    return found


def _own_category(properties: Mapping[str, str]) -> str:
    """Return the code of our own name of a category; "" when the file has other properties than ours."""
    try:
        return code_in("category", properties.get("category", ""))
    except ValidationError:
        return ""


def _no_line(category: str) -> str:
    what = Category(category).label if category in Category.values else category[:60]
    if not what:
        return _("This is a line, but nothing says that it is a path or street. Export a point, or give it “highway”.")
    return _("This is a line, but “%(what)s” is a point. Export the point of its entrance instead.") % {"what": what}


def _own_cells(feature: Mapping[str, Any], properties: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a feature with the names of our columns, or of those that our file of the map has."""
    cells, unused = {"source": OWN}, []
    if isinstance(feature.get("id"), int) and not isinstance(feature["id"], bool) and 0 < feature["id"] < 2**63:
        cells["place_id"] = str(feature["id"])
    for name, text in properties.items():
        if name in _COLUMNS:
            cells[name] = text if _COLUMNS[name].has_lines else spaced(text)
        elif name in _PROFILES and text in OSM_VERDICTS:
            cells[f"verdict-{name}"] = OSM_VERDICTS[text].value
        elif name in _OTHERWISE:
            cells[_OTHERWISE[name]] = text
        elif name == "address":
            cells |= {"address": spaced(text), **_address(spaced(text))}
        else:
            unused.append(name[:60])
    for name in ("latitude", "longitude", "line"):
        cells.pop(name, None)  # where it is says the geometry
    if unused:
        cells["unused"] = ", ".join(unused[:40])
    return cells


def _address(text: str) -> dict[str, str]:
    """Return the cells of "Hlavní 1, 750 02 Přerov"; of one piece without a postal code a number tells that it is a street."""
    found = _ADDRESS.fullmatch(text)
    cells = {key: value.strip() for key, value in (found.groupdict() if found else {}).items() if value}
    if list(cells) == ["municipality"] and any(sign.isdigit() for sign in text):
        return {"street": text}
    return cells


def _with_nested_tags(feature: Mapping[str, Any], properties: dict[str, str]) -> dict[str, str]:
    """Return tags, also of converters that put them into an object of their own and the key beside them."""
    raw = feature.get("properties")
    nested = raw.get("tags") if isinstance(raw, dict) else None
    tags = properties | (_texts(nested, []) if isinstance(nested, dict) else {})
    if "@id" not in tags and isinstance(feature.get("id"), str):
        tags["@id"] = _NO_TEXT.sub("", feature["id"])[:80]
    return tags


def _placed(geometry: Any) -> dict[str, str]:
    """Return the cells of a geometry; raise FeatureTrouble for one that no place has."""
    if geometry is None:
        return {}
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Point":
        east, north = _point(coordinates)
        return {"latitude": degrees(north), "longitude": degrees(east)}
    if kind == "LineString":
        try:
            line = line_of_geometry(geometry)
        except ValueError as error:
            raise FeatureTrouble(str(error)) from error
        if len(line) < 2:
            raise FeatureTrouble(_("This line has fewer than two points. Draw it anew, or export a point."))
        east, north = _point(line[0])
        return {"latitude": degrees(north), "longitude": degrees(east), "line": text_of(line).replace("\n", "; ")}
    if kind in ("Polygon", "MultiPolygon"):
        raise FeatureTrouble(_("This is an area. Export the point of its entrance instead."))
    if kind in ("MultiPoint", "MultiLineString", "GeometryCollection"):
        raise FeatureTrouble(_("These are several geometries in one. Export one point or one line for each place."))
    raise FeatureTrouble(_("This geometry is not known: it has to be a “Point”, or a “LineString” for a path."))


def _point(pair: Any) -> tuple[float, float]:
    """Return the longitude and the latitude of a pair; a height behind them is left out."""
    numbers = pair[:3] if isinstance(pair, list) else []
    if len(numbers) < 2 or any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in numbers):
        raise FeatureTrouble(_("The coordinates are missing: a point is [longitude, latitude] in degrees."))
    east, north = float(numbers[0]), float(numbers[1])
    if abs(east) > 180 or abs(north) > 180:
        raise FeatureTrouble(_("The coordinates are no degrees. Export the file in WGS 84 (EPSG:4326)."))
    return east, north
