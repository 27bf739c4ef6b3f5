"""Addresses of pages, worked out from the page's own town.

Stock Wagtail keeps one list of all sites' root paths and walks it for every URL, and reverses in the URLconf of the
request. Both are wrong here: cost would grow with the number of towns, and a link to another town would take the
prefix rules of the current one. ``install`` replaces the methods on ``AbstractPage`` (a mixin on our own classes
would not reach pages that are loaded as plain ``Page``).
"""

from functools import cache
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.http import RFC3986_SUBDELIMS
from wagtail.models import AbstractPage, Page, Site
from wagtail.models.sites import SiteRootPath

from sites.kept import forget, kept
from sites.languages import urlconf_of

TOWN_DEPTH = 2
"""Depth of home pages: children of the tree's root."""

TOWN_PATH_LENGTH = Page.steplen * TOWN_DEPTH
"""Characters of a page's path that say in which town's tree it stands."""


def _key(path: str) -> str:
    return f"kpss:root-paths:{path[:TOWN_PATH_LENGTH]}"


def root_paths_of(path: str) -> list[SiteRootPath]:
    """Return the root paths of the town whose tree holds a page path: at most one, in the language of that tree."""
    return [SiteRootPath(*row) for row in kept(_key(path), lambda: _find_root_paths(path[:TOWN_PATH_LENGTH]))]


def _find_root_paths(path: str) -> list[tuple[Any, ...]]:
    home = Page.objects.select_related("locale").filter(path=path).first()
    if home is None or home.depth != TOWN_DEPTH:
        return []
    site = Site.objects.filter(root_page__translation_key=home.translation_key).first()
    return [(site.pk, home.url_path, site.root_url, home.locale.language_code)] if site is not None else []


def default_language_of(path: str) -> str:
    """Return the default language of the town whose tree holds a page path."""
    return kept(f"{_key(path)}:language", lambda: _find_default_language(path))


def _find_default_language(path: str) -> str:
    site_ids = [row.site_id for row in root_paths_of(path)]
    found = Site.objects.filter(pk__in=site_ids).values_list("root_page__locale__language_code", flat=True)
    return found.first() or ""


def forget_root_path(path: str) -> None:
    """Empty what is cached of the town tree that holds a page path, now and when the transaction ends."""
    keys = [_key(path), f"{_key(path)}:language"]
    forget(keys)
    transaction.on_commit(lambda: forget(keys))


def _get_site_root_paths(self: AbstractPage, cache_object: Any = None, **kwargs: Any) -> list[SiteRootPath]:
    """Answer for the page's own town. The attribute is kept up because ``wagtail.contrib.redirects`` reads it."""
    root_paths = root_paths_of(self.path)
    if cache_object is not None:
        cache_object._wagtail_cached_site_root_paths = root_paths
    return root_paths


def _get_url_parts(self: AbstractPage, request: Any = None) -> tuple[int, str | None, str | None] | None:
    """Return (site id, root URL, path) in the URLconf of the page's own town; None for a page of no town."""
    root_paths = root_paths_of(self.path)
    if not root_paths:
        return None
    site_id, root_path, root_url, language = root_paths[0]
    begins = _home_address(urlconf_of(default_language_of(self.path)), language, get_script_prefix())
    # Quoted as ``reverse`` does it.
    return site_id, root_url, begins + quote(self.url_path[len(root_path) :], safe=RFC3986_SUBDELIMS + "/~:@")


@cache
def _home_address(urlconf: str, language: str, script_prefix: str) -> str:
    """Return where the addresses of a language's pages begin: what is reversed once need not be for each link."""
    with translation.override(language):
        return reverse("wagtail_serve", args=[""], urlconf=urlconf)


def _get_url(self: AbstractPage, request: Any = None, current_site: Site | None = None) -> str | None:
    """Return the path of a page of the current town, the whole URL of a page of another town or without a request."""
    parts = self.get_url_parts(request)
    if parts is None or parts[2] is None:
        return None
    site_id, root_url, path = parts
    site = current_site or Site.find_for_request(request)
    return path if site is not None and site.pk == site_id else f"{root_url}{path}"


def install() -> None:
    """Put the methods in place of Wagtail's."""
    AbstractPage._get_site_root_paths = _get_site_root_paths
    AbstractPage.get_url_parts = _get_url_parts
    AbstractPage.get_url = _get_url
    AbstractPage.url = property(_get_url)
