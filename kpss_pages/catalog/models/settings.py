"""A town's own choices for its catalogue."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from kpss_pages.catalog.area import MOST, Area
from kpss_pages.catalog.models.registers import RegisterCode
from kpss_pages.catalog.settings_form import CatalogSettingsForm
from sites.choices import Country


def between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="folder-open-inverse")
class CatalogSettings(BaseSiteSetting):
    """Which part of the registers is the town's, how its entries are kept true, and what its printed guide says."""

    area = models.TextField(
        _("area of the catalogue"),
        blank=True,
        help_text=_(
            "Municipalities whose services are taken from the register, one on each line. "
            "Where several have the same name, write the number of the one: 511382 Přerov."
        ),
    )
    asks_providers = models.BooleanField(
        _("ask providers"), default=False, help_text=_("Write to providers when their entries are due.")
    )
    confirm_every_months = models.PositiveSmallIntegerField(
        _("months between confirmations"), default=12, validators=between(1, 36)
    )
    link_valid_days = models.PositiveSmallIntegerField(
        _("days for which a link is valid"), default=30, validators=between(3, 90)
    )
    next_step_days = models.PositiveSmallIntegerField(
        _("days until the next contact is asked"), default=14, validators=between(2, 60)
    )
    free_places_days = models.PositiveSmallIntegerField(
        _("days for which free places are believed"), default=30, validators=between(1, 180)
    )
    stale_after_months = models.PositiveSmallIntegerField(
        _("months after which an entry is stale"), default=18, validators=between(1, 60)
    )
    guide_title = models.CharField(_("title of the printed guide"), max_length=160, blank=True)
    guide_introduction = models.TextField(_("introduction of the printed guide"), blank=True)
    guide_imprint = models.TextField(
        _("imprint of the printed guide"), blank=True, help_text=_("Publisher, editors, printer; one on each line.")
    )
    printed_copies_at = models.TextField(
        _("where printed copies can be had"), blank=True, help_text=_("One place on each line.")
    )

    base_form_class = CatalogSettingsForm

    panels = [
        FieldPanel("area"),
        MultiFieldPanel(
            [
                FieldPanel("asks_providers"),
                FieldRowPanel([FieldPanel("confirm_every_months"), FieldPanel("link_valid_days")]),
                FieldRowPanel([FieldPanel("next_step_days"), FieldPanel("free_places_days")]),
                FieldPanel("stale_after_months"),
            ],
            heading=_("Kept true"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("guide_title"),
                FieldPanel("guide_introduction"),
                FieldPanel("guide_imprint"),
                FieldPanel("printed_copies_at"),
            ],
            heading=_("Printed guide"),
        ),
    ]

    class Meta:
        verbose_name = _("catalogue of services")
        verbose_name_plural = _("catalogues of services")

    def __str__(self) -> str:
        return self.site.site_name

    def check_area(self, lines: Sequence[str], country: str) -> None:
        """Raise ValidationError with a sentence for each line of an area with which something is wrong."""
        if len(lines) > MOST:
            message = gettext("There are more than %(most)d lines. Leave those that people need.")
            raise ValidationError(message, code="too_many", params={"most": MOST})
        faults = Area(RegisterCode.municipalities() if lines and country == Country.CZ else {}).faults(lines)
        if faults:
            raise ValidationError(
                [
                    ValidationError(
                        gettext("Line %(number)d: %(message)s"),
                        code="line",
                        params={"number": number, "message": sentence},
                    )
                    for number, sentence in faults
                ]
            )
