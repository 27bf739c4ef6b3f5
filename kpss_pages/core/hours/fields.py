"""The model field of opening hours."""

from kpss_pages.core.hours.values import OfficeHours
from kpss_pages.core.json_fields import ValueField


class HoursField(ValueField):
    """``OfficeHours``."""

    value_class = OfficeHours
