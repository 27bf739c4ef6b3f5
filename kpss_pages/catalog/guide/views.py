"""The public page of the printed guide: current and archived editions, and where printed copies can be had."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.frame import frame_of
from kpss_pages.catalog.guide.editions import in_order
from kpss_pages.catalog.models import CatalogIndexPage, GuideEdition
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import lines_of
from kpss_pages.core.below import refused, town_of_page
from sites.models import TownDocument
from sites.page_cache.showing import withhold


@dataclass(frozen=True)
class ShownEdition:
    """An edition as the public is told of it; ``services`` is 0 where nobody has counted them."""

    row: GuideEdition
    document: TownDocument

    @property
    def variant(self) -> str:
        return str(self.row.get_variant_display())

    @property
    def services(self) -> int:
        return self.row.services


@catalog.register("guide")
def guide(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    town = town_of_page(page, request)
    if request.GET:
        withhold(request)  # the page reads nothing of its address
    rows = GuideEdition.objects.in_town(town.site_id).offered().select_related("document__superseded_by")
    editions = [ShownEdition(row, row.document) for row in in_order(rows, page.language) if row.document]
    context = {
        **frame_of(page, request, "guide/"),
        "current": [edition for edition in editions if not edition.row.is_archived],
        "archived": [edition for edition in editions if edition.row.is_archived],
        "printed_copies_at": lines_of(settings_of(town.site_id).printed_copies_at),
    }
    return page.render(request, context_overrides=context, template="kpss_catalog/guide.html")
