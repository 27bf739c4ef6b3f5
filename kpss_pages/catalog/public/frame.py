"""What all pages below the catalogue's page have in common."""

from typing import Any

from django.http import HttpRequest

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.below import frame_below


def frame_of(page: CatalogIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the catalogue, the same in all languages."""
    return {**frame_below(page, request, address), "catalog_url": page.get_url(request)}
