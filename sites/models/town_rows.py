"""The rows around a town's settings, edited together with them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from sites.models.town import TownSettings


class TownLanguage(Orderable):
    """A further language in which the town publishes, with its texts in that language."""

    town = ParentalKey(TownSettings, on_delete=models.CASCADE, related_name="other_languages")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    site_name = models.CharField(_("town's name"), max_length=200, blank=True)
    slogan = models.CharField(_("slogan"), max_length=200, blank=True)
    coat_of_arms_text = models.CharField(_("alternative text of the coat of arms"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("further language")
        verbose_name_plural = _("further languages")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "language"],
                name="one_row_per_town_and_language",
                violation_error_message=_("This language is listed already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_language_display()

    def clean(self) -> None:
        super().clean()
        if self.town_id and self.language == self.town.default_language:
            raise ValidationError({"language": _("This is the town's default language; choose the other one.")})


class Territory(Orderable):
    """A municipality or micro-region that the town plans for."""

    town = ParentalKey(TownSettings, on_delete=models.CASCADE, related_name="territories")
    name = models.CharField(_("name"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return self.name


class ParentBreadcrumb(Orderable):
    """A step above the site for one that lives inside the town's own web."""

    town = ParentalKey(TownSettings, on_delete=models.CASCADE, related_name="parent_breadcrumbs")
    title = models.CharField(_("title"), max_length=120)
    url = models.URLField(_("address"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("breadcrumb above the site")
        verbose_name_plural = _("breadcrumbs above the site")

    def __str__(self) -> str:
        return self.title


class PartnerLink(Orderable):
    """A link to an organisation that the town works with."""

    town = ParentalKey(TownSettings, on_delete=models.CASCADE, related_name="partner_links")
    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("address"))

    class Meta(Orderable.Meta):
        verbose_name = _("partner link")
        verbose_name_plural = _("partner links")

    def __str__(self) -> str:
        return self.title


class FundingProject(Orderable):
    """A project with public money whose publicity the site must show."""

    town = ParentalKey(TownSettings, on_delete=models.CASCADE, related_name="funding_projects")
    name = models.CharField(_("name of the project"), max_length=250)
    statement = models.CharField(
        _("statement"),
        max_length=200,
        help_text=_("For example the sentence that the Union co-funds the project."),
    )
    description = models.TextField(_("aim and expected result"), blank=True)
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    emblem = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    emblem_text = models.CharField(_("alternative text of the emblem"), max_length=200, blank=True)
    language = models.CharField(_("language of the texts"), max_length=10, choices=settings.LANGUAGES, default="cs")

    class Meta(Orderable.Meta):
        verbose_name = _("funded project")
        verbose_name_plural = _("funded projects")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.emblem_id and not self.emblem_text:
            raise ValidationError({"emblem_text": _("Describe the emblem for people who do not see it.")})
