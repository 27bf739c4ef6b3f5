"""A piece of news and what is attached to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.news.linked_data import article
from kpss_pages.news.querysets import NewsPageManager
from sites.towns import current_town


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
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="news_pages")
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

    shown_kinds = ()
    served_with = ("image",)

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
        town, topics = current_town(request), list(self.topics.all())
        return {
            **context,
            "topics": topics,
            "attachments": self.attachments.select_related("document"),
            "article": article(self, town, request, topics) if town else None,
        }


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
