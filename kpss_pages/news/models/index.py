"""The list of a town's news, with archive, topics and feed."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from kpss_pages.core.feeds import FEED_LENGTH
from kpss_pages.core.listing import names_page, page_of, understand
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.news.feeds import serve_news
from kpss_pages.news.filters import NewsFilters
from kpss_pages.news.models.detail import NewsPage
from kpss_pages.news.querysets import NewsPageQuerySet
from sites.kept import kept
from sites.page_cache.generations import key_of
from sites.page_cache.showing import withhold
from sites.page_cache.tags import kind
from sites.towns import current_town


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of a town's news in one language."""

    chrome_part = "news"
    shown_kinds = (NewsPage._meta.label,)
    query_parameters = ("page", "topic", "year")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types = ["kpss_news.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def news(self) -> NewsPageQuerySet:
        """The index's published news, expired ones included."""
        news: NewsPageQuerySet = NewsPage.objects.child_of(self).published()
        return news

    def get_cached_paths(self) -> list[str]:
        return ["/", "/feed/"]

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        news = self.news().current().prefetch_related("topics").select_related("locale")
        author = self._town_name(request)
        return serve_news(request, self, news[:FEED_LENGTH], author)

    def _years_and_topics(self, request: HttpRequest) -> tuple[list[int], list[Topic]]:
        """Years and topics of the news: found once, until any of the news or of their topics changes."""
        town = current_town(request)
        if town is None:
            return self.news().years_and_topics()
        until = key_of(kind(town.site_id, NewsPage._meta.label, self.locale_id))
        return kept(f"kpss:news-years:{self.pk}", self.news().years_and_topics, until)

    def _town_name(self, request: HttpRequest) -> str:
        town = current_town(request)
        return town.name if town else self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = self.news()
        years, topics = self._years_and_topics(request)
        filters = NewsFilters.from_query(request.GET, years, topics)
        shown = page_of(filters.matching(news).for_list(), request.GET.get("page"))
        if filters.has_unknown or not names_page(shown, request.GET.get("page")):
            withhold(request)
        understand(request, [("topic", filters.topic), ("year", filters.year)], shown)
        return {
            **context,
            "years": years,
            "topics": topics,
            "filters": filters,
            "news": shown,
        }
