"""The form on which the public signs up, and the one for somebody who has telephoned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kpss_pages.core.strangers import StrangersForm
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.registration.dates import OfferedDate
from sites.mail_addresses import MailAddressField

LONGEST_NAME = 120


class DateForm(forms.Form):
    """Name, e-mail and the date, which is hidden where there is only one."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write the name of who is coming.")},
    )
    email = MailAddressField(
        label=gettext_lazy("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the e-mail to which we can send the confirmation."),
            "invalid": gettext_lazy("This is not an e-mail address. It looks like this: name@example.com."),
        },
    )
    date = forms.ChoiceField(
        label=gettext_lazy("Date"),
        error_messages={
            "required": gettext_lazy("Choose the date on which you are coming."),
            "invalid_choice": gettext_lazy("Nobody can sign up for this date any more. Choose another one."),
        },
    )

    field_order = ("date", "name", "email")

    def __init__(self, offered: Sequence[OfferedDate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {found.key: found for found in offered}
        choices = [(found.key, found.label) for found in offered]
        field: Any = self.fields["date"]
        if len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]
        field.choices = [("", _("Choose a date")), *choices]

    def clean_name(self) -> str:
        """One line, whatever was sent."""
        return " ".join(self.cleaned_data["name"].split())

    @property
    def chosen(self) -> EventDate:
        """The date that somebody has chosen, or the only one."""
        return self.offered[self.cleaned_data["date"]].date


class SignUpForm(StrangersForm, DateForm):
    """What strangers send: only dates for which somebody can still sign up."""

    def __init__(self, offered: Sequence[OfferedDate], *args: Any, **kwargs: Any) -> None:
        super().__init__([found for found in offered if not found.places.is_closed], *args, **kwargs)

    def clean_name(self) -> str:
        name = super().clean_name()
        if "://" in name or "www." in name or "@" in name:
            raise ValidationError(_("Write the name only, without addresses."))
        return name


class ByHandForm(DateForm):
    """Somebody who has telephoned; they need not have an e-mail."""

    def __init__(self, offered: Sequence[OfferedDate], *args: Any, **kwargs: Any) -> None:
        super().__init__(offered, *args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Who has one gets the confirmation and can cancel alone.")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"
