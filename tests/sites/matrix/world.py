"""Two towns that hold one of everything: the own one, and the other one that carries SECRET in every word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from wagtail.models import Page

from kpss_pages.core.models import Topic
from kpss_pages.events.models import EventPage
from kpss_pages.news.models import NewsPage
from kpss_pages.plans.models import PlanPage
from kpss_pages.standard.models import StandardPage
from sites.models import Role, TownDocument, TownImage, TownSettings, User
from tests.builders import make_document, make_image, make_news, make_plan, make_town, make_user
from tests.sites.matrix import stock, stock_of_kinds
from tests.sites.matrix.rows import FIRST_FOREIGN_ID, FIRST_NEW_ID, Ledger, number_from, read_all

SECRET = "zzsecret"
OWN = "hrusen"
"""In everything of the own town but its people, so that a screen that shows it shows the town's things."""

OWN_PEOPLE = "jablon"
ONLY_THERE = "hortenzie"
"""A word of the other town's alone."""

Keys = Mapping[type[models.Model], list[Any]]


@dataclass(frozen=True)
class Town:
    """A town's objects by name; ``keys`` has the primary keys of every row that came with it."""

    settings: TownSettings
    people: Mapping[Role, User]
    image: TownImage
    document: TownDocument
    topic: Topic
    page: StandardPage
    news: NewsPage
    plan: PlanPage
    event: EventPage
    waiting: StandardPage
    private: StandardPage
    locked: StandardPage
    scheduled: StandardPage
    alias: Page
    translated: Page
    untranslated: StandardPage
    keys: Keys

    @property
    def host(self) -> str:
        return self.settings.site.hostname

    @property
    def home(self) -> Page:
        return self.settings.site.root_page

    def one(self, model: type[models.Model], **lookups: Any) -> Any:
        """Return the newest of the town's objects of a model."""
        found = model._default_manager.filter(pk__in=self.keys[model], **lookups).order_by("-pk").first()
        assert found is not None, f"{self.settings} has no {model._meta.label} with {lookups}"
        return found

    def pages(self) -> "models.QuerySet[Page]":
        return Page.objects.filter(pk__in=self.keys[Page]).order_by("path")

    def page_of(self, kind: type[Page]) -> Page:
        """Return a page of a kind, the one that refers to most where there are several."""
        full = {type(page): page for page in (self.page, self.news, self.plan, self.event)}
        first = kind.objects.filter(pk__in=self.keys[Page], locale=self.home.locale).order_by("path").first()
        return full.get(kind) or first


@dataclass(frozen=True)
class World:
    own: Town
    foreign: Town
    ledger: Ledger
    townless: User
    """Somebody who may use the admin and has left the last town."""
    visitor: User
    """Somebody who may sign in and nothing else."""


def build_world() -> World:
    empty = read_all()
    own = build_town(OWN, OWN_PEOPLE, OWN)
    townless = make_user(username=f"{OWN_PEOPLE}-townless", email="townless@town.example")
    townless.user_permissions.add(Permission.objects.get(codename="access_admin"))
    visitor = make_user(username=f"{OWN_PEOPLE}-visitor", email="visitor@town.example")
    half = read_all()
    number_from(FIRST_FOREIGN_ID)
    foreign = build_town(SECRET, SECRET, f"{SECRET} {ONLY_THERE}")
    number_from(FIRST_NEW_ID)
    full = read_all()
    own.keys.update(new_keys(empty, half))  # type: ignore[attr-defined]
    foreign.keys.update(new_keys(half, full))  # type: ignore[attr-defined]
    ledger = Ledger(full, {table: frozenset(rows.keys() - half[table].keys()) for table, rows in full.items()})
    return World(own, foreign, ledger, townless, visitor)


def new_keys(before: Mapping[str, Mapping[Any, Any]], after: Mapping[str, Mapping[Any, Any]]) -> Keys:
    return {
        model: sorted(after[table].keys() - before[table].keys()) for table, model in stock.tables_by_name().items()
    }


def build_town(word: str, person: str, title: str) -> Town:
    """Make a town whose things are named by ``title`` and whose people by ``person``."""
    town = make_town(word, name=f"{title} town", other_languages=("sk",))
    home = town.site.root_page
    rename(home.get_descendants(inclusive=True), title)
    people = {role: make_person(town, role, person) for role in Role}
    stock.fill_settings(town, title)
    image = make_image(town, f"{title} image", uploaded_by_user=people[Role.EDITOR])
    document = make_document(town, f"{title} document", collection=town.files_collection, name=f"{word}.txt")
    topic = Topic.objects.create(site=town.site, slug=f"{word}-topic", name_cs=f"{title} topic")
    page = stock.make_full_page(town, title, image, document, people[Role.EDITOR])
    news = make_news(town, f"{title} news", topics=[topic], documents=[document], image=image)
    plan_file = make_document(town, f"{title} plan file", name=f"{word}-plan.txt")
    older = make_plan(town, f"{title} older plan")
    territory = town.territories.get()
    content = stock_of_kinds.plan_content(title, page=page, document=plan_file)
    plan = make_plan(
        town,
        f"{title} plan",
        files=[plan_file],
        territory=territory,
        predecessor=older,
        based_on=older,
        content=content,
    )
    made = {
        "waiting": stock.make_waiting_page(home, title, people[Role.EDITOR]),
        "private": stock.make_private_page(town, title),
        "locked": stock.make_locked_page(home, title, people[Role.MANAGER]),
        "scheduled": stock.make_scheduled_page(home, title),
        "untranslated": stock.make_page(home, f"{title} untranslated"),
        "alias": page.create_alias(update_slug=f"{word}-alias", parent=home),
        "translated": stock.translate(page, people[Role.EDITOR]),
    }
    role = stock_of_kinds.rows_of_contacts(town, title)
    stock_of_kinds.rows_of_catalogue(town, make_document(town, f"{title} guide", name=f"{word}-guide.txt"), title)
    stock_of_kinds.rows_of_places(town, image, title)
    stock_of_kinds.rows_of_core(town, title)
    event = stock_of_kinds.make_full_event(town, title, topic, document, role)
    stock.leave_traces(town, page, image, people, title)
    stock.rows_of_others(town, people, title)
    stock_of_kinds.rows_of_plan(plan, title)
    stock_of_kinds.rows_of_subscriptions(town, topic, title)
    stock.rows_of_documents(document, plan_file, title)
    return Town(town, people, image, document, topic, page, news, plan, event, keys={}, **made)


def rename(pages: Iterable[Page], title: str) -> None:
    for page in pages:
        new = f"{title} {page.title}"
        Page.objects.filter(pk=page.pk).update(title=new, draft_title=new)


def make_person(town: TownSettings, role: Role, word: str) -> User:
    return make_user(
        town,
        role,
        username=f"{word}-{role.value}",
        email=f"{word}-{role.value}@{word}.example",
        first_name=f"{word} first",
        last_name=f"{word} last",
    )
