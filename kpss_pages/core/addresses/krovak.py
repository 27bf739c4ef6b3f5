"""Metres of the Czech cadastre (S-JTSK, EPSG:5514) into degrees (WGS 84), many at once; a metre true in Czechia.

Of the transformations that PROJ knows without grids and without the network, the first one that is a metre true in all of
Czechia. The lists of the cadastre give positive numbers, EPSG:5514 has negative ones.
"""

from array import array
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from pyproj import Transformer
from pyproj.aoi import AreaOfInterest
from pyproj.network import set_network_enabled
from pyproj.transformer import TransformerGroup

_CZECHIA = AreaOfInterest(west_lon_degree=12.09, south_lat_degree=48.55, east_lon_degree=18.86, north_lat_degree=51.06)
_METRE = 1.0
_SIX = Decimal("0.000001")


@cache
def _transformer() -> Transformer:
    set_network_enabled(False)
    # pyproj's stub names a class of its own that nobody can make.
    area: Any = _CZECHIA
    group = TransformerGroup("EPSG:5514", "EPSG:4326", always_xy=True, area_of_interest=area, allow_ballpark=False)
    return next(each for each in group.transformers if 0 <= each.accuracy <= _METRE)


def degrees_of(ys: Sequence[float], xs: Sequence[float]) -> list[tuple[Decimal, Decimal]]:
    """Return latitude and longitude with six decimals for positive Y and X in metres."""
    longitudes, latitudes = _transformer().transform(
        array("d", (-y for y in ys)), array("d", (-x for x in xs)), errcheck=True
    )
    return [
        (Decimal(latitude).quantize(_SIX), Decimal(longitude).quantize(_SIX))
        for latitude, longitude in zip(latitudes, longitudes, strict=True)
    ]
