"""Answers the public from what is kept, and keeps what may be kept."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from time import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import parse_http_date_safe

from sites.models import TownSettings
from sites.page_cache.entries import Address, Entry, find, keep
from sites.page_cache.generations import generations_of, key_of
from sites.page_cache.showing import Showing, finish
from sites.page_cache.tags import LANDING, Tag, anything_of
from sites.towns import town_of_host
from sites.visits import count_visit, seconds_left_of_figures

KEPT_SECONDS = 3600
"""The longest life of an entry: so long something wrong could stand when the shared cache misses a change."""

PROXY_SECONDS = 600
"""The same for caches in front, which may miss a purge."""

QUERY_PROXY_SECONDS = 1
"""Addresses with parameters are too many to be purged one by one."""

WORKPLACES = ("/account/", "/admin/", "/documents/", "/invitation/", "/media/", "/static/")
"""Paths that are not even looked for."""


class PageCacheMiddleware:
    """The first of all: what it keeps has the headers of all others, what it finds passes none of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.cookies = (settings.SESSION_COOKIE_NAME, "messages")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_for_everybody(request):
            return as_private(self.get_response(request))
        address = Address.of(request)
        entry = find(address)
        if entry is None:
            return self.render(request, address)
        if entry.counted_for is not None and request.method == "GET":
            count_visit(entry.counted_for)
        return answer(request, entry)

    def is_for_everybody(self, request: HttpRequest) -> bool:
        """Whether the answer cannot depend on who is asking: nobody is signed in, nothing is sent, nothing previewed."""
        meta = request.META
        if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in meta:
            return False
        if request.path_info.startswith(WORKPLACES) or getattr(request, "is_dummy", False):
            return False
        sent = meta.get("HTTP_COOKIE", "")
        return not sent or not any(name in sent for name in self.cookies)

    def render(self, request: HttpRequest, address: Address) -> HttpResponse:
        """Have a response made, and keep it when its views vouch for it and nothing has changed while they worked."""
        showing = Showing(address)
        request.showing = showing  # type: ignore[attr-defined]
        whole = whole_of(address.host)
        # Read before anything that is shown: a change from here on ends this generation.
        before = generations_of([whole]) if whole else {}
        try:
            response = self.get_response(request)
            if showing.found is not None:
                return answer(request, showing.found)
            town: TownSettings | None = getattr(request, "town", None)
            if whole is None or not may_be_kept(showing, response) or whole != whole_of_town(town):
                return as_private(response)
            found = generations_of([whole, *showing.tags])
            if any(found[key] != generation for key, generation in before.items()):
                return as_private(response)
            if whole not in showing.tags:
                del found[key_of(whole)]
            entry = entry_of(response, showing, found, town)
            keep(address, entry)
        finally:
            finish(showing)
        return answer(request, entry)


def whole_of(host: str) -> Tag | None:
    """Return the tag of all that a host shows, None for a host that shows nothing."""
    if host in settings.LANDING_HOSTS:
        return LANDING
    return whole_of_town(town) if (town := town_of_host(host)) else None


def whole_of_town(town: TownSettings | None) -> Tag:
    return anything_of(town.site_id) if town else LANDING


def may_be_kept(showing: Showing, response: HttpResponse) -> bool:
    """Whether a response is the same for everybody who asks for its address."""
    return (
        bool(showing.tags)
        and not showing.is_withheld
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and not response.has_header("Cache-Control")
    )


def entry_of(response: HttpResponse, showing: Showing, generations: dict[str, int], town: TownSettings | None) -> Entry:
    """Return what is kept of a response: until its town's day or its visit counts are over at the latest."""
    seconds: float = KEPT_SECONDS
    if showing.longest_seconds is not None:
        seconds = min(seconds, showing.longest_seconds)
    counted_for = None
    if town is not None:
        seconds = min(seconds, seconds_to_midnight(town))
        if town.counts_visits and response.headers["Content-Type"].startswith("text/html"):
            counted_for = town.site_id
            seconds = min(seconds, seconds_left_of_figures(town.site_id))
    headers = dict(response.headers)
    headers["Content-Length"] = str(len(response.content))
    digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    return Entry(response.content, headers, f'"{digest}"', time() + seconds, generations, counted_for)


def seconds_to_midnight(town: TownSettings) -> float:
    """Return how long today lasts in a town: lists and states depend on the day."""
    now = timezone.now()
    tomorrow = timezone.localdate(now, town.zone) + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=town.zone)
    return (midnight - now).total_seconds()


def answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Answer with what is kept: with 304 to a browser that has it."""
    meta = request.META
    response = HttpResponse(b"" if request.method == "HEAD" else entry.content, headers=entry.headers)
    response.headers["ETag"] = entry.etag
    response.headers["Cache-Control"] = cache_control(entry, bool(meta.get("QUERY_STRING")))
    if "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta:
        modified = entry.headers.get("Last-Modified")
        seconds = parse_http_date_safe(modified) if modified else None
        return get_conditional_response(request, entry.etag, seconds, response) or response
    return response


def cache_control(entry: Entry, has_query: bool) -> str:
    """Let browsers ask each time, and caches that we can purge keep what can be purged."""
    if not settings.WAGTAILFRONTENDCACHE:
        return "public, max-age=0, must-revalidate"
    longest = QUERY_PROXY_SECONDS if has_query else PROXY_SECONDS
    seconds = max(0, min(longest, int(entry.expires_at - time())))
    return f"public, max-age=0, must-revalidate, s-maxage={seconds}"


def as_private(response: HttpResponse) -> HttpResponse:
    """Keep pages that are not everybody's out of all caches."""
    if not response.has_header("Cache-Control") and response.get("Content-Type", "").startswith("text/html"):
        add_never_cache_headers(response)
    return response
