"""The feed of a town's news in one language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase

from kpss_pages.core.feeds import FEED_LENGTH, Feed, Item, serve_feed, stable_id
from kpss_pages.core.models import BasePage

if TYPE_CHECKING:
    from kpss_pages.news.models.detail import NewsPage

__all__ = ["FEED_LENGTH", "serve_news"]


def serve_news(
    request: HttpRequest, index: BasePage, news: "Iterable[NewsPage]", *, author: str, description: str
) -> HttpResponseBase:
    """Answer with the feed of ``news``; every address in it is whole and of the town's host."""
    index_url = index.get_full_url(request) or ""
    feed = Feed(
        title=f"{index.title} – {author}",
        link=index_url,
        address=f"{index_url}feed/",
        id=stable_id(index),
        language=index.language,
        author=author,
        description=description,
        changed_at=index.last_published_at,
    )
    return serve_feed(request, feed, (_item(page, request) for page in news))


def _item(page: "NewsPage", request: HttpRequest) -> Item:
    return Item(
        title=page.title,
        link=page.get_full_url(request) or "",
        id=stable_id(page),
        published=page.first_published_at,
        updated=page.last_published_at,
        summary=page.lead,
        categories=[str(topic) for topic in page.topics.all()],
    )
