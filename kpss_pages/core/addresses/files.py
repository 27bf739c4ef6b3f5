"""The lists of addresses in a file: a list of a municipality, a ZIP file of them, or a town's own table."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZipFile, ZipInfo

from kpss_pages.core.addresses.entries import (
    MOST_BYTES,
    MOST_BYTES_OF_ALL,
    MOST_FILES,
    AddressList,
    Chunk,
    cut_off,
    damaged,
    no_list,
    too_large,
)
from kpss_pages.core.addresses.official import is_official, read_official
from kpss_pages.core.addresses.tables import read_own
from kpss_pages.core.packed import DAMAGED, BadPack, members_of, open_member, open_zip
from kpss_pages.core.tables.cells import check_size
from sites.choices import Country

_BEGINNING = 2_000
_WORKBOOK = "[Content_Types].xml"


def lists_in(path: Path, country: str) -> Iterator[AddressList]:
    """Yield the lists in a file, each to be read before the next one; ``country`` is that of a town's own table.

    Raises FileRefused, with one sentence, for what cannot be used, OSError for what cannot be opened.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
        file.seek(0)
        if beginning.startswith(b"PK") and not _is_workbook(file):
            yield from _in_archive(file)
        elif is_official(beginning):
            if path.stat().st_size > MOST_BYTES:
                raise too_large()
            yield AddressList(path.name, Country.CZ, read_official(file), is_whole=True)
        else:
            check_size(path.stat().st_size)
            yield AddressList(path.name, country, read_own(file.read()), is_whole=False)


def _is_workbook(file: IO[bytes]) -> bool:
    try:
        with open_zip(file) as archive:
            return _WORKBOOK in archive.namelist()
    except BadPack as error:
        raise damaged() from error
    finally:
        file.seek(0)


def _in_archive(file: IO[bytes]) -> Iterator[AddressList]:
    try:
        with open_zip(file) as archive:
            members = members_of(archive)
            sizes = [member.file_size for member in members]
            if len(members) > MOST_FILES or max(sizes, default=0) > MOST_BYTES or sum(sizes) > MOST_BYTES_OF_ALL:
                raise too_large()
            if not members:
                raise no_list()
            for member in members:
                yield AddressList(Path(member.filename).name, Country.CZ, _in_member(archive, member), is_whole=True)
    except BadPack as error:
        raise damaged() from error


def _in_member(archive: ZipFile, member: ZipInfo) -> Iterator[Chunk]:
    try:
        with open_member(archive, member) as file:
            yield from read_official(file)
    except BadPack as error:
        raise damaged() from error
    except DAMAGED as error:
        raise damaged() from error
    except EOFError as error:
        raise cut_off() from error
