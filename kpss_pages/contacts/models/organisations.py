"""An organisation that a town's contacts belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kpss_pages.contacts.models.rows import ContactRow
from sites.validators import validate_company_id, validate_data_box


class Organisation(ContactRow):
    """The town's own office, or another one that it works with."""

    name = models.CharField(_("name"), max_length=200)
    company_id = models.CharField(
        _("company number"),
        max_length=12,
        blank=True,
        validators=[validate_company_id],
        help_text=_("Eight digits; the last one is checked."),
    )
    data_box = models.CharField(_("data box"), max_length=40, blank=True, validators=[validate_data_box])
    website = models.URLField(_("website"), blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("company_id"), FieldPanel("data_box")]),
        FieldPanel("website"),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")])],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel("phones"), FieldPanel("emails")], heading=_("How to get in touch")),
        FieldPanel("sort_order"),
    ]

    found_by = ("name",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_order", "sorts_as"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "name"],
                name="one_organisation_per_town_and_name",
                violation_error_message=_("The town has an organisation of this name already; use that one."),
            )
        ]

    def __str__(self) -> str:
        return self.name
