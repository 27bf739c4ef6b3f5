"""What everything that is made of a catalogue's page has in common: its address."""

from django.http import HttpRequest

from kpss_pages.catalog.models import CatalogIndexPage


def address_of(page: CatalogIndexPage, request: HttpRequest | None = None) -> str:
    """Return the whole address of a catalogue, which ends in a slash."""
    return page.get_full_url(request) or ""
