"""The admin's screens of the table of services: download, upload, see what each row would do, apply."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from kpss_pages.catalog.desk.screens import CatalogScreen
from kpss_pages.catalog.desk.towns import lead_to
from kpss_pages.catalog.importing.applying import apply, keep, kept_upload
from kpss_pages.catalog.importing.checking import ServicesChecked, check, read
from kpss_pages.catalog.importing.template import csv_of, rows_of, xlsx_of
from kpss_pages.catalog.models import Service
from kpss_pages.core.tables.cells import MOST_BYTES, check_size
from kpss_pages.core.tables.keeping import KEPT_FOR
from kpss_pages.core.tables.reading import Reading
from sites.spreadsheets import CSV_TYPE, XLSX_TYPE

PAGE_TITLE = gettext_lazy("Import of services")
ICON = "upload"
MOST_SHOWN = 500
_BYTES_AROUND_KEPT = 50_000
"""For the rest of the form in which a checked upload comes back."""


class ServicesImportForm(forms.Form):
    """A table of services; ``reading`` is what was read of a valid one."""

    upload = forms.FileField(
        label=gettext_lazy("Table of services"),
        allow_empty_file=True,  # the reader has a better sentence
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose the file that you have filled in.")},
    )
    reading: Reading

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size = filesizeformat(MOST_BYTES)
        self.fields["upload"].help_text = _("A CSV or XLSX file of at most %(size)s.") % {"size": size}

    def clean_upload(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["upload"]
        check_size(file.size or 0)
        self.reading = read(file.read())
        if not self.reading.lines:
            raise ValidationError(_("The table has no rows below its header. Fill in at least one."), code="no_rows")
        return file


class ImportView(CatalogScreen):
    """Upload a table, read what it would do, and apply it."""

    page_title = PAGE_TITLE
    header_icon = ICON
    template_name = "kpss_catalog/admin/import.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(ServicesImportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kept" in request.POST:
            return self.apply(request.POST["kept"])
        form = ServicesImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        return self.show(check(self.town.site_id, self.town.country, form.reading))

    def apply(self, signed: str) -> HttpResponse:
        kept = kept_upload(signed, self.town, self.user)
        if kept is None:
            sentence = _("What was checked can be applied for %(hours)d hours only. Upload the file again.")
            messages.error(self.request, sentence % {"hours": KEPT_FOR // 3600})
            return redirect(self.url("kpss_catalog_import"))
        checked, is_saved = apply(self.town, kept, self.user)
        if not is_saved:
            sentence = _("The catalogue has been changed since the file was checked. This is what it would do now.")
            messages.warning(self.request, sentence)
            return self.show(checked)
        messages.success(self.request, _("The services are saved: %(summary)s") % {"summary": checked.summary})
        return redirect(self.url("kpss_catalog_import"))

    def show_form(self, form: ServicesImportForm) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media, **self.addresses())
        return self.render_to_response(context)

    def show(self, checked: ServicesChecked) -> HttpResponse:
        """Show what a file would do, and let it be applied when nothing is wrong."""
        kept = keep(checked, self.town, self.user) if checked.can_be_applied else ""
        is_too_long = len(kept) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BYTES_AROUND_KEPT
        form = ServicesImportForm()
        self.template_name = "kpss_catalog/admin/import_check.html"
        context = self.get_context_data(
            checked=checked,
            outcomes=checked.told[:MOST_SHOWN],
            more=max(0, len(checked.told) - MOST_SHOWN),
            kept="" if is_too_long else kept,
            is_too_long=is_too_long,
            form=form,
            media=form.media,
            **self.addresses(),
        )
        return self.render_to_response(context)

    def addresses(self) -> dict[str, Any]:
        tables = {
            f"{what}_{kind}": self.url("kpss_catalog_table", what, kind)
            for what in ("template", "services")
            for kind in ("xlsx", "csv")
        }
        return {"import_url": self.url("kpss_catalog_import"), "tables": tables}


class TableView(CatalogScreen):
    """Download the table to fill in: blank ("template"), or with the services that are there ("services")."""

    http_method_names = ["get", "head", "options"]

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
    return lead_to(request, "kpss_catalog_import", str(PAGE_TITLE), ICON)
