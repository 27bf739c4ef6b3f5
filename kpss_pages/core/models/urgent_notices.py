"""An urgent notice across all pages of a town."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site

from sites.languages import current_language


class NoticeState(models.TextChoices):
    """Whether the public sees a notice."""

    SHOWN = "shown", _("shown now")
    COMING = "coming", _("coming")
    OVER = "over", _("over")


class UrgentNotice(models.Model):
    """What everybody who looks at the town's site has to know, from one moment to another."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="urgent_notices")
    text_cs = models.CharField(_("text in Czech"), max_length=300, blank=True)
    text_sk = models.CharField(_("text in Slovak"), max_length=300, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that says more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    panels = [
        FieldPanel("site"),
        FieldPanel("text_cs"),
        FieldPanel("text_sk"),
        FieldPanel("page", help_text=_("The notice links to it as long as it is published and open to everybody.")),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    class Meta:
        verbose_name = _("urgent notice")
        verbose_name_plural = _("urgent notices")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_cs="", text_sk=""),
                name="urgent_notice_has_a_text",
                violation_error_message=_("Write the text in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="urgent_notice_ends_after_it_starts",
                violation_error_message=_("The notice would end before it starts. Choose a later end."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def state(self) -> NoticeState:
        """Whether the public sees the notice at this moment."""
        now = timezone.now()
        if self.ends_at <= now:
            return NoticeState.OVER
        return NoticeState.SHOWN if self.starts_at <= now else NoticeState.COMING

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def when(self) -> str:
        """When everybody sees the notice, in a sentence with the days of the week."""
        moments = {"start": in_words(self.starts_at), "end": in_words(self.ends_at)}
        sentences = {
            NoticeState.SHOWN: _("It is on all pages of the site now, until %(end)s."),
            NoticeState.COMING: _("It will be on all pages of the site from %(start)s until %(end)s."),
            NoticeState.OVER: _("It is over since %(end)s: nobody sees it any more."),
        }
        return str(sentences[self.state]) % moments

    @property
    def text(self) -> str:
        """The text in the current language, in the other one where it is missing."""
        in_slovak = current_language() == "sk"
        return (self.text_sk or self.text_cs) if in_slovak else (self.text_cs or self.text_sk)


def in_words(moment: datetime) -> str:
    """Return a moment with its day of the week: "Monday 30 November 2026 8:00"."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"
