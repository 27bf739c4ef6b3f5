"""Entries that towns want, put aside in a file until the register was read to its end: nothing counts before."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self, cast

from kpss_pages.catalog.registers.entries import Entry, Note


class Spool:
    """Entries by town, in the order of the register; in memory is where each of them begins."""

    def __init__(self) -> None:
        self._file = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 -- closed by __exit__
        self._starts: dict[int, list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, entry: Entry, site_ids: set[int]) -> None:
        start = self._file.tell()
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
        for site_id in site_ids:
            self._starts.setdefault(site_id, []).append(start)

    def entries(self, site_id: int) -> Iterator[Entry]:
        for start in self._starts.get(site_id, ()):
            self._file.seek(start)
            yield _entry(json.loads(self._file.readline()))


def _entry(row: dict[str, Any]) -> Entry:
    notes = tuple(Note(**note) for note in row.pop("notes"))
    municipalities = tuple((code, name) for code, name in row.pop("municipalities"))
    return Entry(**row, notes=notes, municipalities=municipalities)
