"""Opening hours: weekly intervals, seasons, exceptional days, public holidays; whose they are does not matter here."""

from kpss_pages.core.hours.fields import HoursField
from kpss_pages.core.hours.values import Interval, OfficeHours, Season, SpecialDays

__all__ = ["HoursField", "Interval", "OfficeHours", "Season", "SpecialDays"]
