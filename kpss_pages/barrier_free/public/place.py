"""A place's own page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.finding.near import called_by
from kpss_pages.barrier_free.here import things_at
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.barrier_free.public.frame import frame_of
from kpss_pages.barrier_free.public.linked_data import photos_as_schema_org, place_as_schema_org
from kpss_pages.barrier_free.shown import ShownPlace, shown_place
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.maps import MapPlace, allow_tiles
from kpss_pages.core.qr import qr_path
from sites.page_cache.showing import show, show_for, withhold
from sites.page_cache.tags import anything_of

KEPT_SECONDS = 3600
"""Surveys grow old from one day to the next."""


@barrier_free.register("place")
def show_place(page: BarrierFreeIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    shown = public_place(page, request, number)
    row = shown.row
    if request.GET:
        # It reads no parameter.
        withhold(request)
    # What is here are things of any kind: one that is hidden, or whose address has become secret, is gone at once.
    show(request, [anything_of(row.site_id)])
    show_for(request, KEPT_SECONDS)
    url = f"{page.get_full_url(request)}{row.address_below}"
    path, size = qr_path(url)
    on_map = map_place(row)
    photos = list(row.photos.select_related("image").prefetch_related("image__renditions"))
    linked = place_as_schema_org(shown, page, request)
    if photos:
        linked["image"] = photos_as_schema_org(photos, town_of_page(page, request))
    context: dict[str, Any] = {
        **frame_of(page, request, row.address_below),
        "shown": shown,
        "photos": photos,
        "things": things_at(row, page.language),
        "history": shown.history(),
        "on_map": on_map,
        "map_places": [on_map] if on_map.has_position else [],
        "near": called_by(row.name, row.street, row.municipality) if on_map.has_position else "",
        "url": url,
        "qr_path": path,
        "qr_size": size,
        "linked": linked,
        "below_title": row.name,
    }
    response = page.render(request, context_overrides=context, template="kpss_barrier_free/place.html")
    return allow_tiles(response) if on_map.has_position else response


def public_place(page: BarrierFreeIndexPage, request: HttpRequest, number: int) -> ShownPlace:
    """Return a place that the town shows; Http404 for a hidden one, and for one of another town."""
    town = town_of_page(page, request)
    row: Place | None = page.places().published().select_related("survey").filter(pk=number).first()
    if row is None:
        raise Http404
    return shown_place(row, timezone.localdate(timezone=town.zone))


def map_place(row: Place) -> MapPlace:
    return MapPlace(row.name, row.address, row.latitude, row.longitude)
