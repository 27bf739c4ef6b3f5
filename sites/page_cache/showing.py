"""How a view says what its response shows; what nobody vouches for is not kept."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail.models import Page

from sites.page_cache.entries import Address, Entry, find
from sites.page_cache.tags import Tag, parameters_of, tags_shown_by
from sites.towns import current_town

RENDERING_SECONDS = 20
"""How long a rendering may hold the others up when it never ends: its process was killed."""
PATIENCE_SECONDS = 5
POLL_SECONDS = 0.01


@dataclass
class Showing:
    """What the response to a request shows, as far as the views have said so."""

    address: Address
    tags: set[Tag] = field(default_factory=set)
    is_withheld: bool = False
    longest_seconds: float | None = None
    is_rendering: bool = False
    found: Entry | None = None
    """The response that another process rendered while this one waited."""

    @property
    def lock_key(self) -> str:
        return f"{self.address.key}:rendering"


def show(request: HttpRequest, tags: Iterable[Tag], parameters: Iterable[str] = ()) -> HttpResponse | None:
    """Say that the response to a request shows ``tags``, reads ``parameters`` and nothing of who is asking.

    Return a response when another process has just rendered it; the caller then has nothing left to do.
    """
    showing = showing_of(request)
    if showing is None:
        return None
    names = set(parameters)
    # "//" and "/" lead to the same page: addresses that somebody invents are answered, not kept.
    if "//" in showing.address.path or not {name for name, _ in showing.address.parameters} <= names:
        return None
    if request.META.get("QUERY_STRING"):
        # What is left out of the address may not show in the response either, in links of a paginator say.
        request.META["QUERY_STRING"] = showing.address.query
        request.GET = QueryDict(showing.address.query)
    showing.tags.update(tags)
    entry = showing.found = _rendered_meanwhile(showing)
    return HttpResponse(entry.content, content_type=entry.headers["Content-Type"]) if entry is not None else None


def withhold(request: HttpRequest) -> None:
    """Say that the response to a request is not worth keeping: it answers an invented question."""
    showing = showing_of(request)
    if showing is not None:
        showing.is_withheld = True


def show_for(request: HttpRequest, seconds: float) -> None:
    """Say that the response to a request counts for some seconds only; of several the fewest count."""
    showing = showing_of(request)
    if showing is not None:
        longest = showing.longest_seconds
        showing.longest_seconds = seconds if longest is None else min(longest, seconds)


def showing_of(request: HttpRequest) -> Showing | None:
    """Return what has been said of the response to a request; None when it will not be kept whatever is said."""
    return getattr(request, "showing", None)


def show_page(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> HttpResponse | None:
    """Hook ``before_serve_page``, after those that refuse: a public page shows what its kind says."""
    town = current_town(request)
    if town is None:
        return None
    return show(request, tags_shown_by(page, town.site_id), parameters_of(type(page)))


def finish(showing: Showing) -> None:
    """Let those go on who wait for this rendering."""
    if showing.is_rendering:
        cache.delete(showing.lock_key)


def _rendered_meanwhile(showing: Showing) -> Entry | None:
    """Become the one who renders an address, or wait for who does; None when there is nothing but to render it."""
    if showing.is_rendering or cache.add(showing.lock_key, 1, RENDERING_SECONDS):
        showing.is_rendering = True
        return None
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        is_over = cache.get(showing.lock_key) is None
        entry = find(showing.address)
        if entry is not None or is_over:
            return entry
    return None
