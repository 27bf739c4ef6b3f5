"""The form in which a provider says what its entry should say: fields of the service, of each form and of each place.

It is filled in from plain values (``values.py``) and gives plain values back; what nobody has touched comes back as it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.confirming.fields import (
    LinesField,
    TextField,
    access_field,
    price_field,
    whole_number,
    yes_or_no_field,
)
from kpss_pages.catalog.vocabulary import capacity_units, term_names
from kpss_pages.catalog.vocabulary import forms as form_terms
from kpss_pages.contacts.choices import SpokenLanguage
from kpss_pages.core.hours.form_fields import HoursFormField
from kpss_pages.core.hours.values import OfficeHours
from kpss_pages.core.ways import Emails, Phones
from kpss_pages.core.ways.form_fields import EmailsFormField, PhonesFormField
from sites.models import TownSettings

PLAIN_FIELDS = (
    "mission",
    "activities",
    "area",
    "price",
    "price_note",
    "how_to_apply",
    "documents_to_bring",
    "waiting",
    "is_anonymous",
    "phones",
    "emails",
    "website",
    "languages",
)
ANONYMOUS = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True)
class FormPart:
    """The fields of one form of the service."""

    name: str
    given: BoundField
    fields: list[BoundField]
    hours: BoundField


@dataclass(frozen=True)
class PlacePart:
    """The fields of one place; its address is shown and not asked for."""

    name: str
    address: str
    fields: list[BoundField]


class AnswerForm(forms.Form):
    """What a provider says of one entry. ``shown`` are its values, ``free`` the free places by form that still count."""

    mission = LinesField(label=_("What it is for"), help_text=_("Two or three sentences in plain words."))
    activities = LinesField(label=_("What is done"), help_text=_("One activity on each line."), rows=5)
    area = LinesField(
        label=_("Area served"), help_text=_("One municipality on each line; empty when it serves everybody.")
    )
    price = price_field()
    price_note = LinesField(label=_("How much it costs"))
    how_to_apply = LinesField(label=_("How to apply"))
    documents_to_bring = LinesField(label=_("What to bring"), help_text=_("One thing on each line."))
    waiting = TextField(label=_("How long one waits"))
    is_anonymous = yes_or_no_field(_("Can people come without giving a name?"))
    phones = PhonesFormField(label=_("Telephones"), required=False)
    emails = EmailsFormField(label=_("E-mails"), required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": _("This is no address of a website. Write it as www.example.org.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=SpokenLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which somebody can be spoken to."),
    )
    more_forms = forms.MultipleChoiceField(
        label=_("The service is also given in these forms"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ended_on = forms.DateField(
        label=_("This service has ended on"),
        required=False,
        help_text=_("Leave it empty when the service goes on."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date. Write it as 31. 12. 2026.")},
    )
    words = LinesField(
        label=_("Anything else that should be different"),
        help_text=_("Also what stands above the form and cannot be changed in it, and places that are new or gone."),
        max_length=2000,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        shown: Mapping[str, Any],
        free: Mapping[str, int | None],
        words: str,
        town: TownSettings,
    ) -> None:
        initial = {name: shown[name] for name in PLAIN_FIELDS} | {
            "phones": Phones.from_json(shown["phones"]),
            "emails": Emails.from_json(shown["emails"]),
            "is_anonymous": ANONYMOUS[shown["is_anonymous"]],
            "languages": [code for code in shown["languages"] if code in SpokenLanguage],
            "ended_on": shown.get("ended_on"),
            "words": words,
        }
        super().__init__(data, initial=initial)
        self.shown = shown
        self.free = free
        phones: Any = self.fields["phones"]
        phones.for_town(town)
        known: Any = self.fields["more_forms"]
        given = [row["form"] for row in shown["forms"]]
        known.choices = [(code, name) for code, name in term_names(form_terms()) if code not in given]
        if not known.choices:
            del self.fields["more_forms"]
        for number, row in enumerate(shown["forms"]):
            self._add_form(f"form_{number}", row)
        for number, row in enumerate(shown["facilities"]):
            self._add_place(f"place_{number}", row)

    def _add_form(self, prefix: str, row: Mapping[str, Any]) -> None:
        units = capacity_units()
        added: dict[str, tuple[forms.Field, Any]] = {
            "given": (forms.BooleanField(label=_("The service is given in this form"), required=False), True),
        }
        for number, (count, unit, note) in enumerate(row["capacities"]):
            label = str(units.get(unit) or unit)
            field = whole_number(_("Capacity"))
            field.label = f"{field.label}: {f'{label} ({note})' if note else label}"
            added[f"capacity_{number}"] = (field, count)
        if not row["capacities"]:
            added["capacity_new"] = (whole_number(_("Capacity")), None)
            unit_field = forms.ChoiceField(label=_("Of what"), choices=term_names(units), required=False)
            added["unit_new"] = (unit_field, next(iter(units)))
        free = whole_number(_("Free places today"), help_text=_("Leave it empty when you do not know."))
        added["free"] = (free, self.free.get(row["form"]))
        added["is_nonstop"] = (forms.BooleanField(label=_("Around the clock"), required=False), row["is_nonstop"])
        added["hours"] = (HoursFormField(label=_("Hours"), required=False), OfficeHours.from_json(row["hours"]))
        added["hours_note"] = (TextField(label=_("Note on hours"), max_length=300), row["hours_note"])
        self._add(prefix, added)

    def _add_place(self, prefix: str, row: Mapping[str, Any]) -> None:
        if row["ended_on"]:
            return
        note = LinesField(
            label=_("How to get in"),
            help_text=_("For example: bell by the side entrance, ramp."),
            rows=2,
            max_length=500,
        )
        self._add(prefix, {"access": (access_field(), row["access"]), "access_note": (note, row["access_note"])})

    def _add(self, prefix: str, added: Mapping[str, tuple[forms.Field, Any]]) -> None:
        for name, (field, initial) in added.items():
            self.fields[f"{prefix}-{name}"] = field
            self.initial[f"{prefix}-{name}"] = initial

    def form_parts(self) -> Iterator[FormPart]:
        """Yield the fields of each form of the service, for the template."""
        for number, row in enumerate(self.shown["forms"]):
            prefix = f"form_{number}-"
            fields = [self[name] for name in self.fields if name.startswith(prefix)]
            rest = [field for field in fields if not field.name.endswith(("-given", "-hours"))]
            name = str(form_terms().get(row["form"]) or row["form"])
            yield FormPart(name, self[f"{prefix}given"], rest, self[f"{prefix}hours"])

    def place_parts(self) -> Iterator[PlacePart]:
        """Yield the fields of each place that is still there, for the template."""
        for number, row in enumerate(self.shown["facilities"]):
            prefix = f"place_{number}-"
            fields = [self[name] for name in self.fields if name.startswith(prefix)]
            if fields:
                where = "" if row["is_secret"] else ", ".join(filter(None, (row["street"], row["municipality"])))
                yield PlacePart(row["name"], where, fields)

    def values(self) -> dict[str, Any]:
        """Return the values of the entry as the provider says them."""
        said = {name: self._said(name) for name in PLAIN_FIELDS}
        rows = enumerate(self.shown["forms"])
        said["forms"] = [self._form(f"form_{number}", row) for number, row in rows if self._is_given(number)]
        said["forms"] += [
            {"form": code, "capacities": [], "is_nonstop": False, "hours": {}, "hours_note": ""}
            for code in self.cleaned_data.get("more_forms", ())
        ]
        said["facilities"] = [
            self._place(f"place_{number}", row) for number, row in enumerate(self.shown["facilities"])
        ]
        return said

    def free_places(self) -> dict[str, int | None]:
        """Return how many places are free in each form that goes on being given."""
        return {
            row["form"]: self.cleaned_data[f"form_{number}-free"]
            for number, row in enumerate(self.shown["forms"])
            if self._is_given(number)
        }

    def _is_given(self, number: int) -> bool:
        return bool(self.cleaned_data[f"form_{number}-given"])

    def _said(self, name: str) -> Any:
        if name not in self.changed_data:
            return self.shown[name]
        value = self.cleaned_data[name]
        if name == "is_anonymous":
            return next(said for said, choice in ANONYMOUS.items() if choice == value)
        return value.to_json() if hasattr(value, "to_json") else value

    def _form(self, prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
        changed = {name.removeprefix(f"{prefix}-") for name in self.changed_data if name.startswith(f"{prefix}-")}
        said = {name: self.cleaned_data[f"{prefix}-{name}"] for name in changed}
        capacities = [
            [said.get(f"capacity_{number}", count), unit, note]
            for number, (count, unit, note) in enumerate(row["capacities"])
        ]
        if said.get("capacity_new") is not None:
            unit = self.cleaned_data[f"{prefix}-unit_new"] or next(iter(capacity_units()))
            capacities.append([said["capacity_new"], unit, ""])
        return dict(row) | {
            "capacities": [each for each in capacities if each[0] is not None],
            "is_nonstop": said.get("is_nonstop", row["is_nonstop"]),
            "hours": said["hours"].to_json() if "hours" in said else row["hours"],
            "hours_note": said.get("hours_note", row["hours_note"]),
        }

    def _place(self, prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
        said = {
            name: self.cleaned_data[f"{prefix}-{name}"]
            for name in ("access", "access_note")
            if f"{prefix}-{name}" in self.changed_data
        }
        return dict(row) | said
