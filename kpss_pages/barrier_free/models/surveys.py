"""Surveys of places, their photos, and the links by which volunteers send them."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.barrier_free.choices import Surveyor, SurveyOrigin, SurveyState
from kpss_pages.barrier_free.models.held import Held
from kpss_pages.barrier_free.models.places import Place
from kpss_pages.barrier_free.querysets import SurveyLinkManager, SurveyManager
from kpss_pages.barrier_free.verdicts.method import current_edition, edition_choices
from sites.models import TownSettings


class SurveyLink(Held):
    """A link by which people without an account send surveys to a town until its last day."""

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("who it is for"), max_length=120, help_text=_("For example: pensioners' club, spring."))
    valid_until = models.DateField(_("valid until"))
    most_surveys = models.PositiveSmallIntegerField(_("most surveys"), default=200)
    is_stopped = models.BooleanField(_("stopped"), default=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects: ClassVar[Any] = SurveyLinkManager()

    class Meta:
        verbose_name = _("link for volunteers")
        verbose_name_plural = _("links for volunteers")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether surveys may be sent by it today; the last day is included."""
        return not self.is_stopped and self.valid_until >= timezone.localdate()


class Survey(models.Model):
    """One survey of one place: what was measured, by whom, when, and what it was held to mean.

    ``measures`` are plain values as in the package ``measures``. ``verdicts`` has for each profile {"suggested": …,
    "verdict": …, "reason": …}: ``reason`` is why the surveyor or the town holds something else than was suggested.
    ``place_values`` are proposed values of the place's own fields ("name", "category", "street", "municipality",
    "latitude", "longitude"), those of a new place when ``place`` is empty.
    """

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.CASCADE, related_name="surveys"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """Given by whoever sends it: what comes twice is the same survey."""
    state = models.CharField(_("state"), max_length=10, choices=SurveyState.choices, default=SurveyState.WAITING)
    origin = models.CharField(_("how it came in"), max_length=10, choices=SurveyOrigin.choices)
    surveyed_on = models.DateField(_("surveyed on"), default=timezone.localdate)
    surveyor_kind = models.CharField(
        _("who measured"), max_length=12, choices=Surveyor.choices, default=Surveyor.ORGANISATION
    )
    surveyor = models.CharField(_("organisation"), max_length=200, blank=True)
    """The organisation's name; "" for a citizen, whose name is not kept."""
    edition = models.CharField(
        _("edition of the method"), max_length=20, choices=edition_choices, default=current_edition
    )
    measures = models.JSONField(_("measures"), default=dict)
    verdicts = models.JSONField(_("verdicts"), default=dict)
    place_values = models.JSONField(default=dict)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    next_survey_on = models.DateField(_("next survey"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("correction of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="corrections",
    )
    """The survey of the same day whose measures the town has corrected by this one; it stays as history."""
    link = models.ForeignKey(
        SurveyLink, verbose_name=_("link"), null=True, blank=True, on_delete=models.SET_NULL, related_name="surveys"
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_by = models.JSONField(default=dict)
    """What undoes it once it has been accepted from the field; ``surveying.deciding`` writes and reads it.

    "sent" has the survey as it came, "before" the place's own fields as they were (None where there was no place),
    "given" what they became, "photos" the pictures that were made of its photos. Empty for every other survey.
    """

    objects: ClassVar[Any] = SurveyManager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-surveyed_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["site", "key"], name="one_survey_per_town_and_key")]
        indexes = [
            models.Index(fields=["site", "state", "-received_at"], name="surveys_of_a_town"),
            models.Index(fields=["place", "state", "-surveyed_on"], name="surveys_of_a_place"),
        ]

    def __str__(self) -> str:
        name = self.place.name if self.place is not None else self.place_values.get("name", "")
        return f"{name} ({self.surveyed_on:%Y-%m-%d})"


def survey_photo_path(photo: "SurveyPhoto", filename: str) -> str:
    """Return a name in the town's own folder, which nothing but the town's admin gives out."""
    key = TownSettings.objects.filter(site=photo.survey.site_id).values_list("media_key", flat=True).get()
    return f"{key}/surveys/{uuid.uuid4().hex}.jpg"


class SurveyPhoto(models.Model):
    """A photo that came with a survey, without its metadata; it becomes one of the place when the survey is accepted."""

    wagtail_reference_index_ignore = True

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(_("photo"), upload_to=survey_photo_path, max_length=255)
    alt_text = models.CharField(_("what the photo shows"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("photo of a survey")
        verbose_name_plural = _("photos of surveys")

    def __str__(self) -> str:
        return self.alt_text or str(self.pk)
