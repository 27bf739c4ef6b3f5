"""Where the tiles of maps come from, and which pages may load them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseBase


def tile_host() -> str:
    """Return the one origin that tiles are loaded from, as a policy names it: "https://tile.openstreetmap.org"."""
    parts = urlsplit(settings.MAP_TILES)
    return f"{parts.scheme}://{parts.netloc}"


def tile_server() -> str:
    """Return the same in words for people: "tile.openstreetmap.org"."""
    return urlsplit(settings.MAP_TILES).hostname or ""


@dataclass(frozen=True)
class TileSource:
    """Where tiles come from: their address, the server in words, and whom to name."""

    tiles: str
    server: str
    attribution: str
    attribution_url: str


def tile_source() -> TileSource:
    """Return it as the settings have it."""
    return TileSource(settings.MAP_TILES, tile_server(), settings.MAP_ATTRIBUTION, settings.MAP_ATTRIBUTION_URL)


def allow_tiles(response: HttpResponseBase) -> HttpResponseBase:
    """Let the page of a response load pictures from the server of tiles, and from no other."""
    update = getattr(response, "_csp_update", None) or {}
    response._csp_update = {**update, "img-src": [tile_host()]}  # type: ignore[attr-defined]
    return response
