"""Opening what strangers have packed: gzip and ZIP, nothing that could ask for more memory than it takes to read it."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

_CLOSED = 0x1 | 0x20 | 0x40
"""Flags of a member that is encrypted, patched or strongly encrypted (APPNOTE.TXT 4.4.4)."""
DAMAGED = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error)
"""What reading a damaged member raises; one that breaks off raises EOFError."""


class BadPack(Exception):
    """The archive is damaged, encrypted or packed in a way that is not read here."""


@contextmanager
def open_zip(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open an archive; raises BadPack."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as error:
        raise BadPack from error
    with archive:
        yield archive


def members_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [each for each in archive.infolist() if not each.is_dir()]


@contextmanager
def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Open a member, which never gives more bytes than it declares; raises BadPack.

    Other ways of packing may ask for as much memory as they like; what is encrypted nobody here can read.
    """
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & _CLOSED:
        raise BadPack
    try:
        opened = archive.open(member)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as error:
        raise BadPack from error
    with opened:
        yield opened
