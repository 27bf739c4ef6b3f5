"""Checks of a town's host, legal data and look, with messages that say what to do."""

import re

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from stdnum.cz import dic
from stdnum.exceptions import ValidationError as NumberError

from sites.colours import MINIMUM_RATIO, WHITE, contrast

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HOSTNAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_DATA_BOX = re.compile(r"[a-z0-9]{7}|E[0-9]{10}", re.IGNORECASE)


def validate_hostname(value: str) -> None:
    """Accept a host name in small letters, one with diacritics in the form that computers use (xn--…)."""
    if not value.isascii():
        raise ValidationError(
            _("Write a host name with diacritics as the registrar lists it for computers: it begins with xn--.")
        )
    if not _HOSTNAME.fullmatch(value):
        raise ValidationError(_("Write the host name without https:// and slashes, for example kpss.prerov.example."))


def validate_brand_colour(value: str) -> None:
    """Accept "#rrggbb" that is readable as text on white; the message names the ratio it has and needs."""
    if not _COLOUR.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six hexadecimal digits, for example #1f4e79."))
    ratio = contrast(value, WHITE)
    if ratio < MINIMUM_RATIO:
        raise ValidationError(
            _(
                "This colour is too light: its contrast with white is %(has)s : 1 and has to be at least"
                " %(needs)s : 1. Choose a darker shade."
            ),
            # Rounded down, so that a ratio just below the limit never reads as the limit.
            params={
                "has": number_format(int(ratio * 100) / 100, 2),
                "needs": number_format(MINIMUM_RATIO, 1),
            },
        )


def validate_company_id(value: str) -> None:
    """Accept the eight digits of an IČO whose check digit is right; the rule is the same in both countries."""
    if not re.fullmatch(r"[0-9]{8}", value):
        raise ValidationError(_("Write the company number as eight digits without spaces, with leading zeros."))
    if dic.calc_check_digit_legal(value[:7]) != value[7]:
        raise ValidationError(_("The last digit does not fit the others. Check the company number for a typing error."))


def validate_vat_id(value: str) -> None:
    """Accept a Czech VAT number (CZ and 8–10 digits) or a Slovak one (SK and 10 digits)."""
    if re.fullmatch(r"SK[0-9]{10}", value):
        return
    try:
        dic.validate(value if re.fullmatch(r"CZ[0-9]{8,10}", value) else "")
    except NumberError as error:
        raise ValidationError(
            _("Write the VAT number as CZ and 8 to 10 digits or SK and 10 digits, without spaces: CZ00301825.")
        ) from error


def validate_data_box(value: str) -> None:
    """Accept a Czech data box (7 letters and digits) or a Slovak mailbox (E and 10 digits)."""
    if not _DATA_BOX.fullmatch(value):
        raise ValidationError(
            _("Write the seven letters and digits of a Czech data box, or E and ten digits of a Slovak mailbox.")
        )
