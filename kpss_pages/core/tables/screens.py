"""The admin's screens of an import: download a table, upload it, see what each row would do, apply it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from kpss_pages.core.tables.cells import MOST_BYTES, check_size
from kpss_pages.core.tables.importing import TableImport
from kpss_pages.core.tables.keeping import KEPT_FOR
from kpss_pages.core.tables.outcomes import Checked
from kpss_pages.core.tables.reading import Reading
from sites.spreadsheets import TYPES, table_to_save
from sites.tenancy.town_screens import TownScreen

MOST_SHOWN = 500
"""New or changed rows that are listed; of what is wrong everything is."""
_BYTES_AROUND_KEPT = 50_000
"""For the rest of the form in which a checked upload comes back."""


class TableForm(forms.Form):
    """A table to upload; ``reading`` is what was read of a valid one."""

    upload = forms.FileField(
        allow_empty_file=True,  # the reader has a better sentence
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose the file that you have filled in.")},
    )
    reading: Reading

    def __init__(self, importer: TableImport[Any], label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.importer = importer
        self.fields["upload"].label = label
        size = filesizeformat(MOST_BYTES)
        self.fields["upload"].help_text = _("A CSV or XLSX file of at most %(size)s.") % {"size": size}

    def clean_upload(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["upload"]
        check_size(file.size or 0)
        self.reading = self.importer.read(file.read())
        if not self.reading.lines:
            raise ValidationError(_("The table has no rows below its header. Fill in at least one."), code="no_rows")
        return file


class TableImportScreen(TownScreen):
    """Upload a table, read what it would do, and apply it; the kinds say in which words."""

    header_icon = "upload"
    importer: ClassVar[TableImport[Any]]
    url_name: ClassVar[str]
    check_template: ClassVar[str] = "kpss_core/tables/import_check.html"
    table_label: ClassVar[Any]
    """"Table of contacts"."""
    subject: ClassVar[Any]
    """What a row is: "Role"."""
    nothing_new: ClassVar[Any]
    """The sentence for a file of which everything is there already."""
    save_label: ClassVar[Any]
    """What the button says that applies it: "Save these contacts"."""
    changed_since: ClassVar[Any]
    """The sentence for somebody who would apply what would do something else by now."""
    saved: ClassVar[Any]
    """The sentence with ``%(summary)s`` for what is saved."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kept" in request.POST:
            return self.apply(request.POST["kept"])
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        return self.show(self.importer.check(self.town.site_id, self.town.country, form.reading))

    def form(self, *data: Any) -> TableForm:
        return TableForm(self.importer, str(self.table_label), *data)

    def apply(self, signed: str) -> HttpResponse:
        kept = self.importer.kept_upload(signed, self.town, self.user)
        if kept is None:
            sentence = _("What was checked can be applied for %(hours)d hours only. Upload the file again.")
            messages.error(self.request, sentence % {"hours": KEPT_FOR // 3600})
            return redirect(self.url(self.url_name))
        checked, is_saved = self.importer.apply(self.town, kept, self.user)
        if not is_saved:
            messages.warning(self.request, self.changed_since)
            return self.show(checked)
        messages.success(self.request, self.saved % {"summary": checked.summary})
        return redirect(self.url(self.url_name))

    def show_form(self, form: TableForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, media=form.media, **self.addresses()))

    def show(self, checked: Checked) -> HttpResponse:
        """Show what a file would do, and let it be applied when nothing is wrong."""
        kept = self.importer.keep(checked, self.town, self.user) if checked.can_be_applied else ""
        is_too_long = len(kept) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BYTES_AROUND_KEPT
        form = self.form()
        self.template_name = self.check_template
        context = self.get_context_data(
            checked=checked,
            outcomes=checked.told[:MOST_SHOWN],
            more=max(0, len(checked.told) - MOST_SHOWN),
            kept="" if is_too_long else kept,
            is_too_long=is_too_long,
            subject=self.subject,
            nothing_new=self.nothing_new,
            save_label=self.save_label,
            form=form,
            media=form.media,
            **self.addresses(),
        )
        return self.render_to_response(context)

    def addresses(self) -> dict[str, Any]:
        """Return the addresses that the templates link to."""
        return {"import_url": self.url(self.url_name)}


class TableDownload(TownScreen, ABC):
    """Download the table to fill in, blank ("template") or with the rows that are there."""

    http_method_names = ["get", "head", "options"]
    filled: ClassVar[str]
    """What the address calls the table with the rows: "services"."""
    labels: ClassVar[tuple[Any, Any]]
    """The files' names, blank and filled."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what, kind = kwargs["what"], kwargs["kind"]
        if what not in ("template", self.filled) or kind not in TYPES:
            raise Http404
        content = self.table(is_blank=what == "template", kind=kind)
        return table_to_save(content, kind, str(self.labels[what == self.filled]), self.town.site.hostname)

    @abstractmethod
    def table(self, *, is_blank: bool, kind: str) -> bytes:
        """Return the file."""
