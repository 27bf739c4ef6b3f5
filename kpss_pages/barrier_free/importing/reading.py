"""Reading a file of places: a table by the template, a table with OpenStreetMap's tags, or GeoJSON."""

from kpss_pages.barrier_free.importing.columns import LAYOUT
from kpss_pages.barrier_free.importing.geojson import is_json, read_geojson
from kpss_pages.barrier_free.importing.osm_table import osm_reading
from kpss_pages.core.tables.cells import tables_of
from kpss_pages.core.tables.reading import Reading, last_column_of, reading_of


def read(content: bytes) -> Reading:
    """Return what is in a file; raises FileRefused, with one sentence, for what has no places in it."""
    if is_json(content):
        return read_geojson(content)
    tables = tables_of(content, last_column_of(LAYOUT))
    return osm_reading(tables) or reading_of(tables, LAYOUT)
