"""Files with places as texts and as uploaded bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kpss_pages.barrier_free.importing.applying import PLACES_IMPORT
from kpss_pages.barrier_free.importing.checking import check
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.importing.reading import read
from kpss_pages.core.tables.keeping import Kept
from kpss_pages.core.tables.reading import Reading
from sites.models import TownSettings

SAMPLES = Path(__file__).parent / "samples"


def csv(*lines: Mapping[str, str], separator: str = ";") -> bytes:
    """Return a table whose columns are all that the lines fill in."""
    names = list(dict.fromkeys(name for line in lines for name in line))
    quoted = [['"' + line.get(name, "").replace('"', '""') + '"' for name in names] for line in lines]
    return "\r\n".join(separator.join(row) for row in [names, *quoted]).encode()


def feature(geometry: Any, identity: Any = None, **properties: Any) -> dict[str, Any]:
    found = {"type": "Feature", "geometry": geometry, "properties": properties}
    return found | ({"id": identity} if identity is not None else {})


def point(longitude: float = 17.4512, latitude: float = 49.4551) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}


def geojson(*features: Any, **changes: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **changes}).encode()


def checked(town: TownSettings, content: bytes) -> PlacesChecked:
    return check(town.site_id, town.country, read(content))


def imported(town: TownSettings, content: bytes) -> PlacesChecked:
    """Check and apply a file."""
    found = checked(town, content)
    assert not found.troubles, found.troubles
    reading = Reading.from_json(json.loads(json.dumps(found.reading.to_json())))
    done, is_saved = PLACES_IMPORT.apply(town, Kept(reading, found.digest), None)
    assert is_saved == found.can_be_applied
    return done


def fates(found: PlacesChecked) -> list[str]:
    return [outcome.fate.value for outcome in found.outcomes]


def wrong(found: Any) -> list[tuple[int, str]]:
    """Return the row and the header of everything that is wrong."""
    return [(trouble.line, trouble.header) for trouble in found.troubles]


def sentences(found: Any) -> list[str]:
    return [trouble.sentence for trouble in found.troubles]


def notes(found: PlacesChecked) -> list[str]:
    return [note for outcome in found.with_notes for note in outcome.notes]
