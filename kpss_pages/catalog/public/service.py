"""A service's own page, and its card for an address book.

A service that has ended keeps its page, because people have its address from the printed guide; the page says so and
leads to similar ones. One that the town does not show has none.
"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.text import slugify

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.exporting.schema_org import service_as_schema_org
from kpss_pages.catalog.frame import address_of, frame_of
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.catalog.public.cards import card_of
from kpss_pages.catalog.public.similar import similar_to
from kpss_pages.catalog.public.sources import register_words, sources_of
from kpss_pages.catalog.registers.attribution import attributions_among
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import ShownService, shown_services
from kpss_pages.contacts.public.vcards import VCARD_TYPE
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.maps import allow_tiles
from kpss_pages.core.qr import qr_path
from sites.models import TownSettings
from sites.page_cache.showing import withhold
from sites.text import without_diacritics


@catalog.register("service")
def service(page: CatalogIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    town = town_of_page(page, request)
    shown = shown_service(town, number)
    if request.GET:
        # It reads the shortlist only, of which there are without end.
        withhold(request)
    places = [place.on_map for place in shown.places if not place.is_secret]
    has_map = any(place.has_position for place in places)
    url = f"{address_of(page, request)}{shown.address_below}"
    path, size = qr_path(url)
    context: dict[str, Any] = {
        **frame_of(page, request, shown.address_below),
        "shown": shown,
        "register_words": register_words(shown),
        "sources": sources_of(shown),
        "attributions": attributions_among([shown.row.register]),
        "similar": similar_to(shown.row),
        "map_places": places if has_map else [],
        "url": url,
        "qr_path": path,
        "qr_size": size,
        "linked": service_as_schema_org(shown, page, request),
        "below_title": shown.name,
    }
    response = page.render(request, context_overrides=context, template="kpss_catalog/service.html")
    return allow_tiles(response) if has_map else response


@catalog.register("card")
def card(page: CatalogIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer with a service's card; it is made anew each time, for no cache in front would be told of a change."""
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    town = town_of_page(page, request)
    shown = shown_service(town, number)
    url = f"{address_of(page, request)}{shown.address_below}"
    name = slugify(without_diacritics(shown.name)) or "contact"
    headers = {"Content-Disposition": f'attachment; filename="{name}.vcf"', "Cache-Control": "private, no-cache"}
    uid = uuid.uuid5(uuid.UUID(hex=town.media_key), f"service {shown.pk}").urn
    return HttpResponse(card_of(shown, url, uid), content_type=VCARD_TYPE, headers=headers)


def shown_service(town: TownSettings, number: int) -> ShownService:
    """Return a service that the town shows; Http404 for a hidden one, and for one of another town."""
    row: Service | None = Service.objects.in_town(town.site_id).whole().filter(pk=number, is_published=True).first()
    if row is None:
        raise Http404
    return shown_services([row], settings_of(town.site_id))[0]
