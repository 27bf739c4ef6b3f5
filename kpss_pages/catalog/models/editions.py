"""Printed guides that were made of the catalogue, or were printed before there was one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.catalog.choices import GuideFailure, GuideVariant


class GuideEditionQuerySet(models.QuerySet["GuideEdition"]):
    """Editions of towns' guides."""

    def in_town(self, site: Site | int) -> "GuideEditionQuerySet":
        return self.filter(site=site)

    def made(self) -> "GuideEditionQuerySet":
        """Editions with a file."""
        return self.filter(document__isnull=False)

    def offered(self) -> "GuideEditionQuerySet":
        """Editions that the site offers, current and archived ones."""
        return self.made().filter(is_withdrawn=False)

    def in_the_making(self) -> "GuideEditionQuerySet":
        return self.filter(document__isnull=True, failure="")


class GuideEdition(models.Model):
    """An edition of the printed guide: a document of the town with the day of its data."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        # Whoever deletes the file takes the edition away with it.
        on_delete=models.CASCADE,
        related_name="guide_editions",
    )
    """None while it is being made."""
    variant = models.CharField(_("variant"), max_length=10, choices=GuideVariant.choices, blank=True)
    """"" for a brochure that was not made here."""
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    dated = models.DateField(_("date of the data"))
    services = models.PositiveIntegerField(_("services"), default=0)
    """How many the guide has; 0 where nobody has counted them."""
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    """Hundredths of the work."""
    failure = models.CharField(_("why it was not made"), max_length=10, choices=GuideFailure.choices, blank=True)
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("An archived edition is offered below the current ones.")
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("A withdrawn edition is kept and not offered on the site.")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = GuideEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of the guide")
        verbose_name_plural = _("editions of the guide")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "variant", "language"],
                condition=models.Q(document__isnull=True, failure="") & ~models.Q(variant=""),
                name="one_guide_in_the_making",
            ),
            models.UniqueConstraint(
                fields=["site", "variant", "language", "dated"],
                condition=models.Q(document__isnull=False) & ~models.Q(variant=""),
                name="one_guide_a_day",
            ),
        ]

    def __str__(self) -> str:
        what = self.get_variant_display() or _("brochure")
        return f"{what}, {self.dated:%Y-%m-%d}"

    @property
    def is_being_made(self) -> bool:
        return self.document_id is None and not self.failure
