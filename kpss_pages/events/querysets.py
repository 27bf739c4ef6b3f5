"""Querysets of events, of their dates and of those who sign up; all start from a town."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from wagtail.models import Page, PageManager, Site

from kpss_pages.core.querysets import LISTED_FIELDS, TownPageQuerySet
from kpss_pages.events.choices import RegistrationState
from kpss_pages.events.recurrence import at
from sites.open_pages import IsRestricted

if TYPE_CHECKING:
    from kpss_pages.core.models import Topic

PAGE_FIELDS = (*LISTED_FIELDS, "lead", "place", "state", "state_note", "repeats", "online_url", "translation_key")
"""What lists show of an event."""


class EventPageQuerySet(TownPageQuerySet):
    """Events of towns."""

    def about(self, topic: "Topic") -> Self:
        """Events that carry a topic or belong to a working group."""
        return self.filter(topics=topic)

    def with_places(self) -> Self:
        """With where they take place and what was measured there."""
        return self.select_related("locale", "office__mapped_place", "mapped_place")

    def with_surveys(self) -> Self:
        """With all that was measured where they take place."""
        return self.select_related("mapped_place__survey", "office__mapped_place__survey")

    def not_over_for(self, since: datetime) -> Self:
        """Published events of which some date ends after a moment."""
        dates = self.model._meta.get_field("occurrences").related_model.objects
        return self.filter(Exists(dates.filter(page=OuterRef("pk"), ends_at__gt=since)))


EventPageManager = PageManager.from_queryset(EventPageQuerySet)


class OccurrenceQuerySet(QuerySet[Any]):
    """Dates of events of towns, cancelled ones included: people have to learn of these too."""

    def in_town(self, site: Site) -> Self:
        """Dates of a town's events in all its languages: an event that is translated has its dates once in each."""
        return self.filter(site=site)

    def in_home(self, home: Page) -> Self:
        """Dates of a town's events in the language of one of its home pages."""
        return self.filter(page__path__startswith=home.path)

    def below(self, index: Page) -> Self:
        """Dates of the events of one calendar."""
        return self.filter(page__path__startswith=index.path)

    def published(self) -> Self:
        """Dates of live events that nobody has to sign in or know a password for."""
        return self.filter(page__live=True).exclude(IsRestricted("page__path"))

    def coming(self, now: datetime) -> Self:
        """Dates that are not over yet, the first one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, now: datetime) -> Self:
        """Dates that are over, the last one first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def first_of_each(self, now: datetime) -> Self:
        """Leave one date of each event: the first that is not over."""
        sooner = self.model.objects.filter(page=OuterRef("page"), ends_at__gt=now, starts_at__lt=OuterRef("starts_at"))
        return self.filter(~Exists(sooner))

    def upcoming(self, home: Page, now: datetime) -> Self:
        """What is on next in a town in one language: each event once, ready to be listed."""
        return self.in_home(home).published().coming(now).first_of_each(now).for_list()

    def about(self, *topics: "Topic") -> Self:
        """Dates of events that carry all of some topics."""
        dates = self
        for topic in topics:
            dates = dates.filter(page__topics=topic)
        return dates

    def between(self, first: date, last: date, zone: ZoneInfo) -> Self:
        """Dates of which some part lies in the days from the first to the last, by when they start."""
        begins, ends = at(first, time.min, zone), at(last + timedelta(days=1), time.min, zone)
        is_in = Q(ends_at__gt=begins) | Q(ends_at=begins, starts_at=begins)
        return self.filter(is_in, starts_at__lt=ends).order_by("starts_at", "pk")

    def in_year(self, year: int, zone: ZoneInfo) -> Self:
        """Dates that start in a year."""
        begins, ends = (at(date(number, 1, 1), time.min, zone) for number in (year, year + 1))
        return self.filter(starts_at__gte=begins, starts_at__lt=ends)

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the first date starts and the last one ends, None without any."""
        found = self.order_by().aggregate(first=Min("starts_at"), last=Max("ends_at"))
        return (found["first"], found["last"]) if found["first"] is not None else None

    def next_change(self, now: datetime) -> datetime | None:
        """Return when the next of the dates is over, None when all are."""
        found: datetime | None = self.order_by().filter(ends_at__gt=now).aggregate(next=Min("ends_at"))["next"]
        return found

    def years(self, zone: ZoneInfo) -> list[int]:
        """Years in which dates start, the newest first."""
        year = ExtractYear("starts_at", tzinfo=zone)
        return sorted(self.order_by().values_list(year, flat=True).distinct(), reverse=True)

    def topics(self) -> "list[Topic]":
        """Topics and working groups of the events, by their slugs."""
        topic_model = self.model._meta.get_field("page").related_model._meta.get_field("topics").related_model
        found: Iterable[Topic] = topic_model.objects.filter(event_pages__in=self.order_by().values("page")).distinct()
        return list(found)

    def for_list(self) -> Self:
        """Load what a list shows of each date, in one query."""
        wanted = [f"page__{name}" for name in PAGE_FIELDS]
        own = [field.name for field in self.model._meta.concrete_fields]
        office = ("page__office", "page__office__name")
        locale = ("page__locale__language_code",)
        return self.select_related("page__locale", "page__office").only(*own, *wanted, *office, *locale)


class RegistrationQuerySet(QuerySet[Any]):
    """Registrations of towns."""

    def for_event(self, site_id: int, event: UUID) -> Self:
        """Registrations for one event of a town, in whichever language they were made."""
        return self.filter(site=site_id, event=event)

    def on(self, rule_starts: Iterable[datetime]) -> Self:
        return self.filter(rule_start__in=list(rule_starts))

    def confirmed(self) -> Self:
        return self.filter(state=RegistrationState.CONFIRMED)

    def waiting(self) -> Self:
        """The waiting list, whoever comes next first."""
        return self.filter(state=RegistrationState.WAITING).order_by("confirmed_at", "pk")

    def counted(self) -> dict[datetime, tuple[int, int]]:
        """Return how many have a place and how many wait, by date."""
        rows = self.order_by().values_list("rule_start")
        counts = rows.annotate(
            taken=Count("pk", filter=Q(state=RegistrationState.CONFIRMED)),
            waiting=Count("pk", filter=Q(state=RegistrationState.WAITING)),
        )
        return {rule_start: (taken, waiting) for rule_start, taken, waiting in counts}
