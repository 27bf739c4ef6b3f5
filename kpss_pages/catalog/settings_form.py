"""The form of a town's choices for its catalogue: each municipality of its area is one that the register knows."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kpss_pages.catalog.area import lines_of_area
from sites.choices import Country
from sites.models import TownSettings
from sites.tenancy.forms import TownSettingForm


class CatalogSettingsForm(TownSettingForm):
    """Says what numbers may be, and of each line of the area what is wrong with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            limits = {type(one): one.limit_value for one in self.instance._meta.get_field(name).validators}
            if MinValueValidator in limits and MaxValueValidator in limits:
                said = {"least": limits[MinValueValidator], "most": limits[MaxValueValidator]}
                field.help_text = _("From %(least)d to %(most)d.") % said
                field.widget.attrs |= {"min": said["least"], "max": said["most"]}
        if self.instance.site_id and "area" in self.fields:
            self.fields["area"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                self.fields["area"].help_text,
                reverse("kpss_catalog_register_area", args=[self.instance.site_id]),
                _("Choose a whole district"),
            )

    def clean_area(self) -> str:
        lines = lines_of_area(self.cleaned_data["area"])
        town = TownSettings.objects.filter(site=self.instance.site_id).first()
        country = town.country if town is not None else Country.CZ
        if "area" in self.changed_data:
            self.instance.check_area(lines, country)
        return "\n".join(lines)
