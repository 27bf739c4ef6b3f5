"""Tells caches in front (nginx, Varnish, a CDN) which addresses have changed.

They know addresses, not tags, so the tags are turned into the addresses of the pages that show them; addresses with
parameters are not purged, therefore caches in front may keep them for a second only. The work is done in a thread of
its own: whoever publishes waits for no proxy, and one that fails is written to the log.
"""

import logging
import threading
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Page, Site

from sites.page_cache.changes import PageFacts, facts_of
from sites.page_cache.tags import ADDRESSES, LANDING, Tag, kinds_shown_by
from sites.towns import home_pages

logger = logging.getLogger(__name__)

TIMEOUT = 2.0  # seconds
GATHERING_SECONDS = 0.05
"""One publication tells of several changes; they are told to the proxies together."""

AGAIN_SECONDS = 2.0
"""Purged once more after this time: a proxy may have asked before the change and kept the answer after the purge."""

LANDING_PATHS = ("/", "/sk/")

MACHINE_FILES = (
    "sitemap.xml",
    *(f"{prefix}feeds/{name}/" for prefix in ("", "cs/", "sk/") for name in ("documents", "changes")),
)
"""Addresses of a town, besides its pages, that show whatever the town publishes."""


class PurgingProxy(BaseBackend):
    """A proxy that empties an address on the request ``PURGE``, as nginx and Varnish are set up to do."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location: str = params["LOCATION"].rstrip("/")

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: Collection[str]) -> None:
        for url in urls:
            parts = urlsplit(url)
            request = Request(f"{self.location}{parts.path}", method="PURGE", headers={"Host": parts.netloc})  # noqa: S310
            try:
                # 404 and 412: the address was not kept.
                with suppress(HTTPError), urlopen(request, timeout=TIMEOUT):  # noqa: S310 -- an address of the settings
                    pass
            except (OSError, HTTPException) as error:
                logger.error("The proxy %s was not told of %s changes: %s", self.location, len(urls), error)
                return


class _Teller:
    """Gathers what has changed, and tells the proxies in a thread that ends when nothing is left."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tags: set[Tag] = set()
        self.addresses: set[str] = set()
        self.thread: threading.Thread | None = None

    def add(self, tags: Iterable[Tag], addresses: Iterable[str]) -> None:
        with self.lock:
            self.tags.update(tags)
            self.addresses.update(addresses)
            if self.thread is None:
                # No daemon: a command that publishes ends when the proxies know.
                self.thread = threading.Thread(target=self.work, name="page cache proxies")
                self.thread.start()

    def work(self) -> None:
        try:
            while True:
                time.sleep(GATHERING_SECONDS)
                with self.lock:
                    tags, addresses = self.tags, self.addresses
                    self.tags, self.addresses = set(), set()
                    if not tags and not addresses:
                        self.thread = None
                        return
                told = sorted(addresses | addresses_showing(tags))
                purge(told)
                threading.Timer(AGAIN_SECONDS, purge, [told]).start()
        except Exception:
            with self.lock:
                self.thread = None
            logger.exception("The proxies were not told of a change")
            raise
        finally:
            connection.close()


_teller = _Teller()


def are_told() -> bool:
    """Whether there are caches in front."""
    return bool(settings.WAGTAILFRONTENDCACHE)


def tell(tags: Iterable[Tag], addresses: Iterable[str] = ()) -> None:
    """Have everything purged that shows ``tags``, and ``addresses`` besides; return at once."""
    if are_told():
        _teller.add(tags, addresses)


def purge(addresses: Collection[str]) -> None:
    """Empty whole addresses in all caches in front."""
    for backend in get_backends().values():
        backend.purge_batch(addresses)


def addresses_showing(tags: Iterable[Tag]) -> set[str]:
    """Return the addresses, without parameters, whose responses show any of the tags."""
    wanted = set(tags)
    pages = {tag[1] for tag in wanted if tag[0] == "page"}
    found = addresses_of_pages(facts_of(Page.objects.filter(pk__in=pages)))
    for site in Site.objects.filter(pk__in={tag[1] for tag in wanted if len(tag) > 1 and tag[0] != "page"}):
        of_site = [tag for tag in wanted if len(tag) > 1 and tag[0] != "page" and tag[1] == site.pk]
        showing = {page.pk for page in _pages_of(site) if _shows(page, of_site)}
        found |= addresses_of_pages(facts_of(Page.objects.filter(pk__in=showing)))
        found |= {f"{site.root_url}/{name}" for name in MACHINE_FILES}
    if LANDING in wanted:
        found |= {f"http://{host}{path}" for host in settings.LANDING_HOSTS for path in LANDING_PATHS}
    return found


def addresses_of_town(site_id: int) -> set[str]:
    """Return all addresses of a town as they are now."""
    return addresses_showing([("town", site_id)])


def addresses_of_pages(pages: Iterable[PageFacts]) -> set[str]:
    """Return the addresses of pages, their routes included, by where they lie."""
    found = set()
    for facts in pages:
        model = ContentType.objects.get_for_id(facts.content_type_id).model_class() or Page
        page: Any = model(path=facts.path, url_path=facts.url_path)
        url = page.get_full_url()
        if url:
            found |= {f"{url}{path.lstrip('/')}" for path in page.get_cached_paths()}
    return found


def _pages_of(site: Site) -> list[Page]:
    return [page for home in home_pages(site) for page in Page.objects.filter(path__startswith=home.path).specific()]


def _shows(page: Page, tags: Iterable[Tag]) -> bool:
    kinds = kinds_shown_by(page)
    for name, *of in tags:
        if name == "town" or (name == "menu" and of[1] == page.locale_id):
            return True
        if name == "anything" and kinds is None:
            return True
        if name == ADDRESSES and kinds is not None and ADDRESSES in kinds:
            return True
        if name == "kind" and kinds is not None and of[1] in kinds and of[2:] in ([], [page.locale_id]):
            return True
    return False
