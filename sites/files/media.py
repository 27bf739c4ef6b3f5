"""Pictures and sound offered for download."""

import filetype
from django.conf import settings
from django.core.files import File
from PIL import Image

from sites.files.refusal import damaged, mismatch, swollen

_HEAD_BYTES = 8192
_ID3_HEADER_BYTES = 10


def check_picture(file: File, ending: str) -> None:
    expected = "jpg" if ending == "jpeg" else ending
    if filetype.guess_extension(file.read(_HEAD_BYTES)) != expected:
        raise mismatch(ending)
    file.seek(0)
    try:
        with Image.open(file, formats=["JPEG", "PNG"]) as picture:
            if (
                picture.width * picture.height * getattr(picture, "n_frames", 1)
                > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
            ):
                raise swollen()
            picture.draft("L", (64, 64))  # JPEG is then decoded at an eighth of its size
            picture.load()
    except Image.DecompressionBombError as error:
        raise swollen() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise damaged(ending) from error


def check_mp3(file: File, ending: str) -> None:
    """Refuse what has no frame of MPEG audio where the sound has to begin."""
    head = file.read(_ID3_HEADER_BYTES)
    if head.startswith(b"ID3") and len(head) == _ID3_HEADER_BYTES:
        # The length of the tag has seven bits a byte (ID3v2.4, 3.1).
        size = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | (head[9] & 0x7F)
        file.seek(_ID3_HEADER_BYTES + size)
    else:
        file.seek(0)
    sound = file.read(_HEAD_BYTES).lstrip(b"\x00")
    if len(sound) < 4 or sound[0] != 0xFF or sound[1] & 0xE0 != 0xE0:
        raise mismatch(ending)
