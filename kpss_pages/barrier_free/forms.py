"""Forms of the rows of the barrier-free map."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kpss_pages.barrier_free.choices import SHAPES, Category, Shape
from kpss_pages.barrier_free.lines import Line, line_in, text_of, trouble_of
from kpss_pages.barrier_free.positions import trouble_with
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.core.addresses.filling import FILLED_IN_HELP, position_to_fill_in, told
from kpss_pages.core.day_inputs import DayInput
from kpss_pages.core.positions import HALF_A_POSITION, DegreesField
from sites.models import TownSettings
from sites.tenancy.forms import TownRowForm

ADDRESS = ("street", "postal_code", "municipality")
POSITION = ("latitude", "longitude")


class PlaceForm(TownRowForm):
    """A place: its position lies in the town's area, and a path may have a line."""

    route = forms.CharField(
        label=_("line of the path"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_(
            "Of a path or street only. A point on each line: latitude, comma, longitude. Or paste GeoJSON with a "
            "LineString. The first point is the position of the path."
        ),
    )

    class Media:
        css = {"all": ["kpss_barrier_free/desk.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # A place stays in its town: what belongs to it would stay behind.
            self.fields.pop("site", None)
        for name in POSITION:
            if name in self.fields:
                self.fields[name] = DegreesField(label=self.fields[name].label, required=False)
        self.told_of_positions: list[str] = []
        if POSITION[0] in self.fields:
            self.fields[POSITION[0]].help_text = FILLED_IN_HELP
        if "route" in self.fields:
            self.fields["route"].label = capfirst(self.fields["route"].label)
            self.initial.setdefault("route", text_of(self.instance.line or ()))

    def clean_route(self) -> str:
        text: str = self.cleaned_data["route"]
        try:
            self.line: Line = line_in(text)
        except ValueError as error:
            raise ValidationError(str(error), code="line") from None
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_category(cleaned)
        self._check_route(cleaned)
        self._check_position(cleaned)
        self._fill_in_position(cleaned)
        return cleaned

    def _check_category(self, cleaned: Mapping[str, Any]) -> None:
        """Keep what was measured with the shape that it was measured of."""
        category = cleaned.get("category")
        if not category or "category" not in self.changed_data or not self.instance.pk:
            return
        was = Category(str(self.initial.get("category") or category))
        if SHAPES[was] != SHAPES[Category(category)] and self.instance.surveys.exists():
            message = _("The place was surveyed as another kind of thing (%(shape)s). Make a new place for this.")
            self.add_error("category", ValidationError(message, code="shape", params={"shape": SHAPES[was].label}))

    def _check_route(self, cleaned: dict[str, Any]) -> None:
        line, category = getattr(self, "line", []), cleaned.get("category")
        if "route" in self.errors or not line or not category:
            return
        if SHAPES[Category(category)] is not Shape.ROUTE:
            message = _("Only a path or street has a line. Empty this, or choose that category.")
            self.add_error("route", ValidationError(message, code="category"))
        elif line != self.instance.line and (town := self._town(cleaned)) is not None:
            sentence = trouble_of(line, settings_of(town.site_id), town.country)
            if sentence:
                self.add_error("route", ValidationError(sentence, code="position"))
        if "route" not in self.errors:
            for name, value in zip(POSITION, reversed(line[0]), strict=True):
                self.errors.pop(name, None)
                cleaned[name] = Decimal(str(value))

    def _check_position(self, cleaned: Mapping[str, Any]) -> None:
        if any(name in self.errors for name in POSITION):
            return
        latitude, longitude = (cleaned.get(name) for name in POSITION)
        if (latitude is None) != (longitude is None):
            missing = POSITION[0] if latitude is None else POSITION[1]
            self.add_error(missing, ValidationError(HALF_A_POSITION, code="half"))
            return
        # One that was there before the area was narrowed is in nobody's way.
        has_moved = not self.instance.pk or any(name in self.changed_data for name in POSITION)
        town = self._town(cleaned)
        if latitude is None or not has_moved or town is None or getattr(self, "line", []):
            return
        sentence = trouble_with(latitude, longitude, settings_of(town.site_id), town.country)
        if sentence:
            self.add_error("latitude", ValidationError(sentence, code="position"))

    def _fill_in_position(self, cleaned: dict[str, Any]) -> None:
        """Take the position of the address where none is written, or that of the address before; see ``filling``."""
        town, names = self._town(cleaned), (*ADDRESS, *POSITION)
        if self.errors or town is None or getattr(self, "line", []) or not all(name in self.fields for name in names):
            return
        position = position_to_fill_in(cleaned, {name: self.initial.get(name) for name in names}, town.country)
        if position is None or (position[0] and trouble_with(*position, settings_of(town.site_id), town.country)):
            return
        cleaned |= dict(zip(POSITION, position, strict=True))
        self.told_of_positions = [told(cleaned["name"], position)]

    def _town(self, cleaned: Mapping[str, Any]) -> TownSettings | None:
        """Return the town that the place is going to belong to; None while it is not known."""
        site = cleaned.get("site")
        site_id = site.pk if site is not None else self.town_site_id()
        return TownSettings.objects.filter(site=site_id).first() if site_id else None

    def save(self, commit: bool = True) -> Any:
        if "route" in self.fields:
            self.instance.line = self.line
        return super().save(commit=commit)


class SurveyLinkForm(TownRowForm):
    """A link for volunteers: for a month unless somebody says otherwise, for a year at most."""

    LONGEST = relativedelta(years=1)
    USUAL = timedelta(days=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("site", None)
        else:
            self.initial.setdefault("valid_until", timezone.localdate() + self.USUAL)
        field = self.fields["valid_until"]
        field.widget = DayInput(attrs=field.widget.attrs)
        field.help_text = _("The last day on which surveys can be sent; at most a year from today.")
        self.fields["most_surveys"].min_value = 1
        self.fields["most_surveys"].widget.attrs["min"] = 1
        self.fields["most_surveys"].help_text = _("When so many have come, the link takes no more.")

    def clean_valid_until(self) -> Any:
        day, today = self.cleaned_data["valid_until"], timezone.localdate()
        if day < today and (day != self.instance.valid_until or not self.instance.pk):
            raise ValidationError(_("This day is over. Choose a later one."), code="past")
        last = today + self.LONGEST
        if day > last:
            said = {"day": date_format(last, "SHORT_DATE_FORMAT")}
            message = _("A link works for a year at most. Choose a day until %(day)s.")
            raise ValidationError(message, code="long", params=said)
        return day

    def clean_most_surveys(self) -> int:
        most: int = self.cleaned_data["most_surveys"]
        if most < 1:
            raise ValidationError(_("Write a whole number from 1."), code="least")
        return most
