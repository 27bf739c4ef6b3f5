"""What a mail can tell of: announcements of one town whose pages everybody may read at this moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from kpss_pages.core.announcements import AnnouncedKind, What, announced_kinds
from kpss_pages.subscriptions.models import Announcement
from sites.models import TownSettings
from sites.open_pages import open_to_all
from sites.towns import home_pages

MOST = 200
"""Announcements that are looked at, the newest: a mail shows fewer."""

URGENT = (What.CANCELLED, What.MOVED)


@dataclass(frozen=True)
class Item:
    """One thing to tell; ``key`` is the announcement's, ``detail`` and ``topics`` are read in the mail's language."""

    key: int
    kind: AnnouncedKind
    what: str
    page: Page
    topic_keys: frozenset[int]

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may have reckoned with something else."""
        return self.what != What.NEW

    @property
    def url(self) -> str:
        return self.page.get_full_url() or ""

    @property
    def lead(self) -> str:
        return str(getattr(self.page, "lead", ""))

    @property
    def detail(self) -> str:
        return self.kind.detail_of(self.page)

    @property
    def topics(self) -> list[str]:
        return [str(topic) for topic in self.page.topics.all()] if self.kind.has_topics else []


def items_between(town: TownSettings, after: int, until: int) -> dict[str, list[Item]]:
    """Return what was announced, by language and oldest first: after one announcement and until another."""
    found = Announcement.objects.filter(site=town.site_id, pk__gt=after, pk__lte=until).order_by("-pk")[:MOST]
    return _items(town, found)


def items_of(town: TownSettings, keys: Collection[int]) -> dict[str, list[Item]]:
    """Return what there still is to tell of announcements."""
    return _items(town, Announcement.objects.filter(site=town.site_id, pk__in=keys).order_by("-pk")[:MOST])


def _items(town: TownSettings, announcements: Iterable[Announcement]) -> dict[str, list[Item]]:
    kinds = {kind.key: kind for kind in announced_kinds() if kind.model not in town.disabled_kinds}
    rows = [row for row in announcements if row.kind in kinds]
    pages = _readable_pages(town, {row.page_id for row in rows})
    items: dict[str, dict[int, Item]] = {}
    for row in rows:  # the newest of a page counts: what was new and is cancelled by now is cancelled
        page, kind = pages.get(row.page_id), kinds[row.kind]
        what = _what_now(kind, page, row) if page is not None else None
        if page is None or what is None:
            continue
        topics = frozenset(topic.pk for topic in page.topics.all()) if kind.has_topics else frozenset()
        items.setdefault(row.language, {}).setdefault(page.pk, Item(row.pk, kind, what, page, topics))
    return {language: sorted(of_pages.values(), key=lambda item: item.key) for language, of_pages in items.items()}


def _what_now(kind: AnnouncedKind, page: Page, row: Announcement) -> str | None:
    """Return what there is to say of an announced page by now, None when it no longer is what was announced.

    An event that was cancelled since it was announced is cancelled; a plan that is in force is no more for comments.
    """
    occasion = kind.occasion_of(page) if kind.is_announced(page) else None
    if occasion is None or occasion.what in URGENT:
        return occasion.what if occasion is not None else None
    if row.what in URGENT or (row.what == occasion.what == What.NEW and occasion.mark != row.mark):
        return None
    return row.what


def _readable_pages(town: TownSettings, keys: Collection[int]) -> dict[int, Page]:
    """Return pages that are public and in this town now, as they are, with their topics."""
    if not keys:
        return {}
    homes = [home.path for home in home_pages(town.site).filter(live=True)]
    open_pages = open_to_all(Page.objects.live().filter(pk__in=keys)).select_related("locale").specific()
    pages = [page for page in open_pages if any(page.path.startswith(path) for path in homes)]
    with_topics = [
        page for page in pages if any(k.model == page._meta.label and k.has_topics for k in announced_kinds())
    ]
    by_model: dict[type[Page], list[Page]] = {}
    for page in with_topics:
        by_model.setdefault(type(page), []).append(page)
    for same in by_model.values():
        prefetch_related_objects(same, "topics")
    return {page.pk: page for page in pages}
