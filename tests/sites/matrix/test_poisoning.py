"""What one visitor sends besides the address changes nothing of what the next one gets, kept or not."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from tests.sites.matrix.leaks import first_difference, leaks_in, likeness
from tests.sites.matrix.world import World

MARK = "mark-of-a-visitor"


def ways(own: str, foreign: str) -> Iterator[Mapping[str, str]]:
    """Yield headers that caches, proxies or frameworks are known to read without keeping answers apart by them."""
    for host in (f"{own}:6667", own.upper(), f"{own}.", f"{own}:443"):
        yield {"host": host}
    for name in ("x-forwarded-host", "x-host", "x-forwarded-server", "x-original-host", "x-http-host-override"):
        yield {"host": own, name: foreign}
    yield {"host": own, "forwarded": f"host={foreign};proto=https"}
    for name in ("x-forwarded-prefix", "x-script-name", "x-original-url", "x-rewrite-url"):
        yield {"host": own, name: f"/{MARK}"}
    yield {"host": own, "x-forwarded-proto": "https"}
    yield {"host": own, "x-forwarded-port": "6667"}
    yield {"host": own, "accept-language": "sk,en;q=0.5"}
    yield {"host": own, "accept": "application/json"}
    yield {"host": own, "accept-encoding": "identity"}
    yield {"host": own, "x-http-method-override": "DELETE"}
    yield {"host": own, "x-requested-with": "XMLHttpRequest"}
    yield {"host": own, "range": "bytes=0-3"}
    yield {"host": own, "if-none-match": "*"}
    yield {"host": own, "user-agent": MARK}
    yield {"host": own, "referer": f"https://{foreign}/{MARK}"}
    yield {"host": own, "origin": f"https://{foreign}"}
    for cookie in (
        "django_language=sk",
        f"{configured.CSRF_COOKIE_NAME}={MARK}",
        f"{configured.SESSION_COOKIE_NAME}={MARK}",
    ):
        yield {"host": own, "cookie": cookie}
    yield {"host": own, "authorization": f"Basic {MARK}"}


def visited(headers: Mapping[str, str], address: str, method: str = "get") -> tuple[int, str]:
    """Return what a new visitor with these headers gets."""
    browser = Client(headers=dict(headers), raise_request_exception=False)
    return likeness(getattr(browser, method)(address))


QUERIES = (
    f"{MARK}=1",
    f"utm_source={MARK}&page=1",
    "page=",
    "page",
    "q=",
    "q",
    "page=1&page=",
    f"q={MARK}&q=",
    "topic=",
    "%00=1",
)
"""Queries that mean nothing, or the same as none."""


def kept_addresses(world: World) -> Iterator[str]:
    """Yield an address of each page kind and of each thing beside the pages that is kept for all visitors."""
    pages = Page.objects.filter(pk__in=world.own.pages()).live().public().filter(locale=world.own.home.locale)
    by_kind = {type(page): page.get_url_parts()[2] for page in pages.specific()}
    news = world.own.news.get_parent().specific.get_url_parts()[2]
    yield from (*by_kind.values(), "/sk/", f"{news}feed/", "/sitemap.xml", "/robots.txt", "/nowhere/")
    yield from ("/feeds/documents/", "/feeds/changes/")


def test_nothing_a_visitor_sends_is_kept_for_the_next(world: World, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    own = world.own.host
    faults = []
    for address in kept_addresses(world):
        clean = visited({"host": own}, address)
        tried = [(address, headers, "get") for headers in ways(own, world.foreign.host)]
        tried += [(address, {"host": own}, method) for method in ("head", "options", "post")]
        tried += [(f"{address}?{query}", {"host": own}, "get") for query in QUERIES]
        for asked, headers, method in tried:
            cache.clear()
            before = visited(headers, asked, method)
            after = visited({"host": own}, address)
            if after != clean or leaks_in(before[1]):
                faults.append((asked, method, headers, after[0], first_difference(after[1], clean[1])))
    assert not faults, "\n".join(map(str, faults))


def test_kept_page_is_not_told_to_who_comes_by_another_name(world: World) -> None:
    """Another way to write the host is the town's, another host is nobody's."""
    own, foreign = world.own.host, world.foreign.host
    address = world.foreign.page.get_url_parts()[2]
    assert visited({"host": foreign}, address)[0] == 200
    for host in (own, f"{own}:{443}", f"{foreign}.evil.example", f"evil.example#{foreign}", f"{foreign}@{own}"):
        status, text = visited({"host": host, "x-forwarded-host": foreign}, address)
        assert status in (400, 404), host
        assert not leaks_in(text.replace(address, "").replace(host, "")), host
    for host in (foreign.upper(), f"{foreign}.", f"{foreign}:8443"):
        assert visited({"host": host}, address)[0] == 200, host
