"""Files for machines at fixed addresses of a town: sitemap.xml, robots.txt, security.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from kpss_pages.core.models import BasePage
from kpss_pages.core.querysets import TownPageQuerySet
from sites.models import TownSettings
from sites.page_cache import tags
from sites.page_cache.showing import show
from sites.towns import current_town, live_languages

SITEMAP_LIMIT = 50_000
"""Addresses that one sitemap may hold (sitemaps.org protocol)."""
SECURITY_TXT_LIFETIME = timedelta(days=180)


@dataclass(frozen=True)
class Entry:
    """An address of a sitemap; ``translations`` are languages with their addresses of the same, its own among them."""

    address: str
    translations: list[tuple[str, str]]
    changed_at: datetime | None = None


def _town(request: HttpRequest) -> TownSettings:
    town = current_town(request)
    if town is None:
        raise Http404
    return town


def published_pages(town: TownSettings) -> list[Page]:
    """Return the public pages of a town in the order of its trees; only in languages that are live."""
    pages = TownPageQuerySet(Page).in_town(town.site).published()
    in_live_languages = pages.filter(locale__language_code__in=live_languages(town))
    return list(in_live_languages.select_related("locale").order_by("path")[:SITEMAP_LIMIT])


def entries_of(town: TownSettings, request: HttpRequest) -> Iterator[Entry]:
    """Yield the public addresses of a town in all its languages, those of rows behind the page that they lie below."""
    pages = published_pages(town)
    by_key: dict[object, list[tuple[str, str]]] = {}
    for page in pages:
        page.address = page.get_full_url(request) or ""
        by_key.setdefault(page.translation_key, []).append((page.locale.language_code, page.address))
    for page in pages:
        for path in _paths_of(page):
            below = path.lstrip("/")
            translations = [(language, f"{address}{below}") for language, address in by_key[page.translation_key]]
            yield Entry(f"{page.address}{below}", translations, None if below else page.last_published_at)


def _paths_of(page: Page) -> list[str]:
    kind = page.specific_class
    if kind is None or not issubclass(kind, BasePage):
        return ["/"]
    return kind(path=page.path, url_path=page.url_path).get_sitemap_paths()


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of a town in all its languages, each with its translations."""
    current = _town(request)
    if rendered := show(request, [tags.town(current.site_id), tags.anything_of(current.site_id)]):
        return rendered
    entries = islice(entries_of(current, request), SITEMAP_LIMIT)
    return render(request, "kpss_core/sitemap.xml", {"entries": entries}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let robots read everything but the admin; the landing page has no sitemap."""
    town = current_town(request)
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /invitation/"]
    if town is not None:
        lines.append(f"Sitemap: {town.site.root_url}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer with whom to tell of a security hole (RFC 9116); 404 while the town has no e-mail registry."""
    town = _town(request)
    if not town.filing_email:
        raise Http404
    # The day is kept for a month, so that caches and comparing robots see a stable file.
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{town.filing_email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join([*town.languages, 'en'])}",
        f"Canonical: {town.site.root_url}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
