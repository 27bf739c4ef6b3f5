"""Which page is a town's catalogue: that to which links, mails and the printed guide lead."""

from wagtail.models import Page

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.querysets import open_to_all
from sites.kept import kept
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.tags import menu
from sites.towns import live_homes


def catalog_page(town: TownSettings, language: str = "") -> CatalogIndexPage | None:
    """Return the public catalogue of a town in a language, else in its own, else in the other; None when it has none.

    Found once, until a section changes.
    """
    homes = live_homes(town)
    pages = (_page_below(homes[code], town) for code in dict.fromkeys((language, *town.languages)) if code in homes)
    return next((page for page in pages if page is not None), None)


def _page_below(home: Page, town: TownSettings) -> CatalogIndexPage | None:
    until = key_of(menu(town.site_id, home.locale_id))
    # A list, for "nothing" would not be kept.
    found = kept(f"kpss:catalog-page:{home.pk}", lambda: _find(home), until)
    return found[0] if found else None


def _find(home: Page) -> list[CatalogIndexPage]:
    return list(open_to_all(CatalogIndexPage.objects.child_of(home).live()).select_related("locale")[:1])
