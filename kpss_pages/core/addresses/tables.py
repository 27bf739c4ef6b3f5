"""Reading a town's own table of addresses, CSV or XLSX, for where no state list is read: bytes in, addresses out."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.core.addresses.entries import AT_ONCE, Address, Chunk, WrongRow, empty, no_list
from kpss_pages.core.addresses.keys import digits_of, numbered
from kpss_pages.core.positions import degrees
from kpss_pages.core.tables.columns import Column, Layout
from kpss_pages.core.tables.reading import Line, read_table
from sites.files import FileRefused

LAYOUT = Layout(
    (
        Column("code", gettext_lazy("code"), 20),
        Column("municipality_code", gettext_lazy("municipality code"), 20),
        Column("municipality", gettext_lazy("municipality"), 120),
        Column("part", gettext_lazy("part of the municipality"), 120),
        Column("street", gettext_lazy("street"), 120),
        Column("number", gettext_lazy("number"), 20),
        Column("postal_code", gettext_lazy("postal code"), 10),
        Column("latitude", gettext_lazy("latitude"), 30),
        Column("longitude", gettext_lazy("longitude"), 30),
    ),
    "code",
    gettext_lazy("The code of the address is missing."),
)
_NEEDED = ("municipality_code", "municipality", "number", "latitude", "longitude")
_SOUTH, _NORTH, _WEST, _EAST = 47.7, 51.1, 12.0, 22.6
"""Between which degrees Czechia and Slovakia lie."""


def read_own(content: bytes) -> Iterator[Chunk]:
    """Yield what is in a table; raises FileRefused for a file that is none."""
    try:
        reading = read_table(content, LAYOUT)
    except FileRefused as refusal:
        raise no_list() if refusal.code == "header" else refusal from refusal
    if missing := [name for name in _NEEDED if name not in reading.columns]:
        raise no_list() if len(missing) == len(_NEEDED) else _without(missing)
    if not reading.lines:
        raise empty()
    wrong: Mapping[int, str] = {each.line: each.sentence for each in reversed(reading.troubles)}
    for start in range(0, len(reading.lines), AT_ONCE):
        chunk = Chunk()
        for line in reading.lines[start : start + AT_ONCE]:
            _read(line, wrong.get(line.number, ""), chunk)
        yield chunk


def _read(line: Line, sentence: str, chunk: Chunk) -> None:
    if not sentence and not line.text("latitude") and not line.text("longitude"):
        chunk.without_position += 1
        return
    written = numbered(line.text("number"))
    latitude, longitude = degrees(line.text("latitude")), degrees(line.text("longitude"))
    if not sentence and not (line.text("municipality_code") and line.text("municipality")):
        sentence = _("The municipality or its code is missing.")
    if not sentence and (written is None or written.street):
        sentence = _("“%(text)s” is no number of a house.") % {"text": line.text("number")}
    if not sentence and (latitude is None or longitude is None):
        sentence = _("Its position is not written in degrees.")
    if sentence or written is None or latitude is None or longitude is None:
        chunk.wrong.append(WrongRow(line.number, sentence))
    elif not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
        chunk.wrong.append(WrongRow(line.number, _("Its position does not lie in Czechia or Slovakia.")))
    else:
        chunk.addresses.append(
            Address(
                code=line.text("code"),
                municipality_code=line.text("municipality_code"),
                municipality=line.text("municipality"),
                part=line.text("part"),
                street=line.text("street"),
                house=written.house,
                turn="" if written.is_either else written.turn,
                postal_code=digits_of(line.text("postal_code")),
                latitude=latitude,
                longitude=longitude,
            )
        )


def _without(names: list[str]) -> FileRefused:
    missing = ", ".join(str(LAYOUT[name].header) for name in names)
    return FileRefused(_("The table has no such columns: %(names)s."), code="columns", params={"names": missing})
