"""Feeds in Atom (RFC 4287): how a list of whatever kind is written as one, and answered with."""

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from wagtail.models import Page

FEED_LENGTH = 20
"""Items of a feed."""

CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Item:
    """An item of a feed: texts without markup, a whole address, an identifier that never changes (a URI)."""

    title: str
    link: str
    id: str
    published: datetime | None = None
    updated: datetime | None = None
    """When it last changed; when it was published unless given."""
    summary: str = ""
    categories: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """A feed: ``link`` is the whole address of the page that shows the same, ``address`` its own.

    ``changed_at`` is the moment of its last change that no item tells of; the newest of all counts.
    """

    title: str
    link: str
    address: str
    id: str
    language: str
    author: str
    description: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class FeedLink:
    """A feed of a town, as its pages link to it."""

    title: str
    url: str


_of_sections: dict[str, Any] = {}


def register_section_feed(part: str, title: Any) -> None:
    """Say that sections of a kind, by its ``chrome_part``, have a feed at "feed/" below them; ``title`` is lazy."""
    _of_sections[part] = title


def section_feeds() -> Mapping[str, Any]:
    """Return the titles of feeds of sections by the parts that have them."""
    return _of_sections


def serve_feed(request: HttpRequest, feed: Feed, items: Iterable[Item]) -> HttpResponseBase:
    """Answer with a feed; with 304 to a reader that has it already."""
    listed = list(items)
    moments = [feed.changed_at, *(item.updated or item.published for item in listed)]
    changed_at = max(filter(None, moments), default=None)
    response = HttpResponse(_written(feed, listed, changed_at), content_type=CONTENT_TYPE)
    # Told apart by its content: what leaves a list makes no moment newer.
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    modified = int(changed_at.timestamp()) if changed_at else None
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    return get_conditional_response(request, response["ETag"], modified, response) or response


def feed_of_section(section: Any, request: HttpRequest, author: str) -> Feed:
    """Return the feed of a section of pages, which has a ``lead``: it lies at "feed/" below it."""
    url = section.get_full_url(request) or ""
    return Feed(
        title=f"{section.title} – {author}",
        link=url,
        address=f"{url}feed/",
        id=stable_id(section),
        language=section.locale.language_code,
        author=author,
        description=section.lead,
        changed_at=section.last_published_at,
    )


def item_of_page(page: Page, request: HttpRequest, summary: str, categories: Sequence[str] = ()) -> Item:
    """Return a page as an item of a feed."""
    return Item(
        title=page.title,
        link=page.get_full_url(request) or "",
        id=stable_id(page),
        published=page.first_published_at,
        updated=page.last_published_at,
        summary=summary,
        categories=categories,
    )


def stable_id(page: Page) -> str:
    """Return an identifier that stays when the page is renamed or moved, and differs between its languages."""
    return uuid.uuid5(page.translation_key, page.locale.language_code).urn


def _written(feed: Feed, items: Iterable[Item], changed_at: datetime | None) -> str:
    written = _Atom(
        title=_plain(feed.title),
        link=feed.link,
        description=_plain(feed.description),
        language=feed.language,
        author_name=_plain(feed.author),
        feed_url=feed.address,
        feed_guid=feed.id,
        changed_at=changed_at,
    )
    for item in items:
        written.add_item(
            title=_plain(item.title),
            link=item.link,
            # Django says that summaries are HTML.
            description=escape(_plain(item.summary)),
            unique_id=item.id,
            pubdate=item.published,
            updateddate=item.updated or item.published,
            categories=[_plain(category) for category in item.categories],
        )
    text: str = written.writeString("utf-8")
    return text


class _Atom(Atom1Feed):
    """Atom whose date of change is given to it: that of the whole list when it lists nothing."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime | None = self.feed["changed_at"]
        return changed_at or super().latest_post_date()


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
