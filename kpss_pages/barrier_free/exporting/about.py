"""What goes with every file: whose places they are, what was asked for, and the terms of use."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.core.below import town_of_page
from kpss_pages.core.chrome import Chrome
from kpss_pages.core.linked_data import at_home, known
from sites.models import TownSettings


@dataclass(frozen=True)
class About:
    """A file of places; addresses are whole, that of the map ends in a slash, and of the terms "" is nowhere."""

    town: TownSettings
    address: str
    language: str
    title: str
    asked: str
    terms_page: str

    def terms_as_plain(self) -> dict[str, Any]:
        """Return whom to name and where the terms are, for programs."""
        return known({"attribution": self.town.name, "terms": self.terms_page})


def about_of(page: BarrierFreeIndexPage, request: HttpRequest, filters: Filters) -> About:
    """Say it of a page in its language."""
    town = town_of_page(page, request)
    address = page.get_full_url(request) or ""
    terms_page = Chrome(request, town).open_data_url()
    return About(
        town=town,
        address=address,
        language=page.language,
        title=_("Barrier-free map %(town)s") % {"town": town.name},
        asked=f"{address}?{filters.querystring}" if filters.querystring else address,
        terms_page=at_home(terms_page, town) if terms_page else "",
    )
