"""The admin's screen of the guide: have it made, see how far it is, and say which editions are offered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from kpss_pages.catalog.guide.beginning import begin, give_up_forgotten
from kpss_pages.catalog.guide.editions import add_brochure, change, in_order, remove
from kpss_pages.catalog.guide.forms import BrochureForm, MakeForm
from kpss_pages.catalog.models import CatalogSettings, GuideEdition, Service
from kpss_pages.catalog.pages import catalog_page
from kpss_pages.catalog.settings_of import settings_of
from sites.tenancy.town_screens import TownScreen, lead_to

SCREEN = "kpss_catalog_guide"
REFRESH_SECONDS = 3
CHANGE_ACTION = "kpss_catalog.change_guide"
CHANGES: dict[str, dict[str, bool]] = {
    "archive": {"is_archived": True},
    "unarchive": {"is_archived": False},
    "withdraw": {"is_withdrawn": True},
    "offer": {"is_withdrawn": False},
}
"""What a button of an edition does."""


class GuideView(TownScreen):
    """The guide of one town."""

    page_title = gettext_lazy("Printed guide")
    header_icon = "doc-full"
    template_name = "kpss_catalog/admin/guide.html"
    kept_model, action, above = GuideEdition, "add", Service

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.POST.get("action"):
            case "make":
                return self.make()
            case "add":
                return self.add()
            case "remove" | "archive" | "unarchive" | "withdraw" | "offer" as action:
                return self.change(action)
        return self.again()

    def make(self) -> HttpResponse:
        form = MakeForm(self.town, self.request.POST)
        if not form.is_valid():
            return self.show(make_form=form)
        _edition, is_new = begin(self.town, form.cleaned_data["variant"], form.cleaned_data["language"], self.user)
        if is_new:
            messages.success(self.request, _("The guide is being made. This page shows how far it is."))
        else:
            messages.warning(self.request, _("This guide is being made already. This page shows how far it is."))
        return self.again()

    def add(self) -> HttpResponse:
        form = BrochureForm(self.town, self.request.POST, self.request.FILES)
        if not form.is_valid():
            # The form stands below all editions.
            messages.error(
                self.request, _("The brochure was not added. Correct what is marked at the end of the page.")
            )
            return self.show(brochure_form=form)
        values = form.cleaned_data
        add_brochure(self.town, values.pop("file"), user=self.user, **values)
        messages.success(self.request, _("The brochure is kept as an edition."))
        return self.again()

    def change(self, action: str) -> HttpResponse:
        edition = self.edition()
        log(instance=self.town.site, action=CHANGE_ACTION, user=self.user, data={"edition": str(edition)})
        if action == "remove":
            remove(edition)
            messages.success(self.request, _("The edition is removed. Its file is still among the town's documents."))
        else:
            change(edition, **CHANGES[action])
            messages.success(self.request, _("The edition is saved."))
        return self.again()

    def edition(self) -> GuideEdition:
        """Return the edition that a form names; 404 for one of another town, and for one without a file."""
        number = self.request.POST.get("edition", "")
        key = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
        found = GuideEdition.objects.in_town(self.town.site_id).made().filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def again(self) -> HttpResponse:
        return redirect(SCREEN, self.town.site_id)

    def show(self, make_form: MakeForm | None = None, brochure_form: BrochureForm | None = None) -> HttpResponse:
        give_up_forgotten(self.town.site_id)
        editions = list(GuideEdition.objects.in_town(self.town.site_id).select_related("document"))
        made = in_order((each for each in editions if each.document is not None), self.town.default_language)
        in_the_making = [each for each in editions if each.is_being_made]
        page = catalog_page(self.town)
        make_form = make_form or MakeForm(self.town)
        brochure_form = brochure_form or BrochureForm(self.town)
        context = self.get_context_data(
            make_form=make_form,
            brochure_form=brochure_form,
            media=make_form.media + brochure_form.media,
            in_the_making=in_the_making,
            failed=[each for each in editions if each.failure],
            editions=made,
            services=Service.objects.in_town(self.town.site_id).published().count(),
            missing=list(missing_in(settings_of(self.town.site_id))),
            settings_url=reverse("wagtailsettings:edit", args=["kpss_catalog", "catalogsettings", self.town.site_id]),
            public_url=f"{page.full_url}guide/" if page is not None else "",
        )
        response = self.render_to_response(context)
        if in_the_making and self.request.method == "GET":
            response.headers["Refresh"] = str(REFRESH_SECONDS)
        return response


def guide_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the guide of the only town, or let choose one."""
    return lead_to(request, SCREEN, _("Printed guide"), "doc-full", GuideEdition, "add")


def missing_in(settings: CatalogSettings) -> list[str]:
    """Return what a guide would be better with and the town has not written yet, in words."""
    wanted = ("guide_introduction", "guide_imprint", "printed_copies_at")
    return [
        str(CatalogSettings._meta.get_field(name).verbose_name)
        for name in wanted
        if not getattr(settings, name).strip()
    ]
