"""Which page is a town's catalogue: that to which links, mails and the printed guide lead."""

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.sections import section_page
from sites.models import TownSettings


def catalog_page(town: TownSettings, language: str = "") -> CatalogIndexPage | None:
    """Return the public catalogue of a town in a language, else in its own, else in the other; None when it has none."""
    return section_page(CatalogIndexPage, town, language)
