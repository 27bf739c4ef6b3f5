"""What a town's news and events are about, and who in the planning they belong to."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from sites.languages import current_language


class TopicKind(models.TextChoices):
    """What a topic stands for."""

    TOPIC = "topic", _("topic")
    WORKING_GROUP = "working_group", _("working group")


class Topic(models.Model):
    """A topic or working group of one town, by which news and events are filtered, subscribed to and put in calendars.

    Two towns may each have theirs of the same name.
    """

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(_("kind"), max_length=20, choices=TopicKind.choices, default=TopicKind.TOPIC)
    slug = models.SlugField(
        _("name in the address"),
        max_length=60,
        blank=True,
        help_text=_("Letters without diacritics, digits and hyphens; made from the name when left empty."),
    )
    name_cs = models.CharField(_("name in Czech"), max_length=80, blank=True)
    name_sk = models.CharField(_("name in Slovak"), max_length=80, blank=True)

    panels = [FieldPanel("site"), FieldPanel("kind"), FieldPanel("name_cs"), FieldPanel("name_sk"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug"],
                name="one_topic_per_town_and_slug",
                violation_error_message=_("The town has a topic of this name already; use that one."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name_cs="", name_sk=""),
                name="topic_has_a_name",
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
        return self.name_in(current_language())

    def name_in(self, language: str) -> str:
        """Return the name in a language, in the other one where it is missing."""
        return (self.name_sk or self.name_cs) if language == "sk" else (self.name_cs or self.name_sk)
