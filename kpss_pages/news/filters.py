"""What a reader narrows the list of news down to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.listing import sentence
from kpss_pages.news.querysets import NewsPageQuerySet

if TYPE_CHECKING:
    from kpss_pages.core.models import Topic

WORDINGS: Mapping[frozenset[str], str | Promise] = {
    frozenset(): "",
    frozenset({"year"}): _("News of %(year)s"),
    frozenset({"topic"}): _("News on the topic “%(topic)s”"),
    frozenset({"year", "topic"}): _("News of %(year)s on the topic “%(topic)s”"),
}


@dataclass(frozen=True)
class NewsFilters:
    """A year and a topic out of those that the index offers; ``has_unknown`` when something else was asked for."""

    year: int | None = None
    chosen_topic: "Topic | None" = None
    has_unknown: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str], years: Iterable[int], topics: "Iterable[Topic]") -> Self:
        """Read ``year`` and ``topic`` (a slug) from GET parameters; what is not offered is dropped and noted."""
        asked_year, asked_topic = query.get("year", "").strip(), query.get("topic", "").strip()
        year = next((year for year in years if str(year) == asked_year), None)
        topic = next((topic for topic in topics if topic.slug == asked_topic), None)
        has_unknown = bool((asked_year and year is None) or (asked_topic and topic is None))
        return cls(year, topic, has_unknown)

    @property
    def topic(self) -> str:
        """The slug of the chosen topic, "" without one."""
        return self.chosen_topic.slug if self.chosen_topic else ""

    def matching(self, news: NewsPageQuerySet) -> NewsPageQuerySet:
        """Return the news to list: of a year all of them, otherwise those that are relevant today, pinned ones first."""
        if self.chosen_topic is not None:
            news = news.about(self.chosen_topic)
        return news.in_year(self.year).by_date() if self.year else news.current()

    def sentence(self) -> str:
        """Return what the list shows, "" for the list that nobody narrowed down."""
        return sentence(WORDINGS, year=self.year, topic=self.chosen_topic)
