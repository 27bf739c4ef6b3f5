"""Places as a map shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

OPEN_STREET_MAP = "https://www.openstreetmap.org"


@dataclass(frozen=True)
class MapPlace:
    """A place with its address in words; the position in degrees (WGS 84), None where it is not known."""

    name: str
    address: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    url: str = ""

    @property
    def has_position(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def position(self) -> str:
        """Degrees as machines read them: "49.455100,17.451200"; "" where they are not known."""
        return f"{self.latitude:.6f},{self.longitude:.6f}" if self.has_position else ""

    @property
    def route_url(self) -> str:
        """Where a way there is found: from a place that the visitor enters, or the address looked up."""
        if self.has_position:
            return f"{OPEN_STREET_MAP}/directions?{urlencode({'to': self.position})}"
        return f"{OPEN_STREET_MAP}/search?{urlencode({'query': self.address})}" if self.address else ""


def shown_on_maps(places: Iterable[MapPlace]) -> list[MapPlace]:
    """Return the places that a map can show, each position once."""
    return list({place.position: place for place in places if place.has_position}.values())
