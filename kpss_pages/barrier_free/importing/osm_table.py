"""Reading a table whose columns are OpenStreetMap's tags, as Overpass and converters write it."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from kpss_pages.barrier_free.importing.columns import COLUMNS, LAYOUT
from kpss_pages.barrier_free.importing.osm_tags import cells_of_tags
from kpss_pages.core.tables.cells import Row, Tables
from kpss_pages.core.tables.columns import folded
from kpss_pages.core.tables.reading import LAST_HEADER_LINE, Line, Reading, Trouble

_NORTH, _EAST = ("lat", "@lat"), ("lon", "@lon", "lng")
_COLUMNS = {column.name: column for column in COLUMNS}


def osm_reading(tables: Tables) -> Reading | None:
    """Return what is in a table with the columns "lat" and "lon"; None when it is another one."""
    for rows in tables.ways:
        for place, (_number, cells) in enumerate(rows[:LAST_HEADER_LINE]):
            tags = [folded(cell) for cell in cells]
            if set(tags) & set(_NORTH) and set(tags) & set(_EAST):
                return _reading(tags, rows[place + 1 :], tables.notes)
    return None


def _reading(tags: list[str], rows: list[Row], notes: list[str]) -> Reading:
    lines, troubles = [], []
    letters = {tag: get_column_letter(place) for place, tag in enumerate(tags, start=1) if tag}
    for number, row in rows:
        said = {tag: text for tag, text in zip(tags, row, strict=False) if tag and text}
        if not said:
            continue
        north = next((said.pop(tag) for tag in _NORTH if tag in said), "")
        east = next((said.pop(tag) for tag in _EAST if tag in said), "")
        cells = cells_of_tags(said) | {"latitude": north, "longitude": east}
        lines.append(Line(number, cells))
        for name, sentence in _wrong(cells):
            troubles.append(Trouble(number, letters.get(name, ""), name, sentence))
    columns = {
        name: (letters[tag], tag)
        for name, tags_of in (("latitude", _NORTH), ("longitude", _EAST), ("name", ("name",)))
        for tag in tags_of
        if tag in letters
    }
    return Reading(tuple(lines), columns, tuple(troubles), tuple(notes))


def _wrong(cells: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    if not cells["latitude"] or not cells["longitude"]:
        found.append(("", _("It has no position. Export the point together with the feature.")))
    for name, text in cells.items():
        if name in _COLUMNS and len(text) > _COLUMNS[name].longest:
            sentence = _("“%(column)s” has more than %(most)d characters. Say it shorter.")
            found.append(("", sentence % {"column": _COLUMNS[name].header, "most": _COLUMNS[name].longest}))
    return found + list(LAYOUT.check(cells))
