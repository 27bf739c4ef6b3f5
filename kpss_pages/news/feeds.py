"""The Atom feed of a town's news in one language."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from wagtail.models import Page

from kpss_pages.core.models import BasePage

if TYPE_CHECKING:
    from kpss_pages.news.models.detail import NewsPage

FEED_LENGTH = 20

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def serve_feed(
    request: HttpRequest, index: BasePage, news: "Iterable[NewsPage]", *, author: str, description: str
) -> HttpResponseBase:
    """Answer with the feed of ``news``; with 304 to a reader that has the newest already."""
    items = list(news)
    changed_at = max(filter(None, (page.last_published_at for page in (index, *items))), default=None)
    modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, last_modified=modified)
    if response is None:
        feed = _feed_of(index, author, description, changed_at, request)
        _add(feed, items, request)
        response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    return response


def _feed_of(
    index: BasePage, author: str, description: str, changed_at: datetime | None, request: HttpRequest
) -> "_Feed":
    """Return the feed without its items; every address in it is whole and of the town's host."""
    index_url = index.get_full_url(request) or ""
    return _Feed(
        title=_plain(f"{index.title} – {author}"),
        link=index_url,
        description=_plain(description),
        language=index.language,
        author_name=_plain(author),
        feed_url=f"{index_url}feed/",
        feed_guid=stable_id(index),
        changed_at=changed_at,
    )


def _add(feed: "_Feed", news: "Iterable[NewsPage]", request: HttpRequest) -> None:
    for page in news:
        feed.add_item(
            title=_plain(page.title),
            link=page.get_full_url(request) or "",
            description=_plain(page.lead),
            unique_id=stable_id(page),
            pubdate=page.first_published_at,
            updateddate=page.last_published_at or page.first_published_at,
            categories=[_plain(str(topic)) for topic in page.topics.all()],
        )


def stable_id(page: Page) -> str:
    """Return an identifier that stays when the page is renamed or moved, and differs between its languages."""
    return uuid.uuid5(page.translation_key, page.locale.language_code).urn


class _Feed(Atom1Feed):
    """Atom whose date of change is that of the index when it lists nothing."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime | None = self.feed["changed_at"]
        return changed_at or super().latest_post_date()


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
