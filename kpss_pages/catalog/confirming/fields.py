"""Fields of the form for providers that know when nothing has been changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Price
from kpss_pages.contacts.choices import Access

LONGEST_TEXT = 5000
NOT_SAID = ("", _("not said"))


class LinesField(forms.CharField):
    """A text of lines: how a browser ends them is no change."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "required": False,
            "max_length": LONGEST_TEXT,
            "widget": forms.Textarea(attrs={"rows": rows}),
        }
        super().__init__(**(defaults | kwargs))

    def to_python(self, value: Any) -> str:
        return "\n".join(line.rstrip() for line in str(super().to_python(value)).splitlines()).strip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TextField(forms.CharField):
    """A line of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"required": False, "max_length": 200} | kwargs))


def whole_number(label: Any, most: int = 99_999, **kwargs: Any) -> forms.IntegerField:
    """Return a field for a count that may be left blank."""
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=False,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "invalid": _("Write a whole number, for example 12."),
            "max_value": _("This number is too large. Write at most %(limit_value)s."),
            "min_value": _("Write a number from 0 up."),
        },
        **kwargs,
    )


def access_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("For people in a wheelchair"), choices=[NOT_SAID, *Access.choices], required=False)


def price_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Price"), choices=[NOT_SAID, *Price.choices], required=False)


def yes_or_no_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_SAID, ("yes", _("yes")), ("no", _("no"))], required=False)
