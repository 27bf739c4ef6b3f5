"""Form fields of telephone numbers and e-mail addresses: a box of lines, which anybody can fill in."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.ways.lines import (
    LONGEST_TEXT,
    emails_from_text,
    phones_from_text,
    text_of_emails,
    text_of_phones,
)
from kpss_pages.core.ways.values import Emails, Phones
from sites.choices import Country
from sites.models import TownSettings


class WaysFormField(ABC, forms.CharField):
    """Lines of text of which a value is made."""

    value_class: type[Phones] | type[Emails]
    how_to: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs["help_text"] = kwargs.get("help_text") or self.how_to
        super().__init__(**({"max_length": LONGEST_TEXT} | kwargs))

    @abstractmethod
    def read(self, text: str) -> Phones | Emails:
        """Return the value of what somebody has written; raise ValidationError for what is none."""

    @abstractmethod
    def written(self, value: Any) -> str:
        """Return a value as ``read`` reads it back."""

    def clean(self, value: Any) -> Phones | Emails:
        if isinstance(value, self.value_class):
            return value
        return self.read(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return self.written(value) if isinstance(value, self.value_class) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        before = initial if isinstance(initial, self.value_class) else self.value_class()
        try:
            return self.clean(data) != before
        except ValidationError:
            return True


class PhonesFormField(WaysFormField):
    """``Phones``, a number a line. Numbers without a country code are of the town's country, once it is told."""

    value_class = Phones
    how_to = _("One number a line, what it is for behind a dash: 582 329 303 – secretariat")
    country: str = Country.CZ

    def for_town(self, town: TownSettings) -> None:
        """Take numbers as those of a town; called by the forms of its rows (see ``sites.tenancy.forms``)."""
        self.country = town.country

    def read(self, text: str) -> Phones:
        return phones_from_text(text, self.country)

    def written(self, value: Any) -> str:
        return text_of_phones(value)


class EmailsFormField(WaysFormField):
    """``Emails``, an address a line."""

    value_class = Emails
    how_to = _("One address a line, what it is for behind a dash: office@town.example – secretariat")

    def read(self, text: str) -> Emails:
        return emails_from_text(text)

    def written(self, value: Any) -> str:
        return text_of_emails(value)
