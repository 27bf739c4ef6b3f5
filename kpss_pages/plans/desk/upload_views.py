"""The admin's upload of several files for one plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.plans.choices import FileKind, PlanState
from kpss_pages.plans.desk.screens import PlanScreen
from kpss_pages.plans.desk.upload_forms import FileFactsFormSet, UploadForm
from kpss_pages.plans.desk.uploading import (
    Facts,
    Report,
    describe_files,
    draft_files,
    files_come_from_original,
    take_files,
)
from kpss_pages.plans.models import PlanDocument
from sites.documents.findings import findings_list


class PlanFilesView(PlanScreen):
    """What the screens about one plan's files have in common."""

    header_icon = "upload"
    way = "files"

    def obstacle(self) -> str:
        """Return the sentence that says why the page cannot take files now, "" when it can."""
        if self.permissions.page_locked():
            return _("The page is locked, so no files can be added now.")
        if self.page.alias_of_id or files_come_from_original(self.page):
            return _("This page takes its files over from its original. Upload them there.")
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            upload_url=self.url("kpss_plans_upload"), files_url=self.url("kpss_plans_files"), **kwargs
        )


class UploadView(PlanFilesView):
    """Choose several files, and read what became of each."""

    page_title = gettext_lazy("Upload files")
    template_name = "kpss_plans/admin/upload.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(UploadForm(initial=self.suggested()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form)
        report = take_files(self.page, form.cleaned_data["uploads"], form.facts, self.town, self.user)
        return self.show_report(report)

    def suggested(self) -> dict[str, str]:
        """Return what most files of this plan will be."""
        kind = self.page.kind if self.page.kind in FileKind.values else FileKind.OTHER.value
        if self.page.state == PlanState.FOR_COMMENTS:
            kind = FileKind.DRAFT.value
        return {"kind": kind, "language": self.page.locale.language_code}

    def show_form(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, media=form.media))

    def show_report(self, report: Report) -> HttpResponse:
        taken = {document.pk for document in report.accepted}
        formset = facts_formset([row for row in draft_files(self.page) if row.document_id in taken])
        self.template_name = "kpss_plans/admin/report.html"
        context = self.get_context_data(report=report, formset=formset, media=formset.media, summary=summary(report))
        return self.render_to_response(context)


class FilesView(PlanFilesView):
    """Titles, kinds, dates and languages of the files of one plan."""

    page_title = gettext_lazy("Describe the files")
    header_icon = "doc-full"
    template_name = "kpss_plans/admin/files.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(facts_formset(draft_files(self.page)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        formset = FileFactsFormSet(request.POST, prefix="files")
        if not formset.is_valid():
            return self.show(formset)
        facts = {
            form.cleaned_data["document"]: Facts(
                kind=form.cleaned_data["kind"],
                language=form.cleaned_data["language"],
                dated_on=form.cleaned_data["dated_on"],
                title=form.cleaned_data["title"],
                summary=form.cleaned_data["summary"],
            )
            for form in formset
        }
        describe_files(self.page, facts, self.user)
        if "publish" in request.POST:
            self.publish()
        else:
            messages.success(request, _("The files are in the page's draft."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def show(self, formset: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(formset=formset, media=formset.media))

    def publish(self) -> None:
        """Publish the draft, or say what is missing in it."""
        obstacles = self.publish_draft()
        if obstacles:
            messages.error(
                self.request,
                _("The files are saved but the page cannot be published yet. %(why)s") % {"why": obstacles},
            )
        else:
            self.tell_published(_("The page with its files is published."))


def facts_formset(rows: list[PlanDocument]) -> Any:
    """Return the forms that say what is known of the files of a plan."""
    initial = [
        {
            "document": row.document_id,
            "title": row.document.title,
            "kind": row.kind,
            "dated_on": row.dated_on,
            "language": row.document.language,
            "summary": row.document.summary,
            "findings": findings_list(row.document),
        }
        for row in rows
    ]
    return FileFactsFormSet(initial=initial, prefix="files")


def summary(report: Report) -> str:
    """Return one line about an upload: how many files were taken and how many were not."""
    taken, refused = len(report.accepted), len(report.refused)
    lines = []
    if taken:
        lines.append(
            ngettext("%(count)d file was taken.", "%(count)d files were taken.", taken) % {"count": taken},
        )
    if refused:
        lines.append(
            ngettext("%(count)d file was refused.", "%(count)d files were refused.", refused) % {"count": refused},
        )
    return " ".join(lines)
