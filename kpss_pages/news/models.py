"""News, their index and their topics."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Site, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.listing import page_of
from kpss_pages.core.models import BasePage
from kpss_pages.news.feeds import FEED_LENGTH, serve_feed
from kpss_pages.news.filters import NewsFilters
from kpss_pages.news.querysets import NewsPageManager, NewsPageQuerySet
from sites.languages import current_language
from sites.towns import current_town


class NewsTopic(models.Model):
    """A topic of one town's news; two towns may each have theirs of the same name."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="news_topics")
    slug = models.SlugField(
        _("name in the address"),
        max_length=60,
        blank=True,
        help_text=_("Letters without diacritics, digits and hyphens; made from the name when left empty."),
    )
    name_cs = models.CharField(_("name in Czech"), max_length=80, blank=True)
    name_sk = models.CharField(_("name in Slovak"), max_length=80, blank=True)

    panels = [FieldPanel("site"), FieldPanel("name_cs"), FieldPanel("name_sk"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("news topic")
        verbose_name_plural = _("news topics")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="one_news_topic_per_town_and_slug",
                violation_error_message=_("The town has a topic of this name already; use that one."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name_cs="", name_sk=""),
                name="news_topic_has_a_name",
                violation_error_message=_("Fill in the name in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name_cs or self.name_sk) or "topic"

    @property
    def name(self) -> str:
        """The name in the current language, in the other one where it is missing."""
        in_slovak = current_language() == "sk"
        return (self.name_sk or self.name_cs) if in_slovak else (self.name_cs or self.name_sk)


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of a town's news in one language."""

    chrome_part = "news"

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

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        news = self.news().current().prefetch_related("topics").select_related("locale")
        return serve_feed(request, self, news[:FEED_LENGTH], author=self._town_name(request))

    def _town_name(self, request: HttpRequest) -> str:
        town = current_town(request)
        return town.name if town else self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = self.news()
        years, topics = news.years_and_topics()
        filters = NewsFilters.from_query(request.GET, years, topics)
        listed = filters.matching(news).for_list()
        return {
            **context,
            "years": years,
            "topics": topics,
            "filters": filters,
            "news": page_of(listed, request.GET.get("page")),
        }


class NewsPage(BasePage):
    """A piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=500,
        help_text=_("One or two sentences, shown in the list of news too."),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    topics = ParentalManyToManyField(NewsTopic, verbose_name=_("topics"), blank=True, related_name="news_pages")
    relevant_until = models.DateField(
        _("show in the list until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which the list, the home page and the feed show the news. Afterwards it keeps its "
            "address and can be found in the archive of its year. Leave empty when it does not expire."
        ),
    )
    is_pinned = models.BooleanField(
        _("keep at the top"),
        default=False,
        help_text=_("Stands above newer news until you untick this or until it expires."),
    )

    objects: ClassVar[Any] = NewsPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("image"),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("relevant_until"), FieldPanel("is_pinned")], heading=_("Place in the list of news")
        ),
    ]

    parent_page_types = ["kpss_news.NewsIndexPage"]
    subpage_types: list[str] = []

    override_translatable_fields = [SynchronizedField("topics", overridable=False)]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["-date"], name="news_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(relevant_until__isnull=True) | models.Q(relevant_until__gte=models.F("date")),
                name="news_expires_after_its_date",
                violation_error_message=_(
                    "The news would expire before its own date. Choose a later last day, or leave it empty."
                ),
            ),
        ]

    @property
    def is_expired(self) -> bool:
        """Whether the last day of relevance is over."""
        return self.relevant_until is not None and self.relevant_until < timezone.localdate()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "attachments": self.attachments.select_related("document")}


class NewsAttachment(TranslatableMixin, Orderable):
    """A document attached to a piece of news."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(
        _("text of the link"),
        max_length=200,
        blank=True,
        help_text=_("The document's title when left empty."),
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or self.document.title
