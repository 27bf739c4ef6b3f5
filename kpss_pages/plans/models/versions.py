"""Versions of a plan's goals and measures that the public has seen, to be compared with one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpss_pages.plans.choices import PlanState
from kpss_pages.plans.content_field import PlanContentField


class PlanVersion(models.Model):
    """Goals and measures as they were published; a new version is made when publishing changes them or the state."""

    page = models.ForeignKey("kpss_plans.PlanPage", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=20, choices=PlanState.choices)
    published_at = models.DateTimeField(_("published on"))
    content = PlanContentField(_("goals and measures"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="versions_of_a_plan_are_numbered")]

    def __str__(self) -> str:
        return f"{self.number}"
