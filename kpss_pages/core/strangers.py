"""What tells people from machines in forms that strangers send: a field that nobody sees, and how long a form was open."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _

QUICKEST = timedelta(seconds=2)
"""Nobody fills a form in faster."""

MOST_LINKS = 1
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

_opened = TimestampSigner(salt="kpss_core.strangers.opened")


class StrangersForm(forms.Form):
    """A form that strangers send."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name in self.errors.keys() & self.fields.keys():
                self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"{name}-error"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_from_a_machine and not _was_open_long_enough(self.data.get("opened", "")):
            raise ValidationError(_("The form came back too fast. Please send it once more."))
        return cleaned

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))


def opened_now() -> str:
    """Return the signed time at which a form is opened."""
    return _opened.sign("")


def without_links(text: str) -> str:
    """Return a text with one address at the most; raise ValidationError for what has more: that is no message of a person."""
    if len(_LINK.findall(text)) > MOST_LINKS:
        raise ValidationError(_("Write it in words, with one address at the most."))
    return text


def _was_open_long_enough(stamp: str) -> bool:
    try:
        _opened.unsign(stamp)
    except BadSignature:
        return False
    try:
        _opened.unsign(stamp, max_age=QUICKEST)
    except BadSignature:
        return True
    return False
