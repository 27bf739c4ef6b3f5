"""The admin's screens of a register: choose a file or the address, read what would be proposed, have it proposed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from kpss_pages.catalog.area import lines_of_area
from kpss_pages.catalog.models import CatalogSettings, RegisterRun, Service
from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.registers.beginning import in_progress, propose, try_address, try_file
from kpss_pages.catalog.registers.districts import district_with
from kpss_pages.catalog.registers.entries import Note
from kpss_pages.catalog.registers.forms import FILE, ReadForm
from kpss_pages.catalog.registers.reports import Fate
from kpss_pages.catalog.registers.wording import sentence, sentences_of_row
from kpss_pages.catalog.settings_of import settings_of
from sites.tenancy.town_screens import TownScreen, lead_to

SCREEN, RUN_SCREEN = "kpss_catalog_register", "kpss_catalog_register_run"
REFRESH_SECONDS = 3
ROWS_A_PAGE = 50
RUNS_SHOWN = 10
PROPOSED = (Fate.NEW, Fate.CHANGED, Fate.ENDED)


class RegisterScreen(TownScreen):
    """A screen about reading a register for one town, for those who plan for it."""

    page_title = gettext_lazy("Register of services")
    header_icon = "download"
    kept_model, above = CatalogSettings, Service

    def to_run(self, run: RegisterRun) -> HttpResponse:
        return redirect(RUN_SCREEN, self.town.site_id, run.pk)


class RegisterView(RegisterScreen):
    """Choose what to read, and see what was read before."""

    template_name = "kpss_catalog/admin/register.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(ReadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        going_on = in_progress(self.town.site_id)
        if going_on is not None:
            messages.warning(
                request, _("A register is being read for the town already. This page shows how far it is.")
            )
            return self.to_run(going_on)
        form = ReadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        if form.cleaned_data["source"] == FILE:
            file = form.cleaned_data["file"]
            return self.to_run(try_file(self.town, self.user, form.register, file, str(file.name).replace("\0", "")))
        return self.to_run(try_address(self.town, self.user, form.register))

    def show(self, form: ReadForm) -> HttpResponse:
        runs = RegisterRun.objects.filter(site=self.town.site_id).defer("report")[:RUNS_SHOWN]
        area = lines_of_area(settings_of(self.town.site_id).area)
        whole = district_with(self.town.country, area)
        context = self.get_context_data(
            form=form,
            media=form.media,
            runs=[(run, reverse(RUN_SCREEN, args=[self.town.site_id, run.pk])) for run in runs],
            area=area[:20],
            more=max(0, len(area) - 20),
            district=whole and {"kind": whole[0].label, "name": whole[1], "count": len(area)},
            area_url=self.url("kpss_catalog_register_area"),
            settings_url=reverse("wagtailsettings:edit", args=["kpss_catalog", "catalogsettings", self.town.site_id]),
        )
        return self.render_to_response(context)


class RegisterRunView(RegisterScreen):
    """How far a reading is, what came of it, and having it proposed."""

    template_name = "kpss_catalog/admin/register_run.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        in_progress(self.town.site_id)  # gives up what has lost its worker
        run.refresh_from_db()
        report = run.report or {}
        counts = report.get("counts", {})
        pages = Paginator(report.get("rows", []), ROWS_A_PAGE)
        page = pages.get_page(request.GET.get("p"))
        proposed = sum(counts.get(fate.value, 0) for fate in PROPOSED)
        context = self.get_context_data(
            run=run,
            counts=[(fate.label, counts[fate.value]) for fate in Fate if counts.get(fate.value)],
            notes=[(sentence(Note(code, params)), times) for code, params, times in report.get("notes", [])],
            rows=[
                {**row, "label": Fate(row["fate"]).label, "sentences": sentences_of_row(row)}
                for row in page.object_list
            ],
            page=page,
            more=report.get("more", 0),
            can_propose=bool(run.is_trial and run.ended_at and not run.refusal and proposed),
            attribution=attribution_of(run.register),
            register_url=reverse(SCREEN, args=[self.town.site_id]),
            proposals_url=reverse("kpss_catalog_proposals", args=[self.town.site_id]),
        )
        response = self.render_to_response(context)
        if run.ended_at is None:
            response.headers["Refresh"] = str(REFRESH_SECONDS)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        if not run.is_trial or run.ended_at is None or run.refusal:
            return self.to_run(run)
        if not run.kept_as:
            messages.error(request, _("What was tried is not kept any more. Begin with the file or the address again."))
            return redirect(SCREEN, self.town.site_id)
        return self.to_run(propose(self.town, self.user, run))

    def run(self) -> RegisterRun:
        found = RegisterRun.objects.filter(site=self.town.site_id, pk=self.kwargs["run_id"]).first()
        if found is None:
            raise Http404
        return found


def register_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the register of the only town, or let choose one."""
    return lead_to(request, SCREEN, _("Register of services"), "download", CatalogSettings, "change")
