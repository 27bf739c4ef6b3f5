"""The form of opening hours: a line of text for each day of the week, and boxes for what is out of the ordinary.

A clerk copies hours from a door or a letter, where they stand as "8.00–11.30, 12.30–17.00": one line takes them as they
are, with the keyboard alone and without JavaScript. A grid of from–to fields would be 56 inputs for a week, and as many
for every season; it could still not be pasted into. Whatever was typed comes back in one form, so that the clerk sees
how it was understood.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.core.hours.dates import name_of
from kpss_pages.core.hours.lines import read_day, read_footnotes, read_seasons, read_special_days
from kpss_pages.core.hours.validation import validate_hours
from kpss_pages.core.hours.values import DAYS, Day, OfficeHours
from kpss_pages.core.hours.widgets import FOOTNOTES, ON_HOLIDAYS, SEASONS, SPECIAL_DAYS, HoursWidget, written

_LONGEST_DAY = 200
_LONGEST_TEXT = 10_000


class HoursFormField(forms.Field):
    """``OfficeHours``; none when nothing is written."""

    widget = HoursWidget
    default_error_messages = {
        "required": gettext_lazy("Write the hours of at least one day."),
        "notes_alone": gettext_lazy("There are footnotes but no hours. Write the hours, or take the footnotes away."),
    }

    def clean(self, value: Any) -> OfficeHours:
        hours = value if isinstance(value, OfficeHours) else self._read(value or {})
        if not hours and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return hours

    def _read(self, typed: dict[str, str]) -> OfficeHours:
        reading = _Reading(typed)
        days = [reading.part(str(day), read_day, capfirst(name_of(day))) for day in range(DAYS)]
        seasons = reading.part(SEASONS, read_seasons, _("Seasons")) or ()
        special_days = reading.part(SPECIAL_DAYS, read_special_days, _("Closures and exceptional openings")) or ()
        footnotes = reading.part(FOOTNOTES, read_footnotes, _("Footnotes")) or ()
        self.widget.faulty = frozenset(reading.faulty)
        if reading.errors:
            raise ValidationError(reading.errors)
        hours = OfficeHours(
            week=tuple(day or Day() for day in days) if any(day is not None for day in days) else (),
            seasons=seasons,
            special_days=special_days,
            footnotes=footnotes,
            open_on_holidays=bool(typed.get(ON_HOLIDAYS)),
        )
        if not hours and footnotes:
            raise ValidationError(self.error_messages["notes_alone"], code="notes_alone")
        validate_hours(hours)
        return hours or OfficeHours()

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, OfficeHours) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        before = initial if isinstance(initial, OfficeHours) else OfficeHours()
        try:
            return self.clean(data) != before
        except ValidationError:
            return True


class _Reading:
    """Reads part after part and keeps what is wrong, so that all of it is said at once."""

    def __init__(self, typed: dict[str, str]) -> None:
        self.typed = typed
        self.errors: list[ValidationError] = []
        self.faulty: set[str] = set()

    def part(self, name: str, read: Any, called: str) -> Any:
        """Return what ``read`` makes of a part; None when it is faulty, which is then said of it by its name."""
        text = self.typed.get(name, "")
        try:
            ProhibitNullCharactersValidator()(text)
            MaxLengthValidator(_LONGEST_DAY if name.isdecimal() else _LONGEST_TEXT)(text)
            return read(text)
        except ValidationError as error:
            self.faulty.add(name)
            for message in error.messages:
                self.errors.append(
                    ValidationError(_("%(day)s: %(message)s"), code="hours", params={"day": called, "message": message})
                )
            return None
