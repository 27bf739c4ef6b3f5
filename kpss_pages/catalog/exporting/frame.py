"""What everything that is made of a catalogue's page has in common: its addresses."""

from django.http import HttpRequest
from wagtail.models import Page

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.querysets import open_to_all
from sites.kept import kept
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.tags import menu
from sites.towns import live_homes


def address_of(page: CatalogIndexPage, request: HttpRequest | None = None) -> str:
    """Return the whole address of a catalogue, which ends in a slash."""
    return page.get_full_url(request) or ""


def catalog_page(town: TownSettings) -> CatalogIndexPage | None:
    """Return the public catalogue of a town in its own language, else in the other; None when it has none.

    Found once, until a section changes.
    """
    homes = live_homes(town)
    pages = (_page_below(homes[language], town) for language in town.languages if language in homes)
    return next((page for page in pages if page is not None), None)


def _page_below(home: Page, town: TownSettings) -> CatalogIndexPage | None:
    until = key_of(menu(town.site_id, home.locale_id))
    # A list, for "nothing" would not be kept.
    found = kept(f"kpss:catalog-page:{home.pk}", lambda: _find(home), until)
    return found[0] if found else None


def _find(home: Page) -> list[CatalogIndexPage]:
    return list(open_to_all(CatalogIndexPage.objects.child_of(home).live()).select_related("locale")[:1])
