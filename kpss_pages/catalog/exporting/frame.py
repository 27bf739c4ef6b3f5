"""What everything that is made of a catalogue's page has in common: its town and its addresses."""

from django.http import Http404, HttpRequest

from kpss_pages.catalog.models import CatalogIndexPage
from sites.models import TownSettings
from sites.tenancy.scope import town_of
from sites.towns import current_town


def town_of_page(page: CatalogIndexPage, request: HttpRequest) -> TownSettings:
    """Return the town whose services are shown; 404 for a page that stands in no town."""
    town: TownSettings | None = current_town(request) or town_of(page)
    if town is None:
        raise Http404
    return town


def address_of(page: CatalogIndexPage, request: HttpRequest) -> str:
    """Return the whole address of a catalogue, which ends in a slash."""
    return page.get_full_url(request) or ""
