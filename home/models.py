"""The home page of a town."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.directory import DirectoryEntry
from home.permissions import HomePermissionTester
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage
from kpss_pages.events.models import EventPage, Occurrence
from kpss_pages.news.models import NewsPage
from kpss_pages.plans.models import PlanPage
from sites.page_cache.showing import show_for

__all__ = ["DirectoryEntry", "HomePage"]

NEWS_SHOWN = 4
EVENTS_SHOWN = 3


class HomePage(BasePage):
    """The root of a town's tree in one language."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences that say what the site is for."))
    body = StreamField(BodyBlock(), verbose_name=_("introduction"), blank=True)
    help_title = models.CharField(_("heading"), max_length=160, blank=True)
    help_text = RichTextField(_("text"), blank=True, features=["bold", "italic", "link", "ol", "ul"])

    shown_kinds = (EventPage._meta.label, NewsPage._meta.label, PlanPage._meta.label)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("help_title"), FieldPanel("help_text")], heading=_("“Not found what you need?” block")
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "kpss_standard.StandardPage",
        "kpss_news.NewsIndexPage",
        "kpss_events.EventIndexPage",
        "kpss_plans.PlanIndexPage",
        "kpss_catalog.CatalogIndexPage",
        "kpss_barrier_free.BarrierFreeIndexPage",
        "kpss_contacts.ContactIndexPage",
        "kpss_subscriptions.SubscriptionPage",
        "kpss_open_data.OpenDataPage",
        "kpss_search.SearchPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Home pages come with a town or its translation, never from the explorer."""
        return False

    def permissions_for_user(self, user: Any) -> HomePermissionTester:
        return HomePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["news"] = NewsPage.objects.in_home(self).published().current().for_list()[:NEWS_SHOWN]
        context["events"] = self._next_events(request)
        context["plans"] = PlanPage.objects.in_home(self).in_force()
        return context

    def _next_events(self, request: HttpRequest) -> list[Occurrence]:
        """Return the next dates, each event once; the page counts until the first of them is over."""
        now = timezone.now()
        dates = list(Occurrence.objects.upcoming(self, now)[:EVENTS_SHOWN])
        if dates:
            show_for(request, (min(date.ends_at for date in dates) - now).total_seconds())
        return dates
