"""The feed of a town's news in one language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase

from kpss_pages.core.feeds import feed_of_section, item_of_page, serve_feed

if TYPE_CHECKING:
    from kpss_pages.news.models import NewsIndexPage, NewsPage


def serve_news(
    request: HttpRequest, index: "NewsIndexPage", news: "Iterable[NewsPage]", author: str
) -> HttpResponseBase:
    """Answer with the feed of ``news``; every address in it is whole and of the town's host."""
    items = (item_of_page(page, request, page.lead, [str(topic) for topic in page.topics.all()]) for page in news)
    return serve_feed(request, feed_of_section(index, request, author), items)
