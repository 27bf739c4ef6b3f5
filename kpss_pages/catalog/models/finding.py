"""What helps people to find a service: life situations, words that mean the same, and searches that found nothing."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Site


class LifeSituation(models.Model):
    """A way into the catalogue in plain words ("I look after somebody at home"), with what it leads to."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    name_cs = models.CharField(_("in Czech"), max_length=120, blank=True)
    name_sk = models.CharField(_("in Slovak"), max_length=120, blank=True)
    slug = models.SlugField(_("in the address"), max_length=60)
    icon = models.CharField(_("picture"), max_length=40, blank=True)
    words = models.TextField(
        _("words that lead here"), blank=True, help_text=_("Words and phrases that people use, one on each line.")
    )
    type_codes = models.JSONField(_("types of service"), default=list, blank=True)
    target_groups = models.JSONField(_("for whom"), default=list, blank=True)
    related_types = models.TextField(
        _("related services"), blank=True, help_text=_("Sorts of help of related services, one on each line.")
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("site"),
        MultiFieldPanel([FieldPanel("name_cs"), FieldPanel("name_sk"), FieldPanel("slug")], heading=_("Name")),
        FieldPanel("icon"),
        FieldPanel("words"),
        MultiFieldPanel(
            [FieldPanel("type_codes"), FieldPanel("target_groups"), FieldPanel("related_types")],
            heading=_("Services that it leads to"),
        ),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="one_situation_per_town_and_slug",
                violation_error_message=_("The town has a situation at this address already; choose another one."),
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """Return the name in a language, in the other one when there is none."""
        first, second = (self.name_sk, self.name_cs) if language.startswith("sk") else (self.name_cs, self.name_sk)
        return first or second


class Synonyms(models.Model):
    """Words and phrases that mean the same to whoever searches ("babička", "seniorka", "stará paní")."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("words that mean the same"), help_text=_("One word or phrase on each line."))

    panels = [FieldPanel("site"), FieldPanel("words")]

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, (line.strip() for line in self.words.splitlines())))


class SearchWithoutResult(models.Model):
    """Words that somebody looked for and found nothing; not who, and not when exactly."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("looked for"), max_length=80)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        ordering = ["-count", "words"]
        constraints = [models.UniqueConstraint(fields=["site", "words"], name="one_row_per_town_and_search")]

    def __str__(self) -> str:
        return self.words
