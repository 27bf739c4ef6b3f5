"""The admin's screens of a plan's spreadsheet: download, upload, see what would change, apply."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.plans.desk.editing import draft_of
from kpss_pages.plans.desk.screens import WritingScreen
from kpss_pages.plans.models.structure import PlanStructure
from kpss_pages.plans.roles import role_names
from kpss_pages.plans.spreadsheet.applying import KEPT_FOR, Proposal, apply, keep, kept_upload, propose
from kpss_pages.plans.spreadsheet.changes import Changes
from kpss_pages.plans.spreadsheet.reader import MOST_BYTES, check_size, read
from kpss_pages.plans.spreadsheet.reading import Reading, bounded
from kpss_pages.plans.spreadsheet.template import write
from sites.spreadsheets import XLSX_TYPE

MOST_TROUBLES = 200
_BYTES_AROUND_KEPT = 50_000
"""For the rest of the form in which a checked upload comes back."""


class SpreadsheetForm(forms.Form):
    """A filled-in spreadsheet; ``reading`` is what was read of a valid one."""

    upload = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        allow_empty_file=True,  # the reader has a better sentence
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Choose the file that you have filled in.")},
    )
    reading: Reading

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = _("An XLSX file of at most %(size)s.") % {"size": filesizeformat(MOST_BYTES)}

    def clean_upload(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["upload"]
        if not (file.name or "").lower().endswith(".xlsx"):
            raise ValidationError(
                _("This is no XLSX file. Save it in your spreadsheet program as XLSX and choose that one.")
            )
        check_size(file.size or 0)
        self.reading = read(file.read())
        return file


class SpreadsheetScreen(WritingScreen):
    """What the two screens have in common."""

    page_title = gettext_lazy("Spreadsheet")
    header_icon = "table"
    way = "spreadsheet"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            spreadsheet_url=self.url("kpss_plans_spreadsheet"),
            template_url=self.url("kpss_plans_spreadsheet_template"),
            **kwargs,
        )


class SpreadsheetView(SpreadsheetScreen):
    """Upload a filled-in spreadsheet, read what it would change, and apply it."""

    template_name = "kpss_plans/admin/spreadsheet.html"
    http_method_names = ["get", "head", "options", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(SpreadsheetForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kept" in request.POST:
            return self.apply(request.POST["kept"])
        form = SpreadsheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        return self.show(propose(self.page, form.reading, self.user))

    def apply(self, signed: str) -> HttpResponse:
        kept = kept_upload(signed, self.page, self.user)
        if kept is None:
            sentence = _("What was checked can be applied for %(hours)d hours only. Upload the file again.")
            messages.error(self.request, sentence % {"hours": KEPT_FOR // 3600})
            return redirect(self.url("kpss_plans_spreadsheet"))
        proposal, is_saved = apply(self.page, kept, self.user)
        if not is_saved:
            if proposal.digest != kept.digest:
                sentence = _(
                    "The plan has been changed since the file was checked, so nothing was saved. This is what the file would change now."
                )
                messages.warning(self.request, sentence)
            return self.show(proposal)
        self.tell(proposal.changes)
        return redirect(self.url("kpss_plans_content"))

    def tell(self, changes: Changes) -> None:
        sentence = _(
            "The spreadsheet is in the page's draft: %(summary)s The public sees it when the page is published. In the history you can go back to how it was before."
        )
        buttons = [messages.button(reverse("wagtailadmin_pages:history", args=[self.page.pk]), _("History"))]
        messages.success(self.request, sentence % {"summary": summary(changes)}, buttons=buttons)

    def show_form(self, form: SpreadsheetForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, media=form.media))

    def show(self, proposal: Proposal) -> HttpResponse:
        """Show what a file would change, and let it be applied when nothing is wrong."""
        kept = keep(proposal, self.page, self.user) if proposal.can_be_applied else ""
        is_too_long = len(kept) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BYTES_AROUND_KEPT
        troubles, more = bounded(proposal.troubles, MOST_TROUBLES)
        form = SpreadsheetForm()
        self.template_name = "kpss_plans/admin/spreadsheet_check.html"
        context = self.get_context_data(
            proposal=proposal,
            changes=proposal.changes,
            summary=summary(proposal.changes),
            troubles=troubles,
            trouble_count=len(proposal.troubles),
            more_troubles=more,
            kept="" if is_too_long else kept,
            is_too_long=is_too_long,
            form=form,
            media=form.media,
        )
        return self.render_to_response(context)


class SpreadsheetTemplateView(SpreadsheetScreen):
    """Download the spreadsheet with what is in the plan's draft."""

    http_method_names = ["get", "head", "options"]

    def obstacle(self) -> str:
        return ""  # looking is allowed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft, structure = draft_of(self.page), PlanStructure.for_site(self.town.site)
        levels = [structure.name_of(f"level_{level}") for level in range(1, structure.depth + 1)]
        content = write(
            draft.content,
            plan=str(self.page.translation_key),
            title=draft.title,
            levels=[*levels, structure.name_of("measure"), structure.name_of("activity")],
            roles=role_names(self.town.site_id),
        )
        name = f"{slugify(self.page.slug) or 'plan'}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


def summary(changes: Changes) -> str:
    """Return in one line how many goals and measures are concerned."""
    counts = changes.counts()
    sentences = (
        (counts["created"], ngettext("%(count)d row is new.", "%(count)d rows are new.", counts["created"])),
        (counts["changed"], ngettext("%(count)d row changes.", "%(count)d rows change.", counts["changed"])),
        (counts["removed"], ngettext("%(count)d row is removed.", "%(count)d rows are removed.", counts["removed"])),
    )
    return " ".join(sentence % {"count": count} for count, sentence in sentences if count)
