"""The page that says what data there are, what they mean and how to get at them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.exporting.about import OPENSTREETMAP
from kpss_pages.barrier_free.exporting.data_set import PLACES, distributions_below
from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.importing.columns import COLUMNS
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.barrier_free.public.frame import frame_of
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.data_sets import Distribution, terms_of_town
from sites.page_cache.showing import withhold

PARAMETERS: Mapping[str, Any] = {
    "q": _("words that stand in the name, the address or the text"),
    "category": _("category; may stand there several times"),
    "profile": _("for whom the verdicts are; in a wheelchair, alone, unless something else is asked for"),
    "verdict": _("verdict for that profile; may stand there several times"),
    "toilet": _("1: there is a toilet for a wheelchair"),
    "parking": _("1: there is reserved parking"),
    "lift": _("1: there is a lift"),
    "open": _("1: open now"),
    "near": _("a municipality, a place, or a position in degrees: 49.455,17.451"),
    "km": _("how many kilometres from there at most"),
    "sort": _("order: name, distance or newest"),
}
"""What the list, the map and all files take."""

PROPERTIES: Mapping[str, Any] = {
    "id": _("number of the place, as in the address of its page"),
    "name": _("name"),
    "category": _("category: a code"),
    "address": _("address"),
    "surveyed": _("day of the survey that holds"),
    "opening_hours": _("opening hours in the grammar of OpenStreetMap"),
    "wheelchair, escort, walker, pram, sight, hearing": _(
        "verdict for a profile, in the words of OpenStreetMap: yes, limited, no"
    ),
    "toilet": _("the best toilet for a wheelchair: yes, limited, no"),
    "parking": _("whether there is reserved parking"),
    "lift": _("whether there is a lift"),
}
"""What the GeoJSON says of a place."""


@dataclass(frozen=True)
class Example:
    """An address that works in this town, and what it gives."""

    words: str
    address: str


@barrier_free.register("data")
def data(page: BarrierFreeIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with the page."""
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    if request.GET:
        # Addresses with parameters are without end, and they all show the same.
        withhold(request)
    town, address = town_of_page(page, request), page.get_full_url(request) or ""
    with override(page.language):
        files = distributions_below(address)
        if PLACES.has_norm(town):
            words = gettext("In the open formal norm")
            files.append(Distribution("norm", words, f"{address}places.jsonld", "application/ld+json", "JSON_LD"))
        context: dict[str, Any] = {
            **frame_of(page, request, "data/"),
            "files": files,
            "has_norm": PLACES.has_norm(town),
            "examples": list(_examples(address)),
            "csv_url": f"{address}places.csv",
            "parameters": PARAMETERS.items(),
            "properties": PROPERTIES.items(),
            "columns": [(column.name, column.header) for column in COLUMNS],
            "categories": Category.choices,
            "profiles": Profile.choices,
            "verdicts": Verdict.choices,
            "terms": terms_of_town(town),
            "openstreetmap": OPENSTREETMAP if page.places().published().from_openstreetmap().exists() else "",
            "count": page.places().published().count(),
        }
        return page.render(request, context_overrides=context, template="kpss_barrier_free/data.html")


def _examples(address: str) -> Iterator[Example]:
    yield Example(gettext("All places as a table"), f"{address}places.csv")
    for words, kind, filters in (
        (gettext("What is accessible in a wheelchair, for a map"), "geojson", Filters(verdicts=("accessible",))),
        (gettext("Public toilets for navigation"), "gpx", Filters(categories=("toilet",))),
        (gettext("What nobody has surveyed yet, as a table"), "csv", Filters(verdicts=("unknown",))),
    ):
        yield Example(words, f"{address}places.{kind}?{filters.querystring}")
