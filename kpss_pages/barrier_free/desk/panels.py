"""Panels of the form of places."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from kpss_pages.barrier_free.choices import ReportState
from kpss_pages.barrier_free.here import things_at
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.barrier_free.shown import shown_place
from kpss_pages.core.sections import section_page
from sites.towns import town_of_site


class StatePanel(Panel):
    """What was measured at a place, what it is for whom, what is there, and what waits; a new place has none of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kpss_barrier_free/admin/place_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # As it is kept: the form may be shown again with what somebody has typed.
            place = type(self.instance).objects.select_related("survey").get(pk=self.instance.pk)
            town, site_id = town_of_site(place.site_id), place.site_id
            page = section_page(BarrierFreeIndexPage, town) if town is not None and place.is_published else None
            surveys_url = reverse("kpss_barrier_free_surveys", args=[site_id])
            shown = shown_place(place)
            return super().get_context_data(parent_context) | {
                "place": place,
                "shown": shown,
                "parts": [part for part in shown.parts if part.is_surveyed],
                "history": [
                    {
                        "survey": one,
                        "holds": one.row.pk == place.survey_id,
                        "url": reverse("kpss_barrier_free_survey", args=[site_id, one.row.pk]),
                    }
                    for one in shown.history()
                ],
                "add_url": reverse("kpss_barrier_free_survey_add", args=[site_id, place.pk]),
                "waiting_url": f"{surveys_url}?place={place.pk}",
                "waiting": place.surveys.waiting().count(),
                "reports": place.reports.filter(state=ReportState.OPEN).count(),
                "reports_url": f"{reverse('kpss_barrier_free_reports', args=[site_id])}?place={place.pk}",
                "things": things_at(place, town.default_language) if town is not None else [],
                "public_url": f"{page.full_url}{place.address_below}" if page is not None else "",
            }


PLACE_PANELS = [
    StatePanel(heading=_("What was measured")),
    FieldPanel("site"),
    MultiFieldPanel(
        [FieldPanel("name"), FieldPanel("category"), FieldPanel("about"), FieldPanel("website")], heading=_("What")
    ),
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            FieldPanel("route"),
        ],
        heading=_("Where"),
    ),
    FieldPanel("hours"),
    InlinePanel("photos", heading=_("Photos"), label=_("Photo")),
    MultiFieldPanel([FieldPanel("source_key"), FieldPanel("is_published")], heading=_("Source and state")),
]
