"""What all that lies below the catalogue's page has in common: its address, and the context of pages."""

from typing import Any

from django.http import HttpRequest

from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.below import frame_below


def address_of(page: CatalogIndexPage, request: HttpRequest | None = None) -> str:
    """Return the whole address of a catalogue, which ends in a slash."""
    return page.get_full_url(request) or ""


def frame_of(page: CatalogIndexPage, request: HttpRequest, address: str) -> dict[str, Any]:
    """Return the context of a page that lies at ``address`` below the catalogue, the same in all languages."""
    return {**frame_below(page, request, address), "catalog_url": page.get_url(request)}
