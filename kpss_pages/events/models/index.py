"""The calendar of a town's events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from kpss_pages.core.models import BasePage


class EventIndexPage(RoutablePageMixin, BasePage):
    """The calendar of a town's events in one language."""

    chrome_part = "events"
    shown_kinds = ("kpss_events.EventPage",)

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types = ["kpss_events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")
