"""The admin's screens of the table of contacts: download, upload, see what each row would do, apply."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from kpss_pages.contacts.desk.towns import lead_to, town_kept_by
from kpss_pages.contacts.exporting import csv_of
from kpss_pages.contacts.importing.applying import apply, keep, kept_upload
from kpss_pages.contacts.importing.proposing import Proposal, propose
from kpss_pages.contacts.importing.reading import read
from kpss_pages.contacts.models import ContactRole
from kpss_pages.core.tables.cells import MOST_BYTES, check_size
from kpss_pages.core.tables.keeping import KEPT_FOR
from kpss_pages.core.tables.reading import Reading
from sites.models import TownSettings, User
from sites.spreadsheets import CSV_TYPE

MOST_SHOWN = 500
"""New or changed rows that are listed; of what is wrong everything is."""
_BYTES_AROUND_KEPT = 50_000
"""For the rest of the form in which a checked upload comes back."""


class ImportForm(forms.Form):
    """A table of contacts; ``reading`` is what was read of a valid one."""

    upload = forms.FileField(
        label=gettext_lazy("Table of contacts"),
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


class ContactsScreen(WagtailAdminTemplateMixin, View):
    """What the screens about the table of one town's contacts have in common."""

    page_title = gettext_lazy("Import of contacts")
    header_icon = "upload"
    _show_breadcrumbs = True
    town: TownSettings
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)  # the admin's URLs are for people who have signed in
        self.town = town_kept_by(self.user, kwargs["site_id"])
        return super().dispatch(request, *args, **kwargs)

    def url(self, name: str) -> str:
        """Return the address of another screen about this town's contacts."""
        return reverse(name, args=[self.town.site_id])

    def get_page_subtitle(self) -> str:
        return str(self.town.site.site_name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        roles = ContactRole.snippet_viewset
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(roles.get_url_name("list")), "label": _("Roles")},
            {"url": "", "label": str(self.page_title), "sublabel": self.get_page_subtitle()},
        ]


class ImportView(ContactsScreen):
    """Upload a table, read what it would do, and apply it."""

    template_name = "kpss_contacts/admin/import.html"
    http_method_names = ["get", "head", "options", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(ImportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kept" in request.POST:
            return self.apply(request.POST["kept"])
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        return self.show(propose(self.town.site_id, self.town.country, form.reading))

    def apply(self, signed: str) -> HttpResponse:
        kept = kept_upload(signed, self.town, self.user)
        if kept is None:
            sentence = _("What was checked can be applied for %(hours)d hours only. Upload the file again.")
            messages.error(self.request, sentence % {"hours": KEPT_FOR // 3600})
            return redirect(self.url("kpss_contacts_import"))
        proposal, is_saved = apply(self.town, kept, self.user)
        if not is_saved:
            sentence = _("The contacts have been changed since the file was checked. This is what it would do now.")
            messages.warning(self.request, sentence)
            return self.show(proposal)
        messages.success(self.request, _("The contacts are saved: %(summary)s") % {"summary": proposal.summary})
        return redirect(self.url("kpss_contacts_import"))

    def show_form(self, form: ImportForm) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media, **self.addresses())
        return self.render_to_response(context)

    def show(self, proposal: Proposal) -> HttpResponse:
        """Show what a file would do, and let it be applied when nothing is wrong."""
        kept = keep(proposal, self.town, self.user) if proposal.can_be_applied else ""
        is_too_long = len(kept) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BYTES_AROUND_KEPT
        told = proposal.told
        form = ImportForm()
        self.template_name = "kpss_contacts/admin/import_check.html"
        context = self.get_context_data(
            proposal=proposal,
            summary=proposal.summary,
            outcomes=told[:MOST_SHOWN],
            more=max(0, len(told) - MOST_SHOWN),
            kept="" if is_too_long else kept,
            is_too_long=is_too_long,
            form=form,
            media=form.media,
            **self.addresses(),
        )
        return self.render_to_response(context)

    def addresses(self) -> dict[str, str]:
        return {"import_url": self.url("kpss_contacts_import"), "export_url": self.url("kpss_contacts_export")}


class ExportView(ContactsScreen):
    """Download a town's contacts as a table, which an import takes back."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = csv_of(ContactRole.objects.filter(site=self.town.site_id))
        name = f"{slugify(_('Contacts'))}-{slugify(self.town.site.hostname.split('.')[0])}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=CSV_TYPE, headers=headers)


def import_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the import of the only town, or let choose one."""
    return lead_to(request, "kpss_contacts_import", _("Import of contacts"), "upload")


def export_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the table of the only town's contacts, or let choose one."""
    return lead_to(request, "kpss_contacts_export", _("Download the contacts"), "download")
