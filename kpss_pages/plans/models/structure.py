"""How a town calls the levels of its plans, and how many there are above the measures."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from sites.languages import current_language
from sites.tenancy.forms import TownSettingForm

DEEPEST = 3
DEFAULTS = {
    "level_1": _("Priority"),
    "level_2": _("Goal"),
    "level_3": _("Partial goal"),
    "measure": _("Measure"),
    "activity": _("Activity"),
}
"""Names of the levels where the town has given none."""


def _name(label: Any) -> models.CharField:
    return models.CharField(label, max_length=60, blank=True)


@register_setting(icon="list-ul")
class PlanStructure(BaseSiteSetting):
    """The levels of a town's plans: up to three above a measure, the measure, the activity."""

    depth = models.PositiveSmallIntegerField(
        _("levels above a measure"),
        default=2,
        validators=[MaxValueValidator(DEEPEST)],
        help_text=_("0 to 3: with 2, a plan has priorities, goals in them and measures in these."),
    )
    level_1_cs, level_1_sk = _name(_("first level in Czech")), _name(_("first level in Slovak"))
    level_2_cs, level_2_sk = _name(_("second level in Czech")), _name(_("second level in Slovak"))
    level_3_cs, level_3_sk = _name(_("third level in Czech")), _name(_("third level in Slovak"))
    measure_cs, measure_sk = _name(_("measure in Czech")), _name(_("measure in Slovak"))
    activity_cs, activity_sk = _name(_("activity in Czech")), _name(_("activity in Slovak"))

    base_form_class = TownSettingForm

    panels = [
        FieldPanel("depth"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"{level}_cs"), FieldPanel(f"{level}_sk")]) for level in DEFAULTS],
            heading=_("Names of the levels"),
            help_text=_("For example priorita, cíl, opatření, aktivita. A blank one is called as usual."),
        ),
    ]

    class Meta:
        verbose_name = _("structure of plans")
        verbose_name_plural = _("structures of plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(depth__lte=DEEPEST),
                name="plan_structure_depth",
                violation_error_message=_("At most three levels can stand above a measure."),
            )
        ]

    def __str__(self) -> str:
        return self.site.site_name

    def name_of(self, level: str) -> str:
        """Return the name of "level_1" … "level_3", "measure" or "activity" in the current language."""
        return getattr(self, f"{level}_{current_language()}") or str(DEFAULTS[level])
