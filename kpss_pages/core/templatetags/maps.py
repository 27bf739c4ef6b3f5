"""A tag that shows places on a map."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings

from kpss_pages.core.maps.places import MapPlace, shown_on_maps
from kpss_pages.core.maps.tiles import tile_server

register = template.Library()


@register.inclusion_tag("kpss_core/maps/_map.html")
def map_of(places: Iterable[MapPlace], label: str) -> dict[str, Any]:
    """Show places on a map named ``label``, once the visitor agrees; nothing where no position is known."""
    return {
        "places": shown_on_maps(places),
        "label": label,
        "tiles": settings.MAP_TILES,
        "server": tile_server(),
        "attribution": settings.MAP_ATTRIBUTION,
        "attribution_url": settings.MAP_ATTRIBUTION_URL,
    }
