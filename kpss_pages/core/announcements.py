"""What a town has to tell: the kinds say it, and those who subscribe are told (``kpss_pages.subscriptions``).

A kind registers what it announces in its ``apps.py``; nobody asks the kinds themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class What(models.TextChoices):
    """What has happened to a page that people are told of."""

    NEW = "new", _("new")
    CANCELLED = "cancelled", _("cancelled")
    MOVED = "moved", _("moved")
    CHANGED = "changed", _("changed")


@dataclass(frozen=True)
class Occasion:
    """For what people are told of a page as it is published.

    They are told once when the page is published for the first time, and again whenever its occasion is another one
    than before: a plan that is for comments and then in force (two ``mark``s), an event that is cancelled, or moved to
    another day (the day is the ``mark``), or of which a single date is. What is CHANGED when it is published for the
    first time is told as NEW.
    """

    what: str = What.NEW
    mark: str = ""


def _always_new(page: Page) -> Occasion | None:
    return Occasion()


@dataclass(frozen=True)
class AnnouncedKind:
    """A kind of pages that people are told of.

    ``model`` is the label of the page kind ("kpss_news.NewsPage"), ``key`` its name in addresses and in what somebody
    has subscribed to ("news"), ``label`` what the public reads (lazy, plural). ``is_announced`` says whether a published
    page is told of at all (not of an event that is over); ``has_topics`` whether its pages have topics. ``occasion_of``
    says for what (None: for nothing yet), ``detail_of`` is a line beside the title in the current language and time
    zone: a day, a place, a state.
    """

    key: str
    model: str
    label: Any
    is_announced: Callable[[Page], bool] = lambda page: True
    has_topics: bool = False
    occasion_of: Callable[[Page], Occasion | None] = _always_new
    detail_of: Callable[[Page], str] = lambda page: ""


_kinds: dict[str, AnnouncedKind] = {}


def register_announcements(kind: AnnouncedKind) -> None:
    """Let people subscribe to a kind of pages."""
    _kinds[kind.key] = kind


def announced_kinds() -> list[AnnouncedKind]:
    """Return the kinds that people may subscribe to, by their keys."""
    return [_kinds[key] for key in sorted(_kinds)]


def announced_kind_of(page: Page) -> AnnouncedKind | None:
    """Return the announced kind of a page, None when its kind is not announced."""
    label = page._meta.label if type(page) is not Page else page.specific_class._meta.label
    return next((kind for kind in _kinds.values() if kind.model == label), None)
