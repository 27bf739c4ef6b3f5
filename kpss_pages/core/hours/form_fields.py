"""The form of opening hours: a line of text for each day of the week, and boxes for what is out of the ordinary.

A clerk copies hours from a door or a letter, where they stand as "8.00–11.30, 12.30–17.00": one line takes them as they
are, with the keyboard alone and without JavaScript. A grid of from–to fields would be 56 inputs for a week, and as many
for every season; it could still not be pasted into. Whatever was typed comes back in one form, so that the clerk sees
how it was understood.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.core.hours.dates import name_of
from kpss_pages.core.hours.lines import read_day, read_footnotes, read_seasons, read_special_days, written_footnotes
from kpss_pages.core.hours.validation import FOOTNOTES, SEASONS, SPECIAL_DAYS, problems
from kpss_pages.core.hours.values import DAYS, Day, OfficeHours
from kpss_pages.core.hours.widgets import ON_HOLIDAYS, HoursWidget, written

_LONGEST_DAY = 200
_LONGEST_TEXT = 10_000
_ORDER = (*(str(day) for day in range(DAYS)), FOOTNOTES, SPECIAL_DAYS, SEASONS)


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
        reading = Reading(typed)
        self.widget.faulty = frozenset(part for part, _error in reading.errors)
        if reading.errors:
            raise ValidationError([error for _part, error in reading.errors])
        if not reading.hours and reading.hours.footnotes:
            raise ValidationError(self.error_messages["notes_alone"], code="notes_alone")
        return reading.hours or OfficeHours()

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


class Reading:
    """What stands in the inputs as hours, and everything that is wrong with it by the part where it is."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.errors: list[tuple[str, ValidationError]] = []
        days = [self._part(str(day), read_day, capfirst(name_of(day))) for day in range(DAYS)]
        self.hours = OfficeHours(
            week=tuple(day or Day() for day in days) if any(day is not None for day in days) else (),
            seasons=self._part(SEASONS, read_seasons, _("Seasons")) or (),
            special_days=self._part(SPECIAL_DAYS, read_special_days, _("Closures and exceptional openings")) or (),
            footnotes=self._part(FOOTNOTES, read_footnotes, _("Footnotes")) or (),
            open_on_holidays=bool(typed.get(ON_HOLIDAYS)),
        )
        faulty = {part for part, _error in self.errors}
        for part, message in problems(self.hours):
            if part not in faulty:
                self.errors.append((part, ValidationError(message, code="hours")))
        # As the inputs stand on the screen: Monday's first, whatever it was that found the mistake.
        self.errors.sort(key=lambda found: _ORDER.index(found[0]) if found[0] in _ORDER else len(_ORDER))

    def _part(self, name: str, read: Callable[[str], Any], called: str) -> Any:
        """Return what ``read`` makes of a part; None when it is faulty, which is then said of it by its name."""
        text = self.typed.get(name, "")
        try:
            ProhibitNullCharactersValidator()(text)
            MaxLengthValidator(_LONGEST_DAY if name.isdecimal() else _LONGEST_TEXT)(text)
            return read(text)
        except ValidationError as error:
            for message in error.messages:
                said = {"day": called, "message": message}
                self.errors.append((name, ValidationError(_("%(day)s: %(message)s"), code="hours", params=said)))
            return None


def hours_from_lines(
    days: Iterable[str],
    footnotes: Iterable[tuple[str, str]] = (),
    *,
    special_days: str = "",
    seasons: str = "",
    open_on_holidays: bool = False,
) -> OfficeHours:
    """Return hours from lines as the form takes them, Monday's first; days that are left out are closed.

    Raises ValidationError with a sentence for everything that is wrong.
    """
    typed = {str(number): line for number, line in enumerate(days)}
    typed |= {SPECIAL_DAYS: special_days, SEASONS: seasons, FOOTNOTES: written_footnotes(footnotes)}
    typed[ON_HOLIDAYS] = "on" if open_on_holidays else ""
    return HoursFormField(required=False).clean(typed)
