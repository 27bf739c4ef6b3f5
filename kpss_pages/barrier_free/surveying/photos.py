"""Photos that come with surveys: what they are by their content, where they were taken, and nothing of that kept.

What is kept is drawn anew: upright, no larger than a page shows it, without device, place, author or what hides behind
the end of the picture.
"""

import io
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from sites.files.refusal import FileRefused
from sites.files.virus import check_virus

LARGEST = 20 * 1024 * 1024
"""Bytes of a photo as it is sent."""
LONGEST_SIDE = 2560
"""Pixels of a photo as it is kept."""
QUALITY = 85
_KINDS = ("JPEG", "PNG", "WEBP")
_HEAD_BYTES = 1024
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_GPS = 0x8825


@dataclass(frozen=True)
class CheckedPhoto:
    """A photo that may be kept: a JPEG without metadata, and the position (WGS 84 degrees) that it said, if it did."""

    content: bytes
    latitude: Decimal | None
    longitude: Decimal | None


def checked_photo(upload: Any) -> CheckedPhoto:
    """Return a photo as it is kept; raise ValidationError with a sentence for what is none."""
    _check_size(upload.size)
    check_virus(upload)
    upload.seek(0)
    _check_kind(upload.read(_HEAD_BYTES))
    upload.seek(0)
    try:
        with Image.open(upload, formats=_KINDS) as picture:
            if picture.width * picture.height * _frames_of(picture) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise _too_many_pixels()
            latitude, longitude = _position_of(picture)
            # A JPEG is then read at a half or a quarter of its size, where that is enough.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            return CheckedPhoto(_drawn_anew(picture), latitude, longitude)
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_many_pixels() from error
    except Image.UnidentifiedImageError as error:
        raise _no_photo() from error
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, OverflowError) as error:
        if isinstance(error, ValidationError):
            raise
        message = _("The photo is damaged or did not come whole. Take it or choose it once more.")
        raise FileRefused(message, code="damaged") from error


def _frames_of(picture: Image.Image) -> int:
    """Return how many pictures may be read at once: of a JPEG the first, whatever a phone has put behind it."""
    return 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)


def _check_size(size: int) -> None:
    if not size:
        raise FileRefused(_("The file is empty. Check that it was saved and choose it again."), code="empty")
    if size > LARGEST:
        message = _("The photo has %(size)s, the most that is taken is %(limit)s. Take it in a lower resolution.")
        # Rounded up, so that what is a little too much does not read as the limit itself.
        tenths = math.ceil(size * 10 / 2**20)
        said = {"size": filesizeformat(tenths * 2**20 / 10), "limit": filesizeformat(LARGEST)}
        raise FileRefused(message, code="size", params=said)


def _check_kind(head: bytes) -> None:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise FileRefused(
            _(
                "HEIC photos are not taken. Set the camera to JPEG (on an iPhone: Settings, Camera, Formats, Most "
                "Compatible), or send the photo as JPEG."
            ),
            code="heic",
        )
    if b"<svg" in head.lower():
        raise FileRefused(_("A drawing (SVG) is no photo. Send a photo as JPEG, PNG or WebP."), code="svg")


def _no_photo() -> FileRefused:
    return FileRefused(
        _("The file is no photo, whatever its name says. Send a photo as JPEG, PNG or WebP."), code="kind"
    )


def _too_many_pixels() -> FileRefused:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    message = _("The photo has too many pixels; at most %(count)d million are taken. Take it in a lower resolution.")
    return FileRefused(message, code="pixels", params={"count": millions})


def _drawn_anew(picture: Image.Image) -> bytes:
    profile = picture.info.get("icc_profile") if picture.mode == "RGB" else None
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen)
    upright = upright.convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    kept = io.BytesIO()
    upright.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True, icc_profile=profile)
    return kept.getvalue()


def _position_of(picture: Image.Image) -> tuple[Decimal | None, Decimal | None]:
    """Return the latitude and longitude that the camera has noted (Exif 2.32, 4.6.6), None for what is none."""
    try:
        said = picture.getexif().get_ifd(_GPS)
        latitude = _degrees(said[2], str(said[1]), "S")
        longitude = _degrees(said[4], str(said[3]), "W")
    except Exception:  # noqa: BLE001 -- cameras write anything; a photo without a position is a good photo
        return None, None
    is_somewhere = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude)
    return (latitude, longitude) if is_somewhere else (None, None)


def _degrees(values: Any, side: str, negative: str) -> Decimal:
    whole, minutes, seconds = (float(value) for value in values)
    degrees = whole + minutes / 60 + seconds / 3600
    if not math.isfinite(degrees):
        raise ValueError("no degrees")
    signed = -degrees if side.strip("\0 ").upper() == negative else degrees
    return Decimal(str(signed)).quantize(Decimal("0.000001"))
