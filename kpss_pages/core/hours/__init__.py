"""Opening hours: weekly intervals, seasons, exceptional days, public holidays; whose they are does not matter here.

``state`` says what holds at a moment and ``wording`` says it in words, ``days`` what holds on a date, ``showing`` what a
page shows; ``grammar`` and ``linked_data`` are for machines. ``lines``, ``form_fields`` and ``validation`` take them in.
"""

from kpss_pages.core.hours.fields import HoursField
from kpss_pages.core.hours.form_fields import hours_from_lines
from kpss_pages.core.hours.values import Day, Interval, OfficeHours, Season, SpecialDays

__all__ = ["Day", "HoursField", "Interval", "OfficeHours", "Season", "SpecialDays", "hours_from_lines"]
