"""Reading the Czech list of addresses of a municipality: bytes in, addresses with their positions out.

"Adresní místa RÚIAN v CSV" of the Czech Office for Surveying, Mapping and Cadastre: Windows-1250, semicolons, a file a
municipality (20260731_OB_511382_ADR.csv), positions in metres of S-JTSK (EPSG:5514, positive) with a decimal point, or
none. "Typ SO" is "č.p." or "č.ev.".
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import TextIOWrapper
from typing import IO

from django.utils.translation import gettext as _

from kpss_pages.core.addresses.entries import (
    AT_ONCE,
    Address,
    Chunk,
    WrongRow,
    badly_encoded,
    cut_off,
    damaged,
    empty,
    no_list,
)
from kpss_pages.core.addresses.keys import digits_of
from kpss_pages.core.addresses.krovak import degrees_of

HEADER = (
    "Kód ADM",
    "Kód obce",
    "Název obce",
    "Kód MOMC",
    "Název MOMC",
    "Kód obvodu Prahy",
    "Název obvodu Prahy",
    "Kód části obce",
    "Název části obce",
    "Kód ulice",
    "Název ulice",
    "Typ SO",
    "Číslo domovní",
    "Číslo orientační",
    "Znak čísla orientačního",
    "PSČ",
    "Souřadnice Y",
    "Souřadnice X",
    "Platí Od",
)
ENCODING = "cp1250"
_CODE, _MUNICIPALITY_CODE, _MUNICIPALITY, _PART, _STREET, _SORT, _HOUSE, _TURN, _LETTER, _POSTAL_CODE, _Y, _X = (
    HEADER.index(name)
    for name in (
        *("Kód ADM", "Kód obce", "Název obce", "Název části obce", "Název ulice", "Typ SO", "Číslo domovní"),
        *("Číslo orientační", "Znak čísla orientačního", "PSČ", "Souřadnice Y", "Souřadnice X"),
    )
)
_SORTS = {"č.p.": "", "č.ev.": "ev. "}
_LONGEST_LINE = 4_000
_METRES = re.compile(r"\d{6,7}(?:\.\d{1,6})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_YS, _XS = (430_000.0, 906_000.0), (934_000.0, 1_230_000.0)
"""Between which metres Czechia lies."""


def is_official(beginning: bytes) -> bool:
    """Tell whether a file begins like such a list, whatever its encoding."""
    line = beginning.partition(b"\n")[0].removeprefix(b"\xef\xbb\xbf")
    return line.count(b";") >= len(HEADER) - 1 and b"ADM;" in line[:12]


def read_official(file: IO[bytes]) -> Iterator[Chunk]:
    """Yield what is in a list, some rows at a time; raises FileRefused for a file that is none or breaks off."""
    with TextIOWrapper(file, ENCODING, newline="") as text:
        yield from _Reader(text).chunks()


class _Reader:
    def __init__(self, text: TextIOWrapper) -> None:
        self.text = text
        self.municipality_code = ""
        self.count = 0

    def chunks(self) -> Iterator[Chunk]:
        try:
            rows = csv.reader(self._lines(), delimiter=";")
            header = next(rows, [])
            if tuple(header) != HEADER:
                raise badly_encoded() if len(header) == len(HEADER) else no_list()
            yield from self._chunks(rows)
        except UnicodeDecodeError as error:
            raise badly_encoded() from error
        except csv.Error as error:
            raise damaged() from error
        if not self.count:
            raise empty()

    def _lines(self) -> Iterator[str]:
        """Yield the lines; every one of them is ended, and none is longer than an address can be."""
        while line := self.text.readline(_LONGEST_LINE):
            if not line.endswith("\n"):
                raise damaged() if len(line) >= _LONGEST_LINE else cut_off()
            yield line.replace("\0", "")

    def _chunks(self, rows: Iterator[list[str]]) -> Iterator[Chunk]:
        chunk = _Pending()
        for number, cells in enumerate(rows, start=2):
            self._read(number, cells, chunk)
            if chunk.count >= AT_ONCE:
                yield chunk.converted()
                chunk = _Pending()
        if chunk.count:
            yield chunk.converted()

    def _read(self, number: int, cells: list[str], chunk: "_Pending") -> None:
        self.count += 1
        sentence = self._trouble(cells)
        if sentence:
            chunk.wrong.append(WrongRow(number, sentence))
        elif not cells[_Y] and not cells[_X]:
            chunk.without_position += 1
        else:
            chunk.rows.append(cells)

    def _trouble(self, cells: list[str]) -> str:
        """Return what is wrong with a row, "" for a right one."""
        if len(cells) != len(HEADER):
            return _("It has %(count)d columns instead of %(right)d.") % {"count": len(cells), "right": len(HEADER)}
        if not all(_NUMBER.fullmatch(cells[index]) for index in (_CODE, _MUNICIPALITY_CODE, _HOUSE)):
            return _("The number of the address, of the municipality or of the house is missing.")
        self.municipality_code = self.municipality_code or cells[_MUNICIPALITY_CODE]
        if cells[_MUNICIPALITY_CODE] != self.municipality_code:
            return _("It is of another municipality than the rows before.")
        if not cells[_MUNICIPALITY] or max(map(len, cells)) > 110 or len(cells[_TURN] + cells[_LETTER]) > 15:
            return _("The municipality has no name, or a cell is too long.")
        if cells[_SORT] not in _SORTS:
            return _("“%(text)s” is no sort of house number.") % {"text": cells[_SORT][:20]}
        if (cells[_Y] or cells[_X]) and not (_lies_between(cells[_Y], _YS) and _lies_between(cells[_X], _XS)):
            return _("Its position does not lie in Czechia.")
        return ""


class _Pending(Chunk):
    """Rows whose positions are converted together."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    @property
    def count(self) -> int:
        return super().count + len(self.rows)

    def converted(self) -> Chunk:
        positions = degrees_of([float(row[_Y]) for row in self.rows], [float(row[_X]) for row in self.rows])
        found = [_address(row, *position) for row, position in zip(self.rows, positions, strict=True)]
        return Chunk(found, self.without_position, self.wrong)


def _address(cells: list[str], latitude: Decimal, longitude: Decimal) -> Address:
    return Address(
        code=cells[_CODE],
        municipality_code=cells[_MUNICIPALITY_CODE],
        municipality=cells[_MUNICIPALITY],
        part=cells[_PART],
        street=cells[_STREET],
        house=f"{_SORTS[cells[_SORT]]}{cells[_HOUSE]}"[:15],
        turn=f"{cells[_TURN]}{cells[_LETTER]}".lower(),
        postal_code=digits_of(cells[_POSTAL_CODE]),
        latitude=latitude,
        longitude=longitude,
    )


def _lies_between(text: str, edges: tuple[float, float]) -> bool:
    return bool(_METRES.fullmatch(text)) and edges[0] <= float(text) <= edges[1]
