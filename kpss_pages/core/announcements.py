"""What a town has to tell: the kinds say it, and those who subscribe are told (``kpss_pages.subscriptions``).

A kind registers what it announces in its ``apps.py``; nobody asks the kinds themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class AnnouncedKind:
    """A kind of pages that people are told of.

    ``model`` is the label of the page kind ("kpss_news.NewsPage"), ``key`` its name in addresses and in what somebody
    has subscribed to ("news"), ``label`` what the public reads (lazy, plural). ``is_announced`` says whether a published
    page is told of at all (not of an event that is over); ``topics`` whether its pages have topics.
    """

    key: str
    model: str
    label: Any
    is_announced: Callable[[Page], bool] = lambda page: True
    has_topics: bool = False


_kinds: dict[str, AnnouncedKind] = {}


def register_announcements(kind: AnnouncedKind) -> None:
    """Let people subscribe to a kind of pages."""
    _kinds[kind.key] = kind


def announced_kinds() -> list[AnnouncedKind]:
    """Return the kinds that people may subscribe to, by their keys."""
    return [_kinds[key] for key in sorted(_kinds)]


def announced_kind_of(page: Page) -> AnnouncedKind | None:
    """Return the announced kind of a page, None when its kind is not announced."""
    return next((kind for kind in _kinds.values() if kind.model == page.specific_class._meta.label), None)
