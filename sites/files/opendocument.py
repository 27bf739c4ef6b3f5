"""Documents of OpenDocument (ISO/IEC 26300): ODT, ODS, ODP."""

from collections.abc import Mapping
from zipfile import ZipFile

from django.core.files import File

from sites.files.archives import open_archive, read_part
from sites.files.refusal import encrypted, macros, mismatch

MIME_TYPES: Mapping[str, bytes] = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_BASIC_INDEXES = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")
"""Lists of libraries, which LibreOffice writes even when they are empty."""


def check_open_document(file: File, ending: str) -> None:
    with open_archive(file, ending) as archive:
        if read_part(archive, "mimetype").strip() != MIME_TYPES[ending]:
            raise mismatch(ending)
        if b"encryption-data" in read_part(archive, "META-INF/manifest.xml"):
            raise encrypted()
        if _has_macros(archive):
            raise macros()


def _has_macros(archive: ZipFile) -> bool:
    return any(
        name.startswith("Scripts/") or (name.startswith("Basic/") and not name.endswith(_BASIC_INDEXES))
        for name in archive.namelist()
        if not name.endswith("/")
    )
