"""Choosing pages: the own towns' pages only, and no word about others."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views import chooser
from wagtail.models import Page

from sites.tenancy.named_objects import number_in
from sites.tenancy.scope import home_paths_of, pages_in_scope, sites_of

MOST_SITES = 50
"""Beyond so many towns of one person, addresses are left as they are instead of being tried one by one."""


def own_pages(pages: Any, request: HttpRequest) -> Any:
    """Hook ``construct_page_chooser_queryset``: leave the pages of a person's towns."""
    return pages.filter(pk__in=pages_in_scope(request.user).values("pk"))


class BrowseView(chooser.BrowseView):
    """Browsing begins at the home page where there is but one: nobody has to pass the root of all towns."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id is None and not request.user.is_superuser:
            homes = home_paths_of(request.user)
            if len(homes) == 1:
                parent_page_id = Page.objects.values_list("pk", flat=True).get(path=homes[0])
        response: HttpResponse = super().get(request, parent_page_id)
        return response

    def get_object_list(self) -> Any:
        """Load what the column of states shows together with the pages, not page by page."""
        return super().get_object_list().annotate_approved_schedule().prefetch_workflow_states()


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = {number_in(value) for value in request.GET.getlist("id")}
        if pages_in_scope(request.user).filter(pk__in=wanted).count() != len(wanted):
            raise Http404
        response: HttpResponse = super().get(request)
        return response


class ExternalLinkView(chooser.ExternalLinkView):
    """Recognises addresses of the own towns' pages; another town's page stays the external link that it is."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if f"{self.form_prefix}-url" not in request.POST:
            raise BadRequest("incomplete form")
        sites = sites_of(request.user).select_related("root_page__locale")
        request._wagtail_cached_site_root_paths = [  # type: ignore[attr-defined]
            (site.pk, site.root_page.url_path, site.root_url, site.root_page.locale.language_code)
            for site in sites[:MOST_SITES]
        ]
        response: HttpResponse = super().post(request)
        return response
