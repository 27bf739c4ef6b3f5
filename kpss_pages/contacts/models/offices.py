"""A place where people can come."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.choices import Access
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.hours import HoursField


class Office(ContactRow):
    """An office with its address, hours and, where it serves several municipalities, its area."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offices",
    )
    name = models.CharField(_("name"), max_length=200)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    mapped_place = models.ForeignKey(
        Place,
        verbose_name=_("place on the barrier-free map"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offices",
        help_text=_("What was measured there is shown instead of what is said here."),
    )
    access = models.CharField(_("for people in a wheelchair"), max_length=20, choices=Access.choices, blank=True)
    access_note = models.TextField(
        _("how to get in"),
        blank=True,
        max_length=1000,
        help_text=_("For example: the side door has a ramp; ring and somebody comes down."),
    )
    area = models.TextField(
        _("municipalities it serves"),
        blank=True,
        help_text=_("One name a line. People find by it which office is theirs. Leave empty when it serves all."),
    )
    hours = HoursField(_("office hours"))
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("mapped_place"), FieldPanel("access"), FieldPanel("access_note")], heading=_("How to get in")
        ),
        FieldPanel("hours"),
        MultiFieldPanel([FieldPanel("phones"), FieldPanel("emails")], heading=_("How to get in touch")),
        FieldPanel("area"),
        FieldPanel("sort_order"),
    ]

    found_by = ("name", "municipality", "street")

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["sort_order", "sorts_as"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "name"],
                name="one_office_per_town_and_name",
                violation_error_message=_("The town has an office of this name already; use that one."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="office_lies_on_earth",
                violation_error_message=_("Fill in both the latitude and the longitude in degrees, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for field, other in (("latitude", self.longitude), ("longitude", self.latitude)):
            if getattr(self, field) is None and other is not None:
                message = _("Fill in both the latitude and the longitude in degrees, or neither.")
                raise ValidationError({field: ValidationError(message, code="half")})

    @property
    def municipalities(self) -> list[str]:
        """Names of the municipalities that the office serves; empty when it serves all."""
        return [name for line in self.area.splitlines() if (name := line.strip())]
