"""Services in the search of the whole site: the best of them, and the way to all."""

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from kpss_pages.catalog.finding.filters import Filters
from kpss_pages.catalog.finding.found import find
from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.catalog.vocabulary import service_type
from kpss_pages.core.further_results import FurtherResults, FurtherRow
from sites.models import TownSettings

MOST_ROWS = 5


def services_for(home: Page, town: TownSettings, query: str, request: HttpRequest) -> FurtherResults | None:
    """Return the services of a town that answer a query; one query for a town that offers none."""
    if not Service.objects.in_town(town.site_id).published().exists():
        return None
    page = CatalogIndexPage.objects.child_of(home).live().first()
    filters = Filters.of({"q": query}, town)
    if page is None or not filters:
        return None
    language = home.locale.language_code
    found = find(town, language, filters)
    if not found.count:
        return None
    url = page.get_url(request) or ""
    rows = (
        FurtherRow(entry.name, f"{url}service/{entry.pk}/", _line(entry, language))
        for entry in found.entries[:MOST_ROWS]
    )
    words = ngettext("%(count)d service in the catalogue", "%(count)d services in the catalogue", found.count)
    return FurtherResults(
        title=page.title,
        rows=tuple(rows),
        count=found.count,
        url=f"{url}?{found.filters.querystring()}#results",
        all_words=words % {"count": found.count},
    )


def _line(entry: Entry, language: str) -> str:
    term = service_type(entry.type_code)
    kind = term.name_in(language) if term else entry.related_type
    return ", ".join(filter(None, (kind, *sorted(entry.municipalities)[:3])))
