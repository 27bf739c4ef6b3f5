"""What a reader narrows a calendar of events down to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.listing import sentence
from kpss_pages.core.models import Topic
from kpss_pages.core.models.topics import TopicKind

WORDINGS: Mapping[frozenset[str], str | Promise] = {
    frozenset(): "",
    frozenset({"topic"}): _("Events on the topic “%(topic)s”"),
    frozenset({"group"}): _("Events of the working group “%(group)s”"),
    frozenset({"topic", "group"}): _("Events of the working group “%(group)s” on the topic “%(topic)s”"),
    frozenset({"year"}): _("Past events of %(year)s"),
    frozenset({"year", "topic"}): _("Past events of %(year)s on the topic “%(topic)s”"),
    frozenset({"year", "group"}): _("Past events of %(year)s of the working group “%(group)s”"),
    frozenset({"year", "topic", "group"}): _(
        "Past events of %(year)s of the working group “%(group)s” on the topic “%(topic)s”"
    ),
}


@dataclass(frozen=True)
class EventFilters:
    """A topic, a working group and a year of the archive out of those that the calendar offers.

    ``has_unknown`` is set when something else was asked for.
    """

    chosen_topic: Topic | None = None
    chosen_group: Topic | None = None
    year: int | None = None
    has_unknown: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str], topics: Iterable[Topic], years: Iterable[int] = ()) -> Self:
        """Read ``topic`` and ``group`` (slugs) and ``year`` from GET parameters; what is not offered is dropped and noted."""
        asked = {name: query.get(name, "").strip() for name in ("topic", "group", "year")}
        offered = list(topics)
        topic = next((row for row in offered if row.kind == TopicKind.TOPIC and row.slug == asked["topic"]), None)
        group = next((row for row in offered if row.kind != TopicKind.TOPIC and row.slug == asked["group"]), None)
        year = next((number for number in years if str(number) == asked["year"]), None)
        found = {"topic": topic, "group": group, "year": year}
        has_unknown = any(asked[name] and found[name] is None for name in asked)
        return cls(topic, group, year, has_unknown)

    @property
    def topic(self) -> str:
        """The slug of the chosen topic, "" without one."""
        return self.chosen_topic.slug if self.chosen_topic else ""

    @property
    def group(self) -> str:
        """The slug of the chosen working group, "" without one."""
        return self.chosen_group.slug if self.chosen_group else ""

    @property
    def chosen(self) -> list[Topic]:
        return [topic for topic in (self.chosen_topic, self.chosen_group) if topic is not None]

    @property
    def query(self) -> str:
        """The chosen topic and group as the end of an address ("?topic=rodina"), "" without any."""
        chosen = {name: slug for name, slug in (("topic", self.topic), ("group", self.group)) if slug}
        return f"?{urlencode(chosen)}" if chosen else ""

    def sentence(self) -> str:
        """Return what the list shows, "" for the list that nobody narrowed down."""
        return sentence(WORDINGS, topic=self.chosen_topic, group=self.chosen_group, year=self.year)
