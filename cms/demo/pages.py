"""Makes the pages of a demo town: first all of them, so that texts can refer to one another, then what stands on them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from cms.demo.contacts import Contacts
from cms.demo.content import Content, in_language
from cms.demo.events import write_event
from cms.demo.measures import Source, make_content
from cms.demo.reports import add_reports, close_years, noon
from home.models import HomePage
from home.starter.bodies import BodyWriter, Keys, rich_text
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.events.models import EventIndexPage, EventPage
from kpss_pages.news.models import NewsAttachment, NewsIndexPage, NewsPage
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.models import OpenDataPage
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.models import PlanDocument, PlanIndexPage, PlanPage, PlanVersion, ProcessStep
from kpss_pages.standard.models import StandardPage
from sites.models import Role, Territory, TownDocument, TownImage, TownSettings, User

KINDS: Mapping[str, type[BasePage]] = {
    "home": HomePage,
    "standard": StandardPage,
    "news_index": NewsIndexPage,
    "news": NewsPage,
    "catalog_index": CatalogIndexPage,
    "barrier_free_index": BarrierFreeIndexPage,
    "contact_index": ContactIndexPage,
    "event_index": EventIndexPage,
    "event": EventPage,
    "open_data": OpenDataPage,
    "plan_index": PlanIndexPage,
    "plan": PlanPage,
}
PLANTED = (
    "barrier_free_index",
    "catalog_index",
    "contact_index",
    "news_index",
    "event_index",
    "open_data",
    "plan_index",
)
"""Kinds of which a new town has one already, among its starter pages."""

PLAIN_FIELDS = (
    "title",
    "lead",
    "help_title",
    "updated_on",
    "date",
    "relevant_until",
    "is_pinned",
    "kind",
    "state",
    "approved_by",
    "approved_on",
    "discussed_on",
    "resolution_number",
    "author",
)
"""Fields whose value in the content file is the page's."""


@dataclass
class Tree:
    """The pages of a town under construction, by key and language."""

    town: TownSettings
    content: Content
    people: Mapping[Role, User]
    images: Mapping[str, TownImage]
    documents: Mapping[str, TownDocument]
    topics: Mapping[str, Topic]
    contacts: Contacts
    pages: dict[tuple[str, str], BasePage] = field(default_factory=dict)

    def build(self) -> None:
        """Make and publish every page in every language, and publish the starter pages that are still drafts."""
        languages = self.content.languages
        for language in languages:
            for written in self.content.pages:
                self._make(in_language(written, language), language)
        for language in languages:
            for written in self.content.pages:
                self._write(in_language(written, language), language)
        self._report()
        self._publish_drafts()

    def _home(self, language: str) -> HomePage:
        root = self.town.site.root_page
        return HomePage.objects.get(translation_key=root.translation_key, locale__language_code=language)

    def _make(self, written: Mapping[str, Any], language: str) -> None:
        kind, key = written["type"], written["key"]
        if kind == "home":
            page = self._home(language)
        elif kind in PLANTED:
            home = self._home(language)
            page = KINDS[kind].objects.child_of(home).get()
            page.move(home, pos="last-child")
            page.refresh_from_db()
        else:
            page = self._add(written, language)
        self.pages[key, language] = page

    def _add(self, written: Mapping[str, Any], language: str) -> BasePage:
        key = written["key"]
        parent = self.pages[written.get("parent", "home"), language]
        original = self.pages.get((key, self.content.languages[0]))
        page = KINDS[written["type"]](
            title=written["title"],
            slug=written["slug"],
            locale=Locale.objects.get(language_code=language),
            live=False,
            owner=self._author(written["type"]),
            show_in_menus=written["type"] == "standard",
            # Filled in with the rest; the database has no event without a start.
            **({"starts_at": timezone.now()} if written["type"] == "event" else {}),
        )
        if original is not None:
            page.translation_key = original.translation_key
        # The parent in hand does not know of the children that it has got meanwhile.
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        return page

    def _author(self, kind: str) -> User:
        return self.people[Role.COORDINATOR if kind in ("plan", "plan_index") else Role.EDITOR]

    def _write(self, written: Mapping[str, Any], language: str) -> None:
        kind = written["type"]
        page = type(self.pages[written["key"], language]).objects.get(pk=self.pages[written["key"], language].pk)
        keys = self._keys(language)
        for name in PLAIN_FIELDS:
            if name in written:
                setattr(page, name, written[name])
        if "slug" in written:
            page.slug = written["slug"]
        if "licence" in written:
            page.licence = Licence[written["licence"]]
        if "help_text" in written:
            page.help_text = rich_text(written["help_text"], keys)
        if hasattr(page, "body"):
            path = f"{self.town.site.hostname}/{written['key']}"
            page.body = BodyWriter(BodyBlock(), keys, path).body(self._blocks(written, language))
        if kind == "news":
            self._write_news(page, written)
        elif kind == "event":
            write_event(page, written, self.town, self.contacts)
            page.topics = [self.topics[slug] for slug in written["topics"]]
        elif kind == "plan":
            self._write_plan(page, written, language)
        page.full_clean()
        if "earlier" in self.content.plans.get(written["key"], {}):
            self._publish_earlier(page, written, language)
        page.save_revision(user=self._author(kind), log_action=True).publish(user=self.people[Role.MANAGER])
        self.pages[written["key"], language] = page

    def _blocks(self, written: Mapping[str, Any], language: str) -> list[Mapping[str, Any]]:
        """Return the page's blocks and, after them, what is invented about it."""
        example = in_language(self.content.shared["example"], language)
        blocks: list[Mapping[str, Any]] = list(written.get("body", []))
        if written.get("example"):
            what = written["type"]
            heading, text = example[f"{what}_heading"], example[f"{what}_text"]
            blocks.append({"block": "callout", "tone": "note", "heading": heading, "text": text})
        elif written.get("files_are_samples"):
            heading, text = example["file_heading"], example["file_text"]
            blocks.append({"block": "callout", "tone": "note", "heading": heading, "text": text})
        # An evaluation shows the figures of the plan that it is based on.
        if {"measures", "based_on"} & written.keys() and not written.get("example"):
            heading, text = example["measures_heading"], example["measures_text"]
            blocks.append({"block": "callout", "tone": "note", "heading": heading, "text": text})
        return blocks

    def _write_news(self, page: NewsPage, written: Mapping[str, Any]) -> None:
        page.updated_on = page.date
        page.topics = [self.topics[slug] for slug in written["topics"]]
        if "image" in written:
            page.image = self.images[written["image"]]
        page.attachments = [
            NewsAttachment(
                document=self.documents[attachment["document"]],
                title=attachment["title"],
                sort_order=order,
                locale=page.locale,
                translation_key=uuid.uuid5(page.translation_key, str(order)),
            )
            for order, attachment in enumerate(written.get("attachments", []))
        ]

    def _write_plan(self, page: PlanPage, written: Mapping[str, Any], language: str) -> None:
        page.period_from = date(written["period_from"], 1, 1)
        page.period_to = date(written["period_to"], 12, 31)
        page.territory = Territory.objects.get(town=self.town, name=written["territory"])
        for name in ("predecessor", "based_on"):
            if name in written:
                setattr(page, name, self.pages[written[name], language])
        page.content = self._plan_content(written, language)
        page.steps = [ProcessStep(sort_order=order, **step) for order, step in enumerate(written.get("steps", []))]
        page.files = [
            PlanDocument(
                document=self.documents[file["document"]],
                kind=file["kind"],
                dated_on=file.get("dated_on"),
                note=file.get("note", ""),
                sort_order=order,
            )
            for order, file in enumerate(written.get("files", []))
        ]

    def _plan_content(self, written: Mapping[str, Any], language: str, is_earlier: bool = False) -> PlanContent:
        plan = self.content.plans.get(written["key"])
        if plan is None:
            return PlanContent()
        source = None
        if "takes_over" in plan:
            original = self.pages[written["based_on"], language]
            source = Source(str(original.translation_key), original.content)
        return make_content(plan, language, lambda key: int(self.documents[key].pk), source, is_earlier)

    def _publish_earlier(self, page: PlanPage, written: Mapping[str, Any], language: str) -> None:
        """Publish a plan as it was before, so that there are two versions to compare."""
        earlier = self.content.plans[written["key"]]["earlier"]
        present = page.content, page.state
        page.content, page.state = self._plan_content(written, language, is_earlier=True), earlier["state"]
        page.save_revision(user=self._author("plan")).publish(user=self.people[Role.MANAGER])
        PlanVersion.objects.filter(page=page).update(published_at=noon(earlier["published_on"]))
        page.content, page.state = present

    def _report(self) -> None:
        """Report on measures and close years: all reports first, because an action plan counts those of its plan."""
        language = self.content.languages[0]
        plans = [(self.pages[key, language], plan) for key, plan in self.content.plans.items()]
        for page, plan in plans:
            add_reports(page, plan, self.town)
        for page, plan in plans:
            close_years(page, plan, self.town, closed_by=self.people[Role.MANAGER])

    def _keys(self, language: str) -> Keys:
        return Keys(
            image=lambda key: self.images[key].pk,
            document=lambda key: self.documents[key].pk,
            page=lambda key: self.pages[key, language].pk,
            role=lambda key: self.contacts.roles[key].pk,
        )

    def _publish_drafts(self) -> None:
        for language in self.content.languages:
            drafts: Iterable[Page] = self._home(language).get_descendants().filter(live=False).specific()
            for page in drafts:
                page.save_revision().publish(user=self.people[Role.MANAGER])


def add_topics(town: TownSettings, written: Sequence[Mapping[str, str]]) -> dict[str, Topic]:
    """Make a town's topics and working groups; returned by slug."""
    return {topic["slug"]: Topic.objects.create(site=town.site, **topic) for topic in written}
