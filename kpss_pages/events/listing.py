"""The lists, months and calendars of an index of events: from a request to what its templates show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as ListPage
from django.http import Http404, HttpRequest
from django.utils import timezone

from kpss_pages.core.feeds import FEED_LENGTH, Feed, Item, feed_of_section, item_of_page
from kpss_pages.core.listing import names_page, page_of, understand
from kpss_pages.core.models import Topic
from kpss_pages.core.models.topics import TopicKind
from kpss_pages.events.choices import EventState
from kpss_pages.events.filters import EventFilters
from kpss_pages.events.month import Month, Months, weekdays, weeks_of
from kpss_pages.events.querysets import EventPageQuerySet, OccurrenceQuerySet
from kpss_pages.events.recurrence import coming
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import when_text
from sites.kept import kept
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.showing import show_for, withhold
from sites.page_cache.tags import kind
from sites.tenancy.scope import town_of
from sites.towns import current_town

if TYPE_CHECKING:
    from kpss_pages.events.models import EventIndexPage, EventPage

PAGE_SIZE = 20
REMEMBERED = timedelta(days=365)
"""For how long events that are over stay in calendars."""
LONGEST_CALENDAR = 1000
EVENT_PAGE = "kpss_events.EventPage"


@dataclass(frozen=True)
class Offer:
    """What all lists of a calendar offer: topics and working groups, the years of its archive, its first and last date."""

    topics: list[Topic]
    years: list[int]
    span: tuple[datetime, datetime] | None

    def of_kind(self, topic_kind: str) -> list[Topic]:
        return [topic for topic in self.topics if topic.kind == topic_kind]


def offer_of(index: "EventIndexPage", request: HttpRequest) -> Offer:
    """Return what a calendar offers: found once, until any of its events or of their topics changes."""
    town = town_or_404(request)
    dates = index.dates()

    def find() -> Offer:
        return Offer(dates.topics(), dates.years(town.zone), dates.span())

    until = key_of(kind(town.site_id, EVENT_PAGE, index.locale_id))
    return kept(f"kpss:events-offer:{index.pk}", find, until)


def town_or_404(request: HttpRequest) -> TownSettings:
    """Return the town of a request; a preview on the landing host has none."""
    town = current_town(request)
    if town is None:
        raise Http404
    return town


def list_context(index: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the list of coming events shows, or that of a year that is over or passing."""
    town, now = town_or_404(request), timezone.now()
    today = timezone.localdate(now, town.zone)
    offer = offer_of(index, request)
    years = [year for year in offer.years if year <= today.year]
    filters = EventFilters.from_query(request.GET, offer.topics, years)
    dates = index.dates().about(*filters.chosen)
    listed = dates.over(now).in_year(filters.year, town.zone) if filters.year else dates.coming(now)
    shown = page_of(listed.for_list(), request.GET.get("page"), PAGE_SIZE)
    if filters.has_unknown or not names_page(shown, request.GET.get("page")):
        withhold(request)
    _understand(request, filters, shown)
    count_until(request, index.dates(), now)
    months = Months.around(offer.span, today, town.zone)
    return {**_chosen(offer, filters), "years": years, "dates": shown, "month": months.this}


def month_context(index: "EventIndexPage", request: HttpRequest, month: Month) -> dict[str, Any]:
    """Return what a month shows; 404 for one that the calendar does not have."""
    town = town_or_404(request)
    today = timezone.localdate(timezone=town.zone)
    offer = offer_of(index, request)
    months = Months.around(offer.span, today, town.zone)
    if month not in months:
        raise Http404
    filters = EventFilters.from_query(request.GET, offer.topics)
    if filters.has_unknown or request.GET.get("year") or request.GET.get("page"):
        withhold(request)
    _understand(request, filters)
    dates = index.dates().about(*filters.chosen).between(month.first_day, month.last_day, town.zone).for_list()
    weeks = weeks_of(month, dates, today)
    return {
        **_chosen(offer, filters),
        "month": month,
        "weeks": weeks,
        "weekdays": weekdays(),
        "is_empty": not any(day.events for week in weeks for day in week),
        "previous": months.before(month),
        "next": months.after(month),
        "this_month": months.this,
    }


def _understand(request: HttpRequest, filters: EventFilters, shown: "ListPage[Any] | None" = None) -> None:
    understand(request, [("topic", filters.topic), ("group", filters.group), ("year", filters.year)], shown)


def _chosen(offer: Offer, filters: EventFilters) -> dict[str, Any]:
    return {
        "topics": offer.of_kind(TopicKind.TOPIC),
        "groups": offer.of_kind(TopicKind.WORKING_GROUP),
        "filters": filters,
    }


def count_until(request: HttpRequest, dates: OccurrenceQuerySet, now: datetime) -> None:
    """Let a list count until the next of its dates is over; at midnight it ends by itself."""
    change = dates.next_change(now)
    if change is not None:
        show_for(request, (change - now).total_seconds())


def routes_of(index: "EventIndexPage") -> list[str]:
    """Return what answers below a calendar, as caches in front of us know it: months, calendars, the feed."""
    town = town_of(index)
    if town is None:
        return ["/"]
    dates = index.dates()
    months = Months.around(dates.span(), timezone.localdate(timezone=town.zone), town.zone)
    slugs = [topic.slug for topic in dates.topics()]
    return [
        "/",
        "/feed/",
        "/calendar.ics",
        *(f"/calendar/{slug}.ics" for slug in slugs),
        *(f"/{month.below}" for month in months),
    ]


def topic_of(index: "EventIndexPage", request: HttpRequest, slug: str) -> Topic:
    """Return a topic or working group of the calendar; 404 for one that none of its events has."""
    found = next((topic for topic in offer_of(index, request).topics if topic.slug == slug), None)
    if found is None:
        raise Http404
    return found


def calendar_events(index: "EventIndexPage", topic: Topic | None = None) -> EventPageQuerySet:
    """Return the events that a calendar for telephones holds: coming ones, and those of the last year."""
    events = index.events().not_over_for(timezone.now() - REMEMBERED)
    if topic is not None:
        events = events.about(topic)
    loaded = events.defer("body").with_places().prefetch_related("exceptions", "topics")
    return loaded.order_by("starts_at", "pk")[:LONGEST_CALENDAR]


def feed_of(index: "EventIndexPage", request: HttpRequest) -> tuple[Feed, list[Item]]:
    """Return the feed of the events that were published last and are not over."""
    town = town_or_404(request)
    now = timezone.now()
    events = index.events().not_over_for(now).with_places()
    newest = events.prefetch_related("exceptions", "topics").order_by("-last_published_at", "-pk")[:FEED_LENGTH]
    count_until(request, index.dates(), now)
    return feed_of_section(index, request, town.name), [_item(page, request, now) for page in newest]


def _item(page: "EventPage", request: HttpRequest, now: datetime) -> Item:
    dates = coming(page.dates(), now)
    when = when_text(dates[0]) if dates else ""
    parts = [page.get_state_display() if page.state != EventState.PLANNED else "", when, where_of(page).line]
    summary = ". ".join(part for part in (*parts, page.lead) if part)
    return item_of_page(page, request, summary, [str(topic) for topic in page.topics.all()])
