"""Photos from the field: what is taken, what is said of the rest, and what is left of where they were taken."""

import io
import struct
import zlib
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kpss_pages.barrier_free.surveying import photos
from kpss_pages.barrier_free.surveying.photos import checked_photo
from tests.kpss_pages.barrier_free.surveying.sending import exif_at, picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def upload(content: bytes, name: str = "photo.jpg") -> Any:
    return SimpleUploadedFile(name, content)


def bomb() -> bytes:
    """Return a small PNG that says that it has 50,000 by 50,000 pixels."""
    content = bytearray(picture(kind="PNG").read())
    content[16:24] = struct.pack(">II", 50_000, 50_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_says_where_it_was_taken_and_is_kept_without_that(kind: str) -> None:
    checked = checked_photo(picture(kind=kind, exif=exif_at(49.455, 17.451)))

    assert checked.latitude is not None
    assert checked.longitude is not None
    assert (round(checked.latitude, 4), round(checked.longitude, 4)) == (Decimal("49.4550"), Decimal("17.4510"))
    kept = opened(checked.content)
    assert kept.format == "JPEG"
    assert not kept.getexif()
    assert b"Exif" not in checked.content
    assert b"Vzorphone" not in checked.content


def test_photo_stands_upright_and_is_no_larger_than_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "LONGEST_SIDE", 100)
    sideways = Image.Exif()
    sideways[0x0112] = 6

    assert opened(checked_photo(picture(size=(400, 200), exif=sideways)).content).size == (50, 100)
    assert opened(checked_photo(picture(size=(40, 20))).content).size == (40, 20)


def test_only_the_first_picture_of_a_jpeg_counts(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 5000
    file = io.BytesIO()
    first, behind_it = (Image.new("RGB", (64, 48), colour) for colour in ("grey", "white"))
    first.save(file, "MPO", save_all=True, append_images=[behind_it])

    assert opened(file.getvalue()).format == "MPO"
    assert opened(checked_photo(upload(file.getvalue())).content).size == (64, 48)


def test_what_is_transparent_is_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")

    assert opened(checked_photo(upload(file.getvalue())).content).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"This is a text.", "kind"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', "svg"),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "heic"),
        (picture(size=(300, 300)).read()[:400], "damaged"),
        (picture(kind="PNG", size=(300, 300)).read()[:200], "damaged"),
        (bomb(), "pixels"),
        (b"GIF89a" + b"\0" * 40, "kind"),
    ],
)
def test_what_is_no_photo_gets_its_sentence(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked_photo(upload(content))

    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(("size", "said"), [(40 * 1024 * 1024, "40[.,]0"), (photos.LARGEST + 1, "20[.,]1")])
def test_photo_that_is_too_large_is_refused_unread(size: int, said: str) -> None:
    class Large:
        name = "door.jpg"

    upload = Large()
    upload.size = size  # type: ignore[attr-defined]
    with pytest.raises(ValidationError, match=said):
        checked_photo(upload)


def test_position_that_is_none_is_left_out() -> None:
    for latitude, longitude in ((0, 0), (200, 17), (49, 700)):
        checked = checked_photo(picture(exif=exif_at(latitude, longitude)))
        assert (checked.latitude, checked.longitude) == (None, None)
