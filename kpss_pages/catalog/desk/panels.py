"""Panels of the forms of the catalogue."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from kpss_pages.catalog.desk.parts import FormOfServiceForm, PartsPanel, PlaceForm
from kpss_pages.catalog.desk.provenance import sentence_of
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.settings_of import settings_of

PARTS = {"forms": _("Forms, hours and places"), "facilities": _("Where")}


class StatePanel(Panel):
    """How true an entry is: when it was confirmed, where its forms and places come from, what nobody understands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kpss_catalog/admin/state_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            service = self.instance
            freshness = Freshness.of(settings_of(service.site_id), timezone.localdate())
            facts = ((label, service.facts.of(name)) for name, label in PARTS.items())
            return super().get_context_data(parent_context) | {
                "service": service,
                "has_ended": service.ended_on is not None and service.ended_on <= freshness.today,
                "is_stale": freshness.is_stale(service),
                "due_on": freshness.due_on(service),
                "parts": [(label, sentence_of(fact)) for label, fact in facts if fact is not None],
                "unknown": [tuple(pair) for pair in service.unknown_codes],
            }


SERVICE_PANELS = [
    StatePanel(heading=_("Is it true still?")),
    FieldPanel("site"),
    MultiFieldPanel(
        [
            FieldPanel("name"),
            FieldPanel("provider"),
            FieldPanel("kind"),
            FieldPanel("type_code"),
            FieldPanel("related_type"),
            FieldPanel("mission"),
            FieldPanel("activities"),
        ],
        heading=_("What"),
    ),
    MultiFieldPanel(
        [FieldPanel("target_groups"), FieldPanel("age_groups"), FieldPanel("ages_note")], heading=_("For whom")
    ),
    PartsPanel("forms", heading=_("Forms, hours and places"), label=_("form"), part_form=FormOfServiceForm),
    PartsPanel("facilities", heading=_("Where"), label=_("place"), part_form=PlaceForm),
    FieldPanel("area"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("price"), FieldPanel("is_anonymous")]), FieldPanel("price_note")],
        heading=_("For how much"),
    ),
    MultiFieldPanel(
        [FieldPanel("how_to_apply"), FieldPanel("documents_to_bring"), FieldPanel("waiting")],
        heading=_("How to apply"),
    ),
    MultiFieldPanel(
        [FieldPanel("phones"), FieldPanel("emails"), FieldPanel("website"), FieldPanel("languages")],
        heading=_("How to get in touch"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("register"), FieldPanel("register_number")]),
            FieldRowPanel([FieldPanel("registered_from"), FieldPanel("registered_until")]),
            FieldRowPanel([FieldPanel("ended_on"), FieldPanel("is_published")]),
        ],
        heading=_("Register and state"),
    ),
]
