"""Querysets of news."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager

from kpss_pages.core.querysets import LISTED_FIELDS, TownPageQuerySet

if TYPE_CHECKING:
    from kpss_pages.core.models import Topic


class NewsPageQuerySet(TownPageQuerySet):
    """News of towns."""

    def relevant_on(self, day: date) -> Self:
        """News that have not expired by a day; the last day of relevance still counts."""
        return self.filter(Q(relevant_until__isnull=True) | Q(relevant_until__gte=day))

    def by_date(self) -> Self:
        """Newest first; of one day, the last written first."""
        return self.order_by("-date", "-pk")

    def current(self) -> Self:
        """News that are relevant today, pinned ones first, then newest first."""
        return self.relevant_on(timezone.localdate()).order_by("-is_pinned", "-date", "-pk")

    def about(self, topic: "Topic") -> Self:
        """News that carry a topic."""
        return self.filter(topics=topic)

    def in_year(self, year: int) -> Self:
        """News dated in a year."""
        return self.filter(date__year=year)

    def years_and_topics(self) -> "tuple[list[int], list[Topic]]":
        """Years, the newest first, and topics that the news have; in one query."""
        topic_model = self.model._meta.get_field("topics").related_model
        names = [field.attname for field in topic_model._meta.concrete_fields]
        rows = self.order_by().values_list("date__year", *(f"topics__{name}" for name in names)).distinct()
        years, topics = set(), {}
        for year, *values in rows:
            topic = topic_model(**dict(zip(names, values, strict=True)))
            years.add(year)
            if topic.pk is not None:
                topics[topic.pk] = topic
        return sorted(years, reverse=True), sorted(topics.values(), key=lambda topic: topic.slug)

    def for_list(self) -> Self:
        """Load what a list of news shows, in a number of queries that does not grow with the list."""
        listed = self.only(*LISTED_FIELDS, "date", "lead", "image", "relevant_until", "is_pinned")
        return listed.select_related("image", "locale").prefetch_related("image__renditions", "topics")


NewsPageManager = PageManager.from_queryset(NewsPageQuerySet)
