"""The search page, and the words from which its snippets are cut."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kpss_pages.core.further_results import further_results
from kpss_pages.core.listing import names_page, page_of, understand
from kpss_pages.core.models import BasePage
from kpss_pages.search.hits import find
from kpss_pages.search.results import results_of
from sites.limits import count
from sites.page_cache.showing import show_for, withhold
from sites.text import query_stems
from sites.towns import current_town

LONGEST_QUERY = 200
MOST_STEMS = 20
KEPT_SECONDS = 60
"""Queries are without end; what is kept of them lives so short that they cannot crowd out the pages."""


class SearchPage(BasePage):
    """The page on which the public searches a town."""

    chrome_part = "search"
    shown_kinds = None  # whatever has words
    query_parameters = ("page", "q")

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ").split())
        if query:
            count(request, "search")
        stems = query_stems(query)[:MOST_STEMS]
        town = current_town(request)
        home = self.get_parent()
        hits = find(home, town, stems) if town else []
        results = page_of(hits, request.GET.get("page"))
        if query:
            show_for(request, KEPT_SECONDS)
        if not names_page(results, request.GET.get("page")):
            withhold(request)
        results.object_list = results_of(results.object_list, stems, request)
        understand(request, [("q", query)], results)
        further = further_results(home, town, query, request) if town and query and results.number == 1 else []
        return {**context, "query": query, "count": len(hits), "results": results, "further": further}


class PageText(models.Model):
    """The published words of a page, kept so that a list of results need not load every page of every kind."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="page_text")
    text = models.TextField()

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")

    def __str__(self) -> str:
        return f"{self.page_id}"
