"""Answers with the places of the list as files."""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import override

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.exporting.a11yjson import JSON_TYPE, a11yjson_pieces
from kpss_pages.barrier_free.exporting.about import About, about_of
from kpss_pages.barrier_free.exporting.data_set import PLACES
from kpss_pages.barrier_free.exporting.geojson import GEOJSON_TYPE, geojson_pieces
from kpss_pages.barrier_free.exporting.gpx import GPX_TYPE, gpx_pieces
from kpss_pages.barrier_free.exporting.ofn import ofn_pieces
from kpss_pages.barrier_free.exporting.tables import csv_pieces, xlsx_pieces
from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.data_files import serve_data
from sites.limits import count
from sites.page_cache.showing import show_for
from sites.spreadsheets import CSV_TYPE, XLSX_TYPE
from sites.text import without_diacritics

KEPT_SECONDS = 60
"""What is asked for is without end, and may depend on the hour."""

Writes = Callable[[PlaceQuerySet, About], Iterable[str | bytes]]

FILES: dict[str, tuple[str, Writes]] = {
    "geojson": (GEOJSON_TYPE, geojson_pieces),
    "csv": (CSV_TYPE, csv_pieces),
    "xlsx": (XLSX_TYPE, xlsx_pieces),
    "json": (JSON_TYPE, a11yjson_pieces),
    "jsonld": ("application/ld+json", ofn_pieces),
    "gpx": (GPX_TYPE, gpx_pieces),
}
"""Media types of the files and what writes them, by their endings."""


@barrier_free.register("export")
def export(page: BarrierFreeIndexPage, request: HttpRequest, kind: str) -> HttpResponseBase:
    """Answer with the places that the list shows at the same parameters, all of them and in its order.

    A town that does not write in Czech has nothing to put into a norm, whose texts have to be in Czech or English.
    """
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    if kind == "jsonld" and not PLACES.has_norm(town_of_page(page, request)):
        raise Http404
    count(request, "data")
    content_type, write = FILES[kind]
    filters = Filters.of(request.GET)
    if filters.querystring:
        show_for(request, KEPT_SECONDS)
    with override(page.language):
        about = about_of(page, request, filters)
        rows = filters.of_places(page.places().published())
        where = "attachment" if kind in ("csv", "xlsx") else "inline"
        name = slugify(without_diacritics(about.title)) or "places"
        headers = {"Content-Disposition": f'{where}; filename="{name}.{kind}"'}
        if about.licence:
            headers["Link"] = f'<{about.licence}>; rel="license"'
        return serve_data(request, write(rows, about), content_type, headers)
