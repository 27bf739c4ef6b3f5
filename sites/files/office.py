"""Documents of Office Open XML (ECMA-376): DOCX, XLSX, PPTX."""

from collections.abc import Mapping

from django.core.files import File

from sites.files.archives import open_archive, read_part
from sites.files.refusal import encrypted, macros, mismatch

MAIN_PARTS: Mapping[str, bytes] = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
"""Content type of the part that makes an archive a document of its kind."""

_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""An encrypted document is an OLE container with a stream of this name ([MS-OFFCRYPTO] 2.3.4)."""


def check_office(file: File, ending: str) -> None:
    if file.read(len(_OLE_SIGNATURE)) == _OLE_SIGNATURE:
        raise (
            encrypted() if any(_ENCRYPTED_STREAM in chunk for chunk in _overlapping_chunks(file)) else mismatch(ending)
        )
    with open_archive(file, ending) as archive:
        content_types = read_part(archive, "[Content_Types].xml")
        has_code = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.namelist())
        if has_code or b"macroEnabled" in content_types:
            raise macros()
        if MAIN_PARTS[ending] not in content_types:
            raise mismatch(ending)


def _overlapping_chunks(file: File) -> "list[bytes]":
    """Return the file's start and end, where the directory of an OLE container lies."""
    span = 1_000_000
    file.seek(0)
    start = file.read(span)
    file.seek(max(file.size - span, 0))
    return [start, file.read(span)]
