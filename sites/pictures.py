"""What cameras and programs add to pictures, taken off without touching the picture: place, device, author, comments.

A town's picture must not say where somebody lives. Whatever follows the end of the picture goes too: a file that is a
picture and something else besides is then a picture. Kept are the colour profile and how the camera was held.
"""

import struct
from collections.abc import Iterator
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split())
WEBP_DROPPED = frozenset((b"EXIF", b"XMP "))
_EXIF_AND_XMP_FLAGS = 0b00001100
_ORIENTATION = 0x0112
_SCAN = 0xDA


def without_metadata(content: bytes) -> bytes:
    """Return a picture without what was added to it; pictures of other kinds than JPEG, PNG and WebP as they are.

    What cannot be followed to its end, a damaged file, is returned as it is: it is refused elsewhere.
    """
    try:
        if content.startswith(JPEG_START):
            return _bare_jpeg(content)
        if content.startswith(PNG_START):
            return PNG_START + b"".join(chunk for name, chunk in _png_chunks(content) if name in PNG_KEPT)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _bare_webp(content)
    except (IndexError, ValueError, struct.error):
        return content
    return content


def bare_upload(file: Any) -> Any:
    """Return an uploaded file, a picture without its metadata; everything else as it is."""
    file.seek(0)
    is_picture = file.read(12).startswith((JPEG_START, PNG_START, b"RIFF"))
    file.seek(0)
    if not is_picture:
        return file
    content = file.read()
    file.seek(0)
    bare = without_metadata(content)
    if len(bare) == len(content):
        return file
    return SimpleUploadedFile(file.name, bare, content_type=file.content_type)


def bare_file(file: File) -> File:
    """Return a picture that was made from another one, without what it took over from it."""
    with file:
        file.seek(0)
        return ContentFile(without_metadata(file.read()), name=file.name)


def _bare_jpeg(content: bytes) -> bytes:
    """Keep the segments that make the picture, its colours (JFIF, ICC, Adobe) and the way it is held (ITU-T T.81, B.1)."""
    kept = [JPEG_START]
    position = 2
    while content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # filling
            position += 1
            continue
        (length,) = struct.unpack_from(">H", content, position + 2)
        segment = content[position : position + 2 + length]
        if len(segment) < 2 + length:
            raise ValueError("a segment is cut off")
        if marker == _SCAN:
            end = _end_of_picture(content, position)
            return b"".join([*kept, content[position:end], JPEG_END])
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            kept.append(_only_orientation(segment))
        elif _makes_the_picture(marker, segment):
            kept.append(segment)
        position += 2 + length
    raise ValueError("no picture begins where one must")


def _makes_the_picture(marker: int, segment: bytes) -> bool:
    if marker == 0xFE:  # a comment
        return False
    is_for_programs = 0xE0 <= marker <= 0xEF
    return not is_for_programs or segment[4:9] in (b"JFIF\0", b"Adobe") or segment[4:16] == b"ICC_PROFILE\0"


def _end_of_picture(content: bytes, position: int) -> int:
    """Return where the end of the picture is marked; several scans and their tables may come before it."""
    while True:
        position = content.index(b"\xff", position)
        marker = content[position + 1]
        if marker == JPEG_END[1]:
            return position
        if marker == 0x00 or 0xD0 <= marker <= 0xD7 or marker == 0xFF:  # data, restarts, filling
            position += 1 if marker == 0xFF else 2
        else:
            (length,) = struct.unpack_from(">H", content, position + 2)
            position += 2 + length


def _only_orientation(segment: bytes) -> bytes:
    """Return an Exif segment that says how the camera was held and nothing else; b"" when that was upright."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}[tiff[:2]] if tiff[:2] in (b"II", b"MM") else ""
    if not order:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}L", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHLH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and 2 <= value <= 8:
                bare = struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(bare)) + b"Exif\0\0" + bare
    except struct.error:
        pass
    return b""


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks up to the end of the picture (ISO/IEC 15948, 5.3)."""
    position, name = len(PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">L4s", content, position)
        chunk = content[position : position + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("a chunk is cut off")
        yield name, chunk
        position += len(chunk)


def _bare_webp(content: bytes) -> bytes:
    """Leave out the chunks of metadata, and say so in the header (RFC 9649, 2.7)."""
    end = 8 + struct.unpack_from("<L", content, 4)[0]
    if end > len(content):
        raise ValueError("the file is cut off")
    chunks, position = [], 12
    while position < end:
        name, length = struct.unpack_from("<4sL", content, position)
        chunk = content[position : position + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_EXIF_AND_XMP_FLAGS]) + chunk[9:]
        if name not in WEBP_DROPPED:
            chunks.append(chunk)
        position += 8 + length + length % 2
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<L", len(body)) + body
