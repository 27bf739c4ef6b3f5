"""The calendar of a town's events: a list, months, calendars to subscribe to, and a feed."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from kpss_pages.core.feeds import serve_feed
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.events.ical import serve_calendar
from kpss_pages.events.listing import (
    calendar_events,
    feed_of,
    list_context,
    month_context,
    routes_of,
    topic_of,
    town_or_404,
)
from kpss_pages.events.models.event import EventPage
from kpss_pages.events.models.occurrences import Occurrence
from kpss_pages.events.month import Month
from kpss_pages.events.querysets import EventPageQuerySet, OccurrenceQuerySet
from sites.towns import current_town


class EventIndexPage(RoutablePageMixin, BasePage):
    """The calendar of a town's events in one language."""

    chrome_part = "events"
    shown_kinds = ("kpss_events.EventPage",)
    query_parameters = ("page", "topic", "group", "year")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types = ["kpss_events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")

    def events(self) -> EventPageQuerySet:
        """The calendar's published events, those too that are over."""
        events: EventPageQuerySet = EventPage.objects.child_of(self).published()
        return events

    def dates(self) -> OccurrenceQuerySet:
        """The dates of the calendar's published events."""
        dates: OccurrenceQuerySet = Occurrence.objects.below(self).published()
        return dates

    def get_cached_paths(self) -> list[str]:
        return routes_of(self)

    @path("")
    def list_of_events(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(request, context_overrides=list_context(self, request))

    @re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/$")
    def month_of_events(self, request: HttpRequest, year: str, month: str) -> HttpResponseBase:
        if not (1 <= int(month) <= 12 and int(year) >= 1):
            raise Http404
        asked = Month(int(year), int(month))
        shown = month_context(self, request, asked)
        if len(month) == 1:
            return redirect(f"{self.get_url(request)}{asked.below}{shown['filters'].query}", permanent=True)
        return self.render(request, template="kpss_events/month.html", context_overrides=shown | {"below": asked.below})

    @path("calendar.ics/")
    def calendar(self, request: HttpRequest) -> HttpResponseBase:
        return self._serve_calendar(request, None)

    @path("calendar/<slug:slug>.ics/")
    def calendar_of_topic(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        return self._serve_calendar(request, topic_of(self, request, slug))

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        feed, items = feed_of(self, request)
        return serve_feed(request, feed, items)

    def _serve_calendar(self, request: HttpRequest, topic: Topic | None) -> HttpResponseBase:
        town = town_or_404(request)
        parts = {"calendar": self.title, "town": town.name, "topic": topic}
        name = (
            gettext("%(calendar)s: %(topic)s – %(town)s") % parts
            if topic is not None
            else f"{self.title} – {town.name}"
        )
        events = calendar_events(self, topic)
        return serve_calendar(request, events, name=name, zone=town.zone, url=self.get_full_url(request) or "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        town = current_town(request)
        url = self.get_full_url(request) or ""
        return {
            **context,
            "calendar_url": f"{url}calendar.ics",
            "webcal": _webcal(url),
            "zone": town.zone if town else None,
        }


def _webcal(url: str) -> str:
    """Return an address in the scheme at which calendar programs subscribe instead of fetching once."""
    return "webcal:" + url.partition(":")[2]
