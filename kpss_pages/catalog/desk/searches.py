"""What people of a town looked for in the catalogue and did not find: material for the needs analysis, and for synonyms."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.catalog.models import SearchWithoutResult, Service, Synonyms
from sites.spreadsheets import CSV_TYPE, csv_of_rows
from sites.tenancy.town_screens import TownScreen, lead_to, sites_kept_by, town_kept_by

PER_PAGE = 100


class PlannersScreen(TownScreen):
    """A screen of those who plan services in the town."""

    page_title = gettext_lazy("Searches without a result")
    header_icon = "search"
    kept_model, action, above = SearchWithoutResult, "view", Service

    @property
    def searches(self) -> "QuerySet[SearchWithoutResult]":
        """The town's, the most frequent ones first."""
        return SearchWithoutResult.objects.filter(site=self.town.site_id).order_by("-count", "words")


class SearchesView(PlannersScreen):
    """The list; what is ticked is deleted."""

    template_name = "kpss_catalog/admin/searches.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = Paginator(self.searches, PER_PAGE).get_page(request.GET.get("p"))
        synonyms: Any = Synonyms
        add = reverse(synonyms.snippet_viewset.get_url_name("add"))
        rows = [(row, f"{add}?{urlencode({'words': row.words, 'site': self.town.site_id})}") for row in page]
        context = self.get_context_data(
            page=page,
            rows=rows,
            times=self.searches.aggregate(times=Sum("count"))["times"],
            may_delete=sites_kept_by(self.user, SearchWithoutResult, "delete").filter(pk=self.town.site_id).exists(),
            table_url=self.url("kpss_catalog_searches_table"),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        town_kept_by(self.user, self.town.site_id, SearchWithoutResult, "delete")
        keys = [int(key) for key in request.POST.getlist("search") if key.isdecimal() and len(key) <= 18]
        count, _details = self.searches.filter(pk__in=keys).delete()
        if count:
            sentence = ngettext("%(count)d search is deleted.", "%(count)d searches are deleted.", count)
            messages.success(request, sentence % {"count": count})
        else:
            messages.warning(request, _("Nothing was deleted. Tick the searches that should go."))
        return redirect(self.url("kpss_catalog_searches"))


class SearchesTableView(PlannersScreen):
    """All of them as a table."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        header = [str(_("Looked for")), str(_("Times")), str(_("Last on"))]
        rows = ([row.words, row.count, row.last_on.isoformat()] for row in self.searches)
        what, town = slugify(_("Searches without a result")), slugify(self.town.site.hostname.split(".")[0])
        name = f"{what}-{town}-{timezone.localdate():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(csv_of_rows([header, *rows]), content_type=CSV_TYPE, headers=headers)


def searches_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the searches of the only town, or let choose one."""
    heading = _("Searches without a result")
    return lead_to(request, "kpss_catalog_searches", heading, "search", SearchWithoutResult, "view")
