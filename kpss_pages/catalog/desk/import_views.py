"""The admin's screens of the table of services: download, upload, see what each row would do, apply."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.importing.applying import SERVICES_IMPORT
from kpss_pages.catalog.importing.notes import sentences
from kpss_pages.catalog.importing.rows import rows_of
from kpss_pages.catalog.importing.template import csv_of, xlsx_of
from kpss_pages.catalog.models import Service
from kpss_pages.core.tables.screens import TableImportScreen
from sites.spreadsheets import CSV_TYPE, XLSX_TYPE
from sites.tenancy.town_screens import TownScreen, lead_to


class ImportView(TableImportScreen):
    """The table of services."""

    page_title = gettext_lazy("Import of services")
    kept_model, above = Service, Service
    importer, url_name = SERVICES_IMPORT, "kpss_catalog_import"
    template_name, check_template = "kpss_catalog/admin/import.html", "kpss_catalog/admin/import_check.html"
    table_label = gettext_lazy("Table of services")
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


class TableView(TownScreen):
    """Download the table to fill in: blank ("template"), or with the services that are there ("services")."""

    http_method_names = ["get", "head", "options"]
    kept_model, above = Service, Service

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what, kind = kwargs["what"], kwargs["kind"]
        if what not in ("template", "services") or kind not in ("csv", "xlsx"):
            raise Http404
        services = Service.objects.in_town(self.town.site_id).whole() if what == "services" else ()
        rows = rows_of(services, self.town.country)
        content = csv_of(rows) if kind == "csv" else xlsx_of(rows, self.town.country)
        label = _("Services") if what == "services" else _("Template of services")
        name = f"{slugify(label)}-{slugify(self.town.site.hostname.split('.')[0])}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=CSV_TYPE if kind == "csv" else XLSX_TYPE, headers=headers)


def import_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the import of the only town, or let choose one."""
    return lead_to(request, "kpss_catalog_import", _("Import of services"), "upload", Service)
