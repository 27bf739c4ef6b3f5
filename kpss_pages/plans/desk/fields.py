"""Form fields that read what people write: amounts as "12 500,50", days as "14. 04. 2023", "2023-04-14" or a year."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kpss_pages.plans.periods import DAY_FORMAT

AMOUNT = re.compile(r"[-−]?\d{1,15}([.,]\d{1,4})?", re.ASCII)
DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)


class AmountField(forms.CharField):
    """A decimal number as it is written here; None when blank. At most ``places`` decimals, 0 or more unless signed."""

    def __init__(self, *, places: int = 2, signed: bool = False, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 30, "required": False} | kwargs))
        self.places, self.signed = places, signed
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return amount_text(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        written = re.sub(r"\s", "", super().clean(value))
        if not written:
            return None
        if not AMOUNT.fullmatch(written):
            raise ValidationError(_("Write a number, for example 12 500,50."), code="invalid")
        amount = Decimal(written.replace("−", "-").replace(",", "."))
        if amount < 0 and not self.signed:
            raise ValidationError(_("Write a number from 0 up."), code="negative")
        if -int(amount.as_tuple().exponent) > self.places:
            sentence = _("At most %(places)d decimal places are kept. Round the number.") % {"places": self.places}
            raise ValidationError(sentence, code="places")
        return amount


class DayField(forms.CharField):
    """A day; a bare year is its first day, or its last with ``is_end``. None when blank."""

    def __init__(self, *, is_end: bool = False, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 30, "required": False} | kwargs))
        self.is_end = is_end
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value: Any) -> Any:
        return date_format(value, DAY_FORMAT) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        written = re.sub(r"\s", "", super().clean(value))
        if not written:
            return None
        try:
            if YEAR.fullmatch(written):
                return date(int(written), 12, 31) if self.is_end else date(int(written), 1, 1)
            found = DAY.fullmatch(written) or ISO_DAY.fullmatch(written)
            if found:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            found = None  # no such day
        raise ValidationError(_("Write a date, for example 12. 3. 2026, or only the year."), code="invalid")


class TextField(forms.CharField):
    """Text of several lines, which browsers send with other ends of lines than are kept."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class LinesField(forms.CharField):
    """Several values, one a line; a tuple without blanks and repetitions."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        return unique(" ".join(line.split()) for line in super().clean(value).splitlines())


def amount_text(amount: Decimal) -> str:
    """Return an amount as it is written here, "12 500,50"; zeros at the end are left out of whole numbers."""
    whole = amount == amount.to_integral_value()
    written = f"{amount.to_integral_value() if whole else amount:,f}"
    return written.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values in their order, without blanks and repetitions."""
    return tuple(dict.fromkeys(value for value in values if value))
