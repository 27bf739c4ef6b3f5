"""The form of a town's choices for its barrier-free map: its area lies in the country and is one."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.positions import COUNTRIES
from sites.choices import Country
from sites.models import TownSettings
from sites.tenancy.forms import TownSettingForm

EDGES = ("south", "north", "west", "east")


class BarrierFreeSettingsForm(TownSettingForm):
    """Says what numbers may be; takes all edges of the area or none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = self.instance._meta.get_field("survey_every_months").validators
        limits = {type(one): one.limit_value for one in months}
        said = {"least": limits[MinValueValidator], "most": limits[MaxValueValidator]}
        if "survey_every_months" in self.fields:
            field = self.fields["survey_every_months"]
            field.help_text = _("From %(least)d to %(most)d.") % said
            field.widget.attrs |= {"min": said["least"], "max": said["most"]}
        town = TownSettings.objects.filter(site=self.instance.site_id).first()
        south, north, west, east = COUNTRIES[Country(town.country if town is not None else Country.CZ)]
        self.limits = {"south": (south, north), "north": (south, north), "west": (west, east), "east": (west, east)}
        for name in EDGES:
            if name in self.fields:
                self._limit(name)

    def _limit(self, name: str) -> None:
        least, most = self.limits[name]
        field = self.fields[name]
        field.help_text = _("From %(least)s to %(most)s.") % {"least": f"{least:.2f}", "most": f"{most:.2f}"}
        field.widget.attrs |= {"min": f"{least}", "max": f"{most}"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        edges = {name: cleaned.get(name) for name in EDGES}
        if not any(name in self.errors for name in EDGES):
            self._check(edges)
        return cleaned

    def _check(self, edges: dict[str, Decimal | None]) -> None:
        missing = [name for name, edge in edges.items() if edge is None]
        if len(missing) == len(EDGES):
            return
        for name in missing:
            message = _("Fill in all four edges, or leave all of them blank.")
            self.add_error(name, ValidationError(message, code="missing"))
        for name, edge in edges.items():
            least, most = self.limits[name]
            if edge is not None and not least <= edge <= most:
                message = _("This is not in the country: write degrees from %(least)s to %(most)s.")
                said = {"least": f"{least:.2f}", "most": f"{most:.2f}"}
                self.add_error(name, ValidationError(message, code="abroad", params=said))
        if self.errors:
            return
        for first, last, sentence in (
            ("south", "north", _("The northern edge lies south of the southern one. Exchange them.")),
            ("west", "east", _("The eastern edge lies west of the western one. Exchange them.")),
        ):
            low, high = edges[first], edges[last]
            if low is not None and high is not None and low >= high:
                self.add_error(last, ValidationError(sentence, code="order"))
