"""What is reported of a plan's measures year by year, and the years whose evaluation is closed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.plans.choices import MeasureState

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEAR_RANGE = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class MeasureReport(models.Model):
    """How one measure stood at the end of one year.

    ``plan`` is the translation key of the plan's pages, so all languages share a report; a measure that an action plan
    has taken over is reported under the plan that it comes from.
    """

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    plan = models.UUIDField()
    measure = models.PositiveIntegerField(_("measure"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    state = models.CharField(_("state"), max_length=20, choices=MeasureState.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    comment_by = models.CharField(
        _("comment by"), max_length=160, blank=True, help_text=_("Whoever is responsible: an office or a role.")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="cs")
    spent = models.DecimalField(
        _("spent"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    values = models.JSONField(_("values of the indicators"), default=dict, blank=True)
    """Decimal numbers as text, by the indicator's id as text."""
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("report on a measure")
        verbose_name_plural = _("reports on measures")
        default_permissions = ()
        ordering = ["year", "measure"]
        constraints = [
            # Of a town: a plan that is copied to another one still says where its measures come from.
            models.UniqueConstraint(fields=["plan", "site", "measure", "year"], name="one_report_per_measure_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.measure}"


class ClosedYear(models.Model):
    """The evaluation of a plan's year as it was when it was closed; its figures no longer change.

    ``figures`` holds what ``evaluation.YearOfPlan.to_json`` gave: each measure as it was, with its state and comment.
    """

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    plan = models.UUIDField()
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    figures = models.JSONField(_("figures"))
    closed_at = models.DateTimeField(_("closed on"), auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("closed year of a plan")
        verbose_name_plural = _("closed years of plans")
        default_permissions = ()
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["plan", "site", "year"], name="a_year_is_closed_once")]

    def __str__(self) -> str:
        return str(self.year)
