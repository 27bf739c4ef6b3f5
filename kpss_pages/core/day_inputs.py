"""Days in the forms of the admin, which stay as they were typed.

Wagtail's picker writes another day over one that no calendar has as soon as the field is left: "31. 2." becomes today's
date, and nobody sees that a day was wrong. Here it stays, and the form says so.
"""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


class DayInput(AdminDateInput):
    """A day."""

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"validateOnBlur": False}


class MomentInput(AdminDateTimeInput):
    """A day with its time."""

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"validateOnBlur": False}


def register() -> None:
    """Have all forms of rows and pages use them."""
    register_form_field_override(models.DateField, override={"widget": DayInput})
    register_form_field_override(models.DateTimeField, override={"widget": MomentInput})
