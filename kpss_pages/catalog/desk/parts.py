"""The inline rows of a service's form: its forms and its places."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from kpss_pages.core.addresses.filling import FILLED_IN_HELP, position_to_fill_in, told
from kpss_pages.core.positions import HALF_A_POSITION, DegreesField

MOST_PLACES = 99_999
"""Free places of one form, as in what providers are asked."""


class FormOfServiceForm(WagtailAdminModelForm):
    """A form in which the service is given; free places that were just counted are as of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The limit of the database, which differs from one to the other, says nothing to anybody.
        too_many = _("This number is too large. Write at most %(limit_value)s.")
        self.fields["free_places"].validators.append(MaxValueValidator(MOST_PLACES, too_many))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said_on, today = cleaned.get("free_places_on"), timezone.localdate()
        if said_on is not None and said_on > today:
            message = _("This day is yet to come. Write the day on which the places were counted.")
            self.add_error("free_places_on", ValidationError(message, code="future"))
        if cleaned.get("free_places") is None:
            cleaned["free_places_on"] = None
        elif said_on is None or ("free_places" in self.changed_data and "free_places_on" not in self.changed_data):
            cleaned["free_places_on"] = today
        return cleaned


class PlaceForm(WagtailAdminModelForm):
    """A place of the service. Whoever ticks that it is secret has its address and position taken out."""

    ADDRESS = ("street", "postal_code", "municipality")
    POSITION = ("latitude", "longitude")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in zip(self.POSITION, (90, 180), strict=True):
            self.fields[name] = DegreesField(label=self.fields[name].label, required=False, most=most)
        self.fields[self.POSITION[0]].help_text = FILLED_IN_HELP

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_secret"):
            self._empty(cleaned)
            return cleaned
        missing = [name for name in self.POSITION if cleaned.get(name) is None and name not in self.errors]
        if len(missing) == 1 and not any(name in self.errors for name in self.POSITION):
            self.add_error(missing[0], ValidationError(HALF_A_POSITION, code="half"))
        if not self.errors and not any(cleaned.get(name) for name in ("name", *self.ADDRESS)):
            message = _(
                "Fill in the address or at least the name, tick that the address is secret, or delete the place."
            )
            self.add_error("street", ValidationError(message, code="empty"))
        # The numbers of the register of territories are those of the address that was there before.
        if {"street", "municipality"} & set(self.changed_data):
            self.instance.address_code = ""
        if "municipality" in self.changed_data:
            self.instance.municipality_code = ""
        return cleaned

    def fill_in_position(self, country: str) -> str:
        """Give the place that is about to be saved the position of its address; return what to tell, "" for nothing."""
        place = self.instance
        if place.is_secret or not self.has_changed():
            return ""
        names = (*self.ADDRESS, *self.POSITION)
        now = {name: getattr(place, name) for name in (*names, "municipality_code")}
        position = position_to_fill_in(now, {name: self.initial.get(name) for name in names}, country)
        if position is None:
            return ""
        place.latitude, place.longitude = position
        return told(str(place), position)

    def _empty(self, cleaned: dict[str, Any]) -> None:
        for name in (*self.ADDRESS, *self.POSITION):
            if name in self.errors:
                del self.errors[name]
        cleaned |= dict.fromkeys(self.ADDRESS, "") | dict.fromkeys((*self.POSITION, "mapped_place"))
        self.instance.municipality_code = self.instance.address_code = ""


class PartsPanel(InlinePanel):
    """Inline rows with a form of their own."""

    def __init__(self, *args: Any, part_form: type[forms.BaseModelForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part_form = part_form

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "part_form": self.part_form}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = self.part_form
        return options
