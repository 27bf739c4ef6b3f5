"""What an address of a town leads to: a page, something else of the application, another redirect."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from sites.languages import prefix_language, urlconf_of
from sites.middleware import WORKPLACE_PATHS
from sites.models import TownSettings
from sites.towns import live_homes

MOST_STEPS = 20
"""Redirects that are followed one after the other; browsers give up at about as many."""


def is_taken(path: str, town: TownSettings, request: HttpRequest) -> bool:
    """Return whether a path of a town answers by itself, so that a redirect from it would never be followed."""
    if f"{path}/".startswith(WORKPLACE_PATHS):
        return True
    language = prefix_language(path) or town.default_language
    with translation.override(language):
        for spelling in (path, f"{path.rstrip('/')}/"):
            try:
                match = resolve(spelling, urlconf_of(town.default_language))
            except Resolver404:
                continue
            if match.url_name != "wagtail_serve" or _page_at(match.args, language, town, request) is not None:
                return True
    return False


def _page_at(args: tuple[str, ...], language: str, town: TownSettings, request: HttpRequest) -> Page | None:
    """Return the live page that the arguments of Wagtail's view name."""
    home = live_homes(town).get(language)
    if home is None:
        return None
    try:
        result = home.specific.route(request, [slug for slug in args[0].split("/") if slug])
    except Http404:
        return None
    return result.page if isinstance(result.page, Page) else None


def comes_back(redirect: Redirect, site: Site) -> bool:
    """Return whether somebody who follows a redirect, as it stands in memory, comes back to where they were."""
    return any(path == redirect.old_path for path in _paths_after(redirect, site))


def _paths_after(redirect: Redirect, site: Site) -> Iterator[str]:
    """Yield the paths of the town through which a redirect leads."""
    current: Redirect | None = redirect
    for _step in range(MOST_STEPS):
        path = _path_within(str(current.link or ""), site) if current else None
        if path is None:
            return
        yield path
        following = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path=path).exclude(pk=redirect.pk)
        current = following.order_by(F("site").asc(nulls_last=True)).first()


def _path_within(address: str, site: Site) -> str | None:
    """Return the path of an address of the town, written as redirects are; None for addresses elsewhere."""
    parts = urlsplit(address)
    if parts.hostname not in (None, site.hostname) and not site.further_hosts.filter(hostname=parts.hostname).exists():
        return None
    return Redirect.normalise_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
