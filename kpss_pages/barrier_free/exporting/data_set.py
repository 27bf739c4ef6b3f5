"""The places as one of the town's data sets: in the norm, in the vocabulary of schema.org, and as files of their own."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kpss_pages.barrier_free.exporting import ofn
from kpss_pages.barrier_free.exporting.a11yjson import JSON_TYPE
from kpss_pages.barrier_free.exporting.geojson import GEOJSON_TYPE
from kpss_pages.barrier_free.exporting.gpx import GPX_TYPE
from kpss_pages.barrier_free.exporting.whole import whole
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.barrier_free.public.linked_data import place_as_schema_org
from kpss_pages.barrier_free.shown import ShownPlace
from kpss_pages.core.data_sets import DataSet, Distribution
from kpss_pages.core.linked_data import Thing
from kpss_pages.core.sections import section_page
from sites.models import TownSettings
from sites.spreadsheets import XLSX_TYPE


def places_as_ofn(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the places that the map shows as values of the norm; nothing while the town has no public map."""
    page = section_page(BarrierFreeIndexPage, town)
    if page is None:
        return
    address = page.get_full_url() or ""
    for place in _places(page):
        yield ofn.place_as_ofn(place, town, f"{address}{place.address_below}")


def places_as_schema_org(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the same in the vocabulary of schema.org."""
    page = section_page(BarrierFreeIndexPage, town)
    if page is None:
        return
    today = timezone.localdate(timezone=town.zone)
    with override(page.language):
        for place in _places(page):
            yield place_as_schema_org(ShownPlace(place, today), page, request)


def _places(page: BarrierFreeIndexPage) -> Iterator[Place]:
    return whole(page.places().published().order_by("sorts_as", "pk"))


def distributions(town: TownSettings) -> list[Distribution]:
    """Return the files below the map in the town's own language."""
    page = section_page(BarrierFreeIndexPage, town)
    return distributions_below(page.get_full_url() or "") if page else []


def distributions_below(address: str) -> list[Distribution]:
    """Return the files of the map at an address; the norm's own stands by itself, where the town has one."""
    return [
        Distribution("geojson", _("For maps (GeoJSON)"), f"{address}places.geojson", GEOJSON_TYPE, "GEOJSON"),
        Distribution("csv", _("Table (CSV)"), f"{address}places.csv", "text/csv", "CSV"),
        Distribution("xlsx", _("Table (XLSX)"), f"{address}places.xlsx", XLSX_TYPE, "XLSX"),
        Distribution("a11yjson", _("For accessibility maps (A11yJSON)"), f"{address}places.json", JSON_TYPE, "JSON"),
        Distribution("gpx", _("For navigation (GPX)"), f"{address}places.gpx", GPX_TYPE, "GPX"),
    ]


PLACES = DataSet(
    key="places",
    title=_("Barrier-free map"),
    description=_(
        "Offices, services, streets and stops: where somebody in a wheelchair, with a pram or with low vision gets in, as it"
        " was measured on the spot. What nobody has surveyed is not said."
    ),
    things=places_as_ofn,
    schema_org=places_as_schema_org,
    norm=ofn.NORM,
    context=ofn.CONTEXT,
    schema_of_one=ofn.SCHEMA,
    distributions=distributions,
    keywords=(_("accessibility"), _("barrier-free map")),
    themes=("SOCI", "TRAN"),
    is_of_rows=True,
)
