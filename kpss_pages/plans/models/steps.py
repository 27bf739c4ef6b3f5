"""The steps in which a plan comes about, shown as a timeline."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class ProcessStep(Orderable):
    """One step of the process; without days when they are not known yet."""

    page = ParentalKey("kpss_plans.PlanPage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_done = models.BooleanField(_("done"), default=False)

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("begins_on"), FieldPanel("ends_on")]),
        FieldPanel("is_done"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("step of the process")
        verbose_name_plural = _("steps of the process")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on=None) | Q(ends_on__gte=F("begins_on")),
                name="step_ends_after_it_begins",
                violation_error_message=_("The step ends before it begins. Correct one of the two dates."),
            )
        ]

    def __str__(self) -> str:
        return self.title
