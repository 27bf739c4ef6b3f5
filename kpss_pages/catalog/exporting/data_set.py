"""The services as one of the town's data sets: no open formal norm describes them, so they have tables, JSON and a feed."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kpss_pages.catalog.exporting.chosen import TOGETHER
from kpss_pages.catalog.exporting.hsds.views import SPECIFICATION
from kpss_pages.catalog.exporting.schema_org import as_schema_org
from kpss_pages.catalog.exporting.terms import terms_of_town
from kpss_pages.catalog.frame import address_of
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.pages import catalog_page
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import shown_services
from kpss_pages.core.data_sets import DataSet, Distribution
from kpss_pages.core.linked_data import Thing
from sites.models import TownSettings
from sites.spreadsheets import XLSX_TYPE


def services_as_schema_org(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield the services that the catalogue shows; nothing while the town has no public one."""
    page = catalog_page(town)
    if page is None:
        return
    address, settings = address_of(page), settings_of(town.site_id)
    rows = Service.objects.in_town(town.site_id).published().whole().order_by("sorts_as", "pk")
    with override(page.language):
        for row in rows.iterator(chunk_size=TOGETHER):
            (shown,) = shown_services([row], settings)
            yield as_schema_org(shown, address, town)


def distributions(town: TownSettings) -> list[Distribution]:
    """Return the files and the feed below the catalogue in the town's own language."""
    page = catalog_page(town)
    return distributions_below(address_of(page)) if page else []


def distributions_below(address: str) -> list[Distribution]:
    """Return the files and the feed of the catalogue at an address."""
    return [
        Distribution("csv", _("Table (CSV)"), f"{address}services.csv", "text/csv", "CSV"),
        Distribution("xlsx", _("Table (XLSX)"), f"{address}services.xlsx", XLSX_TYPE, "XLSX"),
        Distribution("json", _("For programs (JSON)"), f"{address}services.json", "application/json", "JSON"),
        Distribution(
            "hsds",
            _("Feed in the Human Services Data Specification (HSDS 3.0)"),
            f"{address}hsds/",
            "application/json",
            "JSON",
            specification=SPECIFICATION,
            description=f"{address}openapi.json",
        ),
    ]


SERVICES = DataSet(
    key="services",
    title=_("Social services"),
    description=_(
        "The catalogue of social and related services: what they are, for whom, where, when, for how much, and who gives"
        " them."
    ),
    schema_org=services_as_schema_org,
    distributions=distributions,
    terms=terms_of_town,
    keywords=(_("social services"), _("catalogue of services")),
    themes=("SOCI", "HEAL"),
    # Some providers are human beings with a licence.
    has_personal_data=True,
    is_of_rows=True,
)
