"""Aggregate visit counts: page views by town and five minutes, nothing about who viewed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class VisitCount(models.Model):
    """Page views of a town within the window that begins at ``starts_at``.

    Windows are five minutes long; those older than eight days are merged into one window a day.
    """

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="visit_counts")
    starts_at = models.DateTimeField(_("from"))
    views = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("visit count")
        verbose_name_plural = _("visit counts")
        constraints = [models.UniqueConstraint(fields=["site", "starts_at"], name="one_count_per_town_and_window")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}: {self.views}"
