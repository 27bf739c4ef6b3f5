"""The admin's screens of the table of services: download, upload, see what each row would do, apply."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.importing.applying import SERVICES_IMPORT
from kpss_pages.catalog.importing.notes import sentences
from kpss_pages.catalog.importing.rows import rows_of
from kpss_pages.catalog.importing.template import csv_of, xlsx_of
from kpss_pages.catalog.models import Service
from kpss_pages.core.tables.screens import TableDownload, TableImportScreen
from sites.tenancy.town_screens import lead_to


class ImportView(TableImportScreen):
    """The table of services."""

    page_title = gettext_lazy("Import of services")
    kept_model, above = Service, Service
    importer, url_name = SERVICES_IMPORT, "kpss_catalog_import"
    template_name = "kpss_catalog/admin/import.html"
    table_label = gettext_lazy("Table of services")
    subject = gettext_lazy("Service")
    nothing_new = gettext_lazy("No changes: the catalogue says already what the file says. Nothing was saved.")
    save_label = gettext_lazy("Save these services")
    changed_since = gettext_lazy(
        "The catalogue has been changed since the file was checked. This is what it would do now."
    )
    saved = gettext_lazy("The services are saved: %(summary)s")

    def addresses(self) -> dict[str, Any]:
        tables = {
            f"{what}_{kind}": self.url("kpss_catalog_table", what, kind)
            for what in ("template", "services")
            for kind in ("xlsx", "csv")
        }
        return {**super().addresses(), "tables": tables, "rules": sentences()}


class TableView(TableDownload):
    """Download the table to fill in: blank ("template"), or with the services that are there ("services")."""

    kept_model, above = Service, Service
    filled = "services"
    labels = gettext_lazy("Template of services"), gettext_lazy("Services")

    def table(self, *, is_blank: bool, kind: str) -> bytes:
        services = () if is_blank else Service.objects.in_town(self.town.site_id).whole()
        rows = rows_of(services, self.town.country)
        return csv_of(rows) if kind == "csv" else xlsx_of(rows, self.town.country)


def import_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the import of the only town, or let choose one."""
    return lead_to(request, "kpss_catalog_import", _("Import of services"), "upload", Service)
