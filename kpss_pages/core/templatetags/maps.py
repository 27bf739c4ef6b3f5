"""Tags that show places on a map."""

from collections.abc import Iterable
from typing import Any

from django import template

from kpss_pages.core.maps.places import MapPlace, shown_on_maps
from kpss_pages.core.maps.tiles import TileSource, tile_source

register = template.Library()


@register.inclusion_tag("kpss_core/maps/_map.html")
def map_of(places: Iterable[MapPlace], label: str) -> dict[str, Any]:
    """Show places on a map named ``label``, once the visitor agrees; nothing where no position is known."""
    return {"places": shown_on_maps(places), "label": label, "source": tile_source()}


@register.simple_tag(name="tile_source")
def source() -> TileSource:
    """Return where tiles come from, for a map that is drawn otherwise."""
    return tile_source()
