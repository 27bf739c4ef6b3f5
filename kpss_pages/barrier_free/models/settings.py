"""A town's own choices for its barrier-free map."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from kpss_pages.barrier_free.settings_form import BarrierFreeSettingsForm
from kpss_pages.barrier_free.verdicts.method import current_edition, edition_choices


def degree_field(verbose_name: Any) -> Any:
    return models.DecimalField(verbose_name, max_digits=9, decimal_places=6, null=True, blank=True)


@register_setting(icon="site")
class BarrierFreeSettings(BaseSiteSetting):
    """By which method the town surveys, how often, and where its area ends."""

    edition = models.CharField(
        _("edition of the method"), max_length=20, choices=edition_choices, default=current_edition
    )
    survey_every_months = models.PositiveSmallIntegerField(
        _("months between surveys"), default=36, validators=[MinValueValidator(3), MaxValueValidator(120)]
    )
    south = degree_field(_("southern edge"))
    north = degree_field(_("northern edge"))
    west = degree_field(_("western edge"))
    east = degree_field(_("eastern edge"))

    base_form_class = BarrierFreeSettingsForm

    panels = [
        FieldPanel(
            "edition",
            help_text=_(
                "Places that were judged by an older edition stay as they are. In the list of places, “Verdicts by an older "
                "edition” shows what would change."
            ),
        ),
        FieldPanel("survey_every_months"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("south"), FieldPanel("north")]),
                FieldRowPanel([FieldPanel("west"), FieldPanel("east")]),
            ],
            heading=_("Area of the map"),
            help_text=_("Degrees (WGS 84). A position outside is refused; leave blank to refuse only other countries."),
        ),
    ]

    class Meta:
        verbose_name = _("barrier-free map")
        verbose_name_plural = _("barrier-free maps")

    def __str__(self) -> str:
        return self.site.site_name
