"""Links for volunteers: kept in a list; each has a screen with its address to be copied, and a sheet to be printed."""

from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView

from kpss_pages.barrier_free.measures import PARTS
from kpss_pages.barrier_free.measures.vocabulary import BUILDING
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, SurveyLink
from kpss_pages.barrier_free.surveying.links import Closed, address_of, closed_because
from kpss_pages.core.qr import qr_path
from kpss_pages.core.sections import section_pages
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.town_screens import TownScreen
from sites.tenancy.viewsets import TownIndexView

STOP_ACTION = "kpss_barrier_free.link_stopped"
RESUME_ACTION = "kpss_barrier_free.link_resumed"

STATES = {
    None: gettext_lazy("takes surveys"),
    Closed.STOPPED: gettext_lazy("stopped"),
    Closed.EXPIRED: gettext_lazy("over"),
    Closed.FULL: gettext_lazy("full"),
}
"""What a link is called that is open, or closed for some reason."""


def screen_of(link: SurveyLink) -> str:
    """Return the address of the screen of a link."""
    return reverse("kpss_barrier_free_link", args=[link.site_id, link.pk])


class SurveyLinkIndexView(TownIndexView):
    """The list; a name leads to the screen with the address."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("site").annotate(number=Count("surveys"))

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            TitleColumn("name", label=_("Who it is for"), get_url=screen_of, sort_key="name"),
            Column("state", label=_("State"), accessor=state_of),
            Column("valid_until", label=_("Valid until"), sort_key="valid_until"),
            Column("number", label=_("Surveys"), accessor=surveys_of, sort_key="number"),
            Column("made_at", label=_("Made at"), sort_key="made_at"),
        ]
        if works_for_several(self.request.user):
            columns.append(Column("site", label=_("Town"), sort_key="site__site_name"))
        return columns


def state_of(link: Any) -> str:
    """Return in a word whether a link of the list takes surveys."""
    return str(STATES[closed_because(link, link.number)])


def surveys_of(link: Any) -> str:
    return _("%(count)d of %(most)d") % {"count": link.number, "most": link.most_surveys}


class SurveyLinkCreateView(CreateView):
    """Leads to the address, for which the link was made."""

    def get_success_url(self) -> str:
        return screen_of(self.object)

    def get_success_buttons(self) -> list[Any]:
        return []


class LinkScreen(TownScreen):
    """What the screens of one link have in common."""

    page_title = gettext_lazy("Link for volunteers")
    header_icon = "link"
    kept_model, above = SurveyLink, SurveyLink

    @cached_property
    def link(self) -> SurveyLink:
        found = SurveyLink.objects.filter(site=self.town.site_id, pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def pages(self) -> dict[str, BarrierFreeIndexPage]:
        return section_pages(BarrierFreeIndexPage, self.town)

    def get_page_subtitle(self) -> str:
        return self.link.name


class LinkView(LinkScreen):
    """The address of a link in each language of the map, and how many surveys have come; POST stops and resumes it."""

    template_name = "kpss_barrier_free/admin/link.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link, model = self.link, SurveyLink.snippet_viewset  # type: ignore[attr-defined]
        closed = closed_because(link)
        context = self.get_context_data(
            link=link,
            state=STATES[closed],
            is_open=closed is None,
            is_over=closed == Closed.EXPIRED,
            addresses=[addressed(page, link) for page in self.pages.values()],
            count=link.surveys.count(),
            waiting=link.surveys.waiting().count(),
            edit_url=reverse(model.get_url_name("edit"), args=[link.pk]),
            delete_url=reverse(model.get_url_name("delete"), args=[link.pk]),
            here=screen_of(link),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link, action = self.link, request.POST.get("action")
        if action not in ("stop", "resume"):
            raise Http404
        stops = action == "stop"
        if SurveyLink.objects.filter(pk=link.pk, is_stopped=not stops).update(is_stopped=stops):
            log(instance=link, action=STOP_ACTION if stops else RESUME_ACTION)
        if stops:
            messages.success(request, _("The link is stopped: nobody can send surveys by it now."))
        else:
            messages.success(request, _("The link takes surveys again, until its last day."))
        return redirect(screen_of(link))


def addressed(page: BarrierFreeIndexPage, link: SurveyLink) -> dict[str, Any]:
    """Return the address of a link on the map's page in one language, with its code."""
    address = address_of(page, link)
    path, size = qr_path(address)
    code = page.locale.language_code
    sheet = reverse("kpss_barrier_free_link_sheet", args=[link.site_id, link.pk, code])
    return {"language": code, "address": address, "qr_path": path, "qr_size": size, "sheet_url": sheet}


class SheetView(LinkScreen):
    """A sheet of paper for volunteers in the language of the page that its code leads to."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.pages.get(self.kwargs["language"])
        if page is None:
            raise Http404
        with translation.override(self.kwargs["language"]):
            context = {
                "town": self.town,
                "link": self.link,
                "is_closed": closed_because(self.link) is not None,
                "parts": [part for part in PARTS if part.shapes & BUILDING],
                "today": timezone.localdate(),
                "print_language": self.kwargs["language"],
                **addressed(page, self.link),
            }
            response = render(request, "kpss_barrier_free/admin/sheet.html", context)
        add_never_cache_headers(response)
        return response
