"""What goes with every file: whose places they are, what was asked for, and the terms of use."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.core.below import town_of_page
from kpss_pages.core.chrome import Chrome
from kpss_pages.core.data_sets import terms_of_town
from kpss_pages.core.linked_data import at_home, known
from sites.models import TownSettings

OPENSTREETMAP = "© OpenStreetMap contributors (ODbL 1.0)"
"""As its licence wants it to be named, in every language."""


@dataclass(frozen=True)
class About:
    """A file of places; addresses are whole, that of the map ends in a slash; "" is nowhere and nothing.

    ``language`` is that of the words around the places, ``rows_language`` that of what the town has written.
    """

    town: TownSettings
    address: str
    language: str
    title: str
    filters: Filters
    has_openstreetmap: bool = False
    licence: str = ""
    terms_page: str = ""

    @property
    def rows_language(self) -> str:
        return str(self.town.default_language)

    @property
    def asked(self) -> str:
        """The address of the list that shows the same."""
        query = self.filters.querystring
        return f"{self.address}?{query}" if query else self.address

    @property
    def authors(self) -> str:
        """Whom to name: the town, and those of OpenStreetMap when any of its places came from there."""
        return f"{self.town.name}, {OPENSTREETMAP}" if self.has_openstreetmap else self.town.name

    def terms_as_plain(self) -> dict[str, Any]:
        """Return whom to name and what is allowed, for programs."""
        return known({"attribution": self.authors, "license": self.licence, "terms": self.terms_page})


def about_of(page: BarrierFreeIndexPage, request: HttpRequest, filters: Filters) -> About:
    """Say it of a page in its language."""
    town = town_of_page(page, request)
    terms, terms_page = terms_of_town(town), Chrome(request, town).open_data_url()
    return About(
        town=town,
        address=page.get_full_url(request) or "",
        language=page.language,
        title=_("Barrier-free map %(town)s") % {"town": town.name},
        filters=filters,
        has_openstreetmap=page.places().published().from_openstreetmap().exists(),
        licence=terms.address if terms else "",
        terms_page=at_home(terms_page, town) if terms_page else "",
    )
