"""The admin's screens of the table of contacts: download, upload, see what each row would do, apply."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.contacts.exporting import csv_of
from kpss_pages.contacts.importing.applying import CONTACTS_IMPORT
from kpss_pages.contacts.models import ContactRole
from kpss_pages.core.tables.screens import TableImportScreen
from sites.spreadsheets import table_to_save
from sites.tenancy.town_screens import TownScreen, lead_to


class ImportView(TableImportScreen):
    """The table of contacts."""

    page_title = gettext_lazy("Import of contacts")
    kept_model, above = ContactRole, ContactRole
    importer, url_name = CONTACTS_IMPORT, "kpss_contacts_import"
    template_name = "kpss_contacts/admin/import.html"
    table_label = gettext_lazy("Table of contacts")
    subject = gettext_lazy("Role")
    nothing_new = gettext_lazy("No changes: the contacts say already what the file says. Nothing was saved.")
    save_label = gettext_lazy("Save these contacts")
    changed_since = gettext_lazy(
        "The contacts have been changed since the file was checked. This is what it would do now."
    )
    saved = gettext_lazy("The contacts are saved: %(summary)s")

    def addresses(self) -> dict[str, Any]:
        return {**super().addresses(), "export_url": self.url("kpss_contacts_export")}


class ExportView(TownScreen):
    """Download a town's contacts as a table, which an import takes back."""

    http_method_names = ["get", "head", "options"]
    kept_model, above = ContactRole, ContactRole

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = csv_of(ContactRole.objects.filter(site=self.town.site_id))
        return table_to_save(content, "csv", _("Contacts"), self.town.site.hostname)


def import_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the import of the only town, or let choose one."""
    return lead_to(request, "kpss_contacts_import", _("Import of contacts"), "upload", ContactRole)


def export_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the table of the only town's contacts, or let choose one."""
    return lead_to(request, "kpss_contacts_export", _("Download the contacts"), "download", ContactRole)
