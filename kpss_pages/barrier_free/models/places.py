"""A place on the map, with its photos."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from kpss_pages.barrier_free.choices import SHAPES, Category, Profile, Shape, Verdict
from kpss_pages.barrier_free.measures import Values
from kpss_pages.barrier_free.models.held import Held
from kpss_pages.barrier_free.querysets import OPENSTREETMAP_KEY, PlaceManager
from kpss_pages.core.hours import HoursField
from kpss_pages.core.models import FoundRow
from kpss_pages.core.positions import lies_on_earth


def verdict_field(verbose_name: Any) -> Any:
    """Return a field with the verdict for somebody, which comes from the survey that holds."""
    return models.CharField(
        verbose_name, max_length=12, choices=Verdict.choices, default=Verdict.UNKNOWN, editable=False
    )


FROM_SURVEY = (
    "survey_id",
    "surveyed_on",
    "next_survey_on",
    *Profile.values,
    "toilet",
    "has_parking",
    "has_lift",
)
"""Fields of a place that the survey that holds says."""


def in_one_line(street: str, municipality: str, postal_code: str = "") -> str:
    """Return an address in one line: "Hlavní 1, 750 02 Přerov"; "" when nothing is known of it."""
    return ", ".join(filter(None, (street, f"{postal_code} {municipality}".strip())))


class Place(Held, FoundRow, ClusterableModel):
    """A building, a spot or a route. What was measured there is in its surveys; the newest accepted one holds.

    The verdicts, and what is kept of the survey beside them, are those of ``survey``: they are here so that places are
    found by them. ``surveying.holding`` writes them, nothing else does.
    """

    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.OFFICE)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    line = models.JSONField(_("line"), default=list, blank=True, editable=False)
    """Of a route: its points as pairs of longitude and latitude (WGS 84 degrees); its position is the first of them."""
    hours = HoursField(_("opening hours"))
    about = models.TextField(
        _("about the place"), blank=True, max_length=2000, help_text=_("What people come for, and how to get there.")
    )
    website = models.URLField(_("website"), blank=True)
    source_key = models.CharField(
        _("number in the source"), max_length=80, blank=True, help_text=_("By it a table or a map finds it again.")
    )
    is_published = models.BooleanField(_("on the site"), default=True)

    survey = models.ForeignKey(
        "kpss_barrier_free.Survey",
        verbose_name=_("survey that holds"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    surveyed_on = models.DateField(_("surveyed on"), null=True, blank=True, editable=False)
    next_survey_on = models.DateField(_("next survey"), null=True, blank=True, editable=False)
    wheelchair = verdict_field(Profile.WHEELCHAIR.label)
    escort = verdict_field(Profile.ESCORT.label)
    walker = verdict_field(Profile.WALKER.label)
    pram = verdict_field(Profile.PRAM.label)
    sight = verdict_field(Profile.SIGHT.label)
    hearing = verdict_field(Profile.HEARING.label)
    toilet = verdict_field(_("toilet"))
    """The best toilet for somebody in a wheelchair."""
    has_parking = models.BooleanField(_("reserved parking"), null=True, blank=True, editable=False)
    has_lift = models.BooleanField(_("lift"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = PlaceManager()

    found_by = ("name", "street", "municipality", "about")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = pgettext_lazy("on the barrier-free map", "places")
        ordering = ["sorts_as", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "source_key"],
                condition=~models.Q(source_key=""),
                name="one_place_per_town_and_key",
                violation_error_message=_("The town has a place with this number already; use that one."),
            ),
            lies_on_earth("place_lies_on_earth"),
        ]
        indexes = [models.Index(fields=["site", "is_published", "sorts_as"], name="places_of_a_town")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the place; what follows from its survey only when it is named: another may have come to hold meanwhile."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            fields = (field for field in self._meta.concrete_fields if not field.primary_key)
            own = (field.name for field in fields if field.attname not in FROM_SURVEY)
            kwargs["update_fields"] = [*own, "photos"]
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> "Place":
        """Return the place as a revision has it; what follows from its surveys is that of today."""
        place: Place = super().with_content_json(content)
        for name in FROM_SURVEY:
            setattr(place, name, getattr(self, name))
        return place

    @property
    def shape(self) -> Shape:
        return SHAPES[Category(self.category)]

    @property
    def measures(self) -> Values:
        """What was measured by the survey that holds; empty when there is none."""
        return self.survey.measures if self.survey is not None else {}

    @property
    def address(self) -> str:
        """Where it is, in one line, with the postal code."""
        return in_one_line(self.street, self.municipality, self.postal_code)

    @property
    def short_address(self) -> str:
        """The same as people of the town say it."""
        return in_one_line(self.street, self.municipality)

    def is_overdue(self, today: date) -> bool:
        """Whether the next survey should have been before a day."""
        return self.next_survey_on is not None and self.next_survey_on < today

    @property
    def is_of_openstreetmap(self) -> bool:
        """Whether it came from OpenStreetMap, whose licence wants its contributors to be named."""
        return self.source_key.startswith(OPENSTREETMAP_KEY)

    @property
    def address_below(self) -> str:
        """The address of the place's page, below that of the map."""
        return f"place/{self.pk}/"


class PlacePhoto(Orderable):
    """A photo of a place, with its words for those who do not see it."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("photo"), on_delete=models.CASCADE, related_name="+"
    )
    alt_text = models.CharField(
        _("what the photo shows"), max_length=300, help_text=_("For people who do not see it: two steps, rail right.")
    )

    panels = [FieldPanel("image"), FieldPanel("alt_text")]

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.alt_text

    def clean(self) -> None:
        super().clean()
        if self.alt_text and not self.alt_text.strip():
            message = _("Say what the photo shows.")
            raise ValidationError({"alt_text": ValidationError(message, code="blank")})
