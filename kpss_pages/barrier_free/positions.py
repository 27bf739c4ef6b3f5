"""Whether a position can be one of a town's places."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from sites.choices import Country

if TYPE_CHECKING:
    from kpss_pages.barrier_free.models import BarrierFreeSettings

COUNTRIES = {
    Country.CZ: (Decimal("48.55"), Decimal("51.06"), Decimal("12.09"), Decimal("18.86")),
    Country.SK: (Decimal("47.73"), Decimal("49.62"), Decimal("16.83"), Decimal("22.57")),
}
"""South, north, west and east in degrees, a little beyond the borders."""


def trouble_with(latitude: Any, longitude: Any, settings: "BarrierFreeSettings", country: str) -> str:
    """Return what is wrong with a position (WGS 84 degrees) as a sentence; "" for one that can be."""
    south, north, west, east = COUNTRIES[Country(country)]
    if not (south <= latitude <= north and west <= longitude <= east):
        if south <= longitude <= north and west <= latitude <= east:
            return _("The latitude and the longitude are the other way round. Exchange them.")
        return _("The position is not in this country. Check the degrees: the latitude comes first.")
    edges = (settings.south, settings.north, settings.west, settings.east)
    if None in edges or (edges[0] <= latitude <= edges[1] and edges[2] <= longitude <= edges[3]):
        return ""
    return _("The position is outside the area of the map. Check the degrees, or widen the area in the settings.")
