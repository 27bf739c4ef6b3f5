"""Printed guides that were made of the catalogue."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.catalog.choices import GuideVariant


class GuideEdition(models.Model):
    """An edition of the printed guide: a document of the town with the day of its data."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="guide_editions",
    )
    """None while it is being made."""
    variant = models.CharField(_("variant"), max_length=10, choices=GuideVariant.choices)
    language = models.CharField(_("language"), max_length=10)
    dated = models.DateField(_("date of the data"))
    services = models.PositiveIntegerField(_("services"), default=0)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    """Hundredths of the work."""
    failure = models.TextField(_("why it was not made"), blank=True)
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("An archived edition is offered below the current ones.")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("edition of the guide")
        verbose_name_plural = _("editions of the guide")
        ordering = ["-dated", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_variant_display()}, {self.dated:%Y-%m-%d}"
