"""Opening ZIP archives that may be bombs or damaged."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from django.core.files import File

from sites.files.refusal import damaged, encrypted, mismatch, swollen

MAX_ENTRIES = 5_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_RATIO = 150
"""Unpacked to packed size; large spreadsheets reach about 50."""
RATIO_MATTERS_FROM_BYTES = 20_000_000
MAX_PART_BYTES = 5_000_000
"""Of a part that we read ourselves; content types and manifests take some kilobytes."""

_ENCRYPTED_FLAG = 0x1


@contextmanager
def open_archive(file: File, ending: str) -> Iterator[ZipFile]:
    """Open an office document's archive, after its declared sizes and then its checksums have been looked at.

    Raises FileRefused for what is no archive, is damaged, encrypted or unpacks to too much. Declared sizes can be
    believed: ``zipfile`` never unpacks beyond them, and the checksum then fails.
    """
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise mismatch(ending)
    try:
        with ZipFile(file) as archive:
            _check_entries(archive, file.size)
            if archive.testzip() is not None:
                raise damaged(ending)
            yield archive
    # All of these become a refusal; zipfile raises NotImplementedError for a way of packing that it does not know.
    except (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, UnicodeDecodeError, zlib.error) as error:
        raise damaged(ending) from error


def _check_entries(archive: ZipFile, packed_size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = (
        len(entries) > MAX_ENTRIES
        or unpacked > MAX_UNPACKED_BYTES
        or (unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > packed_size * MAX_RATIO)
        # Entries that share the same bytes: the sum of the parts is more than the whole.
        or sum(entry.compress_size for entry in entries) > packed_size
    )
    if is_bomb:
        raise swollen()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise encrypted()


def read_part(archive: ZipFile, name: str) -> bytes:
    """Return a part of the archive; b"" when it is missing. Raises FileRefused for one of absurd size."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    if entry.file_size > MAX_PART_BYTES:
        raise swollen()
    return archive.read(entry)
