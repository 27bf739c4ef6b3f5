"""Addresses and texts of the barrier-free map's pages."""

from typing import Any

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from sites.models import TownSettings
from tests.builders import section_of

PREROV, BBSK = "prerov.example", "bbsk.example"


def map_path(town: TownSettings, language: str | None = None) -> str:
    return str(section_of(town, BarrierFreeIndexPage, language).get_url_parts()[2])


def path_of(place: Place, town: TownSettings, language: str | None = None) -> str:
    return f"{map_path(town, language)}{place.address_below}"


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return " ".join(str(response.content.decode()).replace("\xa0", " ").split())


def names_of(response: Any) -> list[str]:
    """Return the names of the places on a page of the list, in order."""
    assert response.status_code == 200
    return [card.row.name for card in response.context["cards"]]
