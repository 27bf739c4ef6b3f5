"""Positions in degrees (WGS 84): as somebody writes them, and as rows may keep them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

HALF_A_POSITION = _("Fill in both the latitude and the longitude in degrees, or neither.")
_POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,12})?), ?(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)")

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")


def degrees(text: str) -> Decimal | None:
    """Return degrees with six decimals (11 cm), None for what are none. A comma may stand for the point."""
    plain = text.replace(",", ".").replace("\u2212", "-").removesuffix("°").strip()
    if not _DEGREES.fullmatch(plain) or not plain.isascii():
        return None
    try:
        return Decimal(plain).quantize(Decimal("0.000001"))
    except InvalidOperation:
        return None


class DegreesField(forms.Field):
    """Degrees as people write them, with a comma or with a point; kept with six decimals, ``most`` north or east."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30})

    def __init__(self, *, most: int = 180, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value if value is not None else "").replace("\0", "").strip()
        found = degrees(text)
        if text and (found is None or abs(found) > self.most):
            message = _("“%(text)s” are no degrees. Write them like 49.45512.")
            raise ValidationError(message, code="degrees", params={"text": text[:60]})
        return found


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
        violation_error_message=HALF_A_POSITION,
    )
