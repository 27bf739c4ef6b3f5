"""Positions in degrees (WGS 84): as somebody writes them, and as rows may keep them."""

import re

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

_POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,12})?), ?(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)")


def is_like_a_position(text: str) -> bool:
    """Tell whether a text is written like latitude and longitude, wherever that is."""
    return _POSITION.fullmatch(text) is not None


def position_of(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude of "49.455,17.451", None for a text that is no position on earth."""
    match = _POSITION.fullmatch(text)
    if match is None:
        return None
    latitude, longitude = float(match[1]), float(match[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def lies_on_earth(name: str) -> CheckConstraint:
    """Return the constraint ``name`` of rows with a latitude and a longitude: both in degrees, or neither."""
    return CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__gte=-90,
            latitude__lte=90,
            longitude__gte=-180,
            longitude__lte=180,
        ),
        name=name,
        violation_error_message=_("Fill in both the latitude and the longitude in degrees, or neither."),
    )
