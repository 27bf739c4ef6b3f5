"""The model field of opening hours."""

from typing import Any

from kpss_pages.core.hours.form_fields import HoursFormField
from kpss_pages.core.hours.validation import validate_hours
from kpss_pages.core.hours.values import OfficeHours
from kpss_pages.core.json_fields import ValueField


class HoursField(ValueField):
    """``OfficeHours``, edited as lines of text."""

    value_class = OfficeHours
    form_class = HoursFormField

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse hours that cannot be true."""
        validate_hours(value)
