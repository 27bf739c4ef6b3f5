"""Organisations that provide services."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kpss_pages.catalog.facts import FactsField
from kpss_pages.contacts.models.rows import ContactRow
from sites.validators import validate_company_id


class Provider(ContactRow):
    """An organisation that provides services, and whom the town asks whether its entries still hold.

    The people asked are not shown to anybody outside the town.
    """

    name = models.CharField(_("name"), max_length=300)
    company_id = models.CharField(
        _("company number"),
        max_length=12,
        blank=True,
        validators=[validate_company_id],
        help_text=_("Eight digits; the last one is checked."),
    )
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True)
    website = models.URLField(_("website"), blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    asked_at = models.EmailField(
        _("e-mail for confirmations"),
        blank=True,
        help_text=_("To whom the town writes to ask whether the entries hold. It is not shown on the site."),
    )
    asked_at_second = models.EmailField(
        _("second e-mail for confirmations"), blank=True, help_text=_("Asked when the first one does not answer.")
    )
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Invented to show the system; the site says so.")
    )
    facts = FactsField()

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("company_id"), FieldPanel("legal_form")]),
        FieldPanel("website"),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")])],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel("phones"), FieldPanel("emails")], heading=_("How to get in touch")),
        MultiFieldPanel(
            [FieldPanel("asked_at"), FieldPanel("asked_at_second")], heading=_("Asked whether the entries hold")
        ),
        FieldPanel("is_example"),
    ]

    found_by = ("name", "company_id")

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["sorts_as", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "company_id"],
                condition=~models.Q(company_id=""),
                name="one_provider_per_town_and_company",
                violation_error_message=_("The town has a provider with this company number already; use that one."),
            )
        ]
        indexes = [models.Index(fields=["site", "sorts_as"], name="providers_of_a_town")]

    def __str__(self) -> str:
        return self.name
