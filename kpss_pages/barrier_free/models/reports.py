"""What the public reports of places."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.barrier_free.choices import ReportState, ReportSubject
from kpss_pages.barrier_free.models.places import Place


class BarrierReport(models.Model):
    """A report of somebody who was at a place. Their e-mail is kept until it is done with, and only when they gave it."""

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="reports")
    subject = models.CharField(_("what it is about"), max_length=10, choices=ReportSubject.choices)
    words = models.TextField(_("report"), max_length=2000)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("report of a barrier")
        verbose_name_plural = _("reports of barriers")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["site", "state", "-made_at"], name="reports_of_a_town")]

    def __str__(self) -> str:
        return f"{self.place} ({self.get_subject_display()})"
