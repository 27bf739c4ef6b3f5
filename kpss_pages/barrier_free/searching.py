"""Places in the search of the whole site: the first of them, and the way to all."""

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.finding import Filters
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.core.further_results import FurtherResults, FurtherRow
from sites.models import TownSettings

MOST_ROWS = 5


def places_for(home: Page, town: TownSettings, query: str, request: HttpRequest) -> FurtherResults | None:
    """Return the places of a town that answer a query; one query where none does."""
    filters = Filters.of({"q": query})
    if not filters:
        return None
    found = filters.of_places(Place.objects.in_town(town.site_id).published())
    number = found.count()
    page = BarrierFreeIndexPage.objects.child_of(home).live().first() if number else None
    if page is None:
        return None
    url = page.get_url(request) or ""
    columns = ("pk", "name", "category", "street", "municipality", "wheelchair")
    rows = (
        FurtherRow(place.name, f"{url}{place.address_below}", _line(place))
        for place in found.only(*columns)[:MOST_ROWS]
    )
    words = ngettext("%(count)d place on the barrier-free map", "%(count)d places on the barrier-free map", number)
    return FurtherResults(
        title=page.title,
        rows=tuple(rows),
        count=number,
        url=f"{url}?{filters.querystring}#results",
        all_words=words % {"count": number},
    )


def _line(place: Place) -> str:
    verdict = f"{place._meta.get_field('wheelchair').verbose_name}: {place.get_wheelchair_display()}"
    return ", ".join(filter(None, (str(Category(place.category).label), place.street, place.municipality, verdict)))
