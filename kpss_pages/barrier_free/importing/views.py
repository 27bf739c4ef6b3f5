"""The admin's screens of the import of places: download a table, upload a file, see what each row would do, apply it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.barrier_free.importing.applying import PLACES_IMPORT
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.importing.template import csv_of, rows_of, xlsx_of
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.tables.cells import MOST_BYTES
from kpss_pages.core.tables.screens import MOST_SHOWN, TableDownload, TableForm, TableImportScreen
from sites.tenancy.town_screens import lead_to


class ImportView(TableImportScreen):
    """A file with places."""

    page_title = gettext_lazy("Import of places")
    kept_model, above = Place, Place
    importer, url_name = PLACES_IMPORT, "kpss_barrier_free_import"
    template_name = "kpss_barrier_free/admin/import.html"
    check_template = "kpss_barrier_free/admin/import_check.html"
    table_label = gettext_lazy("File with places")
    subject = gettext_lazy("Place")
    nothing_new = gettext_lazy("No changes: the map says already what the file says. Nothing was saved.")
    save_label = gettext_lazy("Save these places")
    changed_since = gettext_lazy(
        "The places have been changed since the file was checked. This is what it would do now."
    )
    saved = gettext_lazy("The places are saved: %(summary)s")

    def form(self, *data: Any) -> TableForm:
        form = super().form(*data)
        upload = form.fields["upload"]
        upload.widget.attrs["accept"] = ".csv,.txt,.xlsx,.geojson,.json"
        size = filesizeformat(MOST_BYTES)
        upload.help_text = _("A CSV, XLSX or GeoJSON file of at most %(size)s.") % {"size": size}
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checked = kwargs.get("checked")
        if isinstance(checked, PlacesChecked):
            noted = checked.with_notes
            kwargs |= {"noted": noted[:MOST_SHOWN], "more_noted": max(0, len(noted) - MOST_SHOWN)}
        return dict(super().get_context_data(**kwargs))

    def addresses(self) -> dict[str, Any]:
        tables = {
            f"{what}_{kind}": self.url("kpss_barrier_free_import_template", what, kind)
            for what in ("template", "places")
            for kind in ("xlsx", "csv")
        }
        return {**super().addresses(), "tables": tables}


class TableView(TableDownload):
    """Download the table to fill in: blank ("template"), or with the places that are there ("places")."""

    kept_model, above = Place, Place
    filled = "places"
    labels = gettext_lazy("Template of places"), gettext_lazy("Places")

    def table(self, *, is_blank: bool, kind: str) -> bytes:
        rows = rows_of(() if is_blank else Place.objects.in_town(self.town.site_id).select_related("survey"))
        return csv_of(rows) if kind == "csv" else xlsx_of(rows)


def import_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the import of the only town, or let choose one."""
    return lead_to(request, "kpss_barrier_free_import", _("Import of places"), "upload", Place)
