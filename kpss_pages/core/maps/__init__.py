"""Maps on public pages: places with their address in text, and a map that asks another server only when the visitor agrees.

``{% map_of places label %}`` of ``templatetags/maps.py`` shows them; a view whose page has one lets the browser load its
tiles with ``allow_tiles``. Leaflet, which draws, is loaded together with the first map. A kind whose maps are drawn otherwise
has a template of its own from ``_attributes.html`` and ``_inside.html``, and a script: see ``map.js``.
"""

from kpss_pages.core.maps.places import MapPlace, shown_on_maps
from kpss_pages.core.maps.tiles import allow_tiles, tile_host

__all__ = ["MapPlace", "allow_tiles", "shown_on_maps", "tile_host"]
