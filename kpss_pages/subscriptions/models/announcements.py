"""What there is to tell, one row an occasion."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from kpss_pages.core.announcements import What


class Announcement(models.Model):
    """Something that those who subscribe are told of: a page was published, an event cancelled or moved."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    """Key of the announced kind."""
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    translation_key = models.UUIDField()
    what = models.CharField(max_length=20, choices=What.choices)
    mark = models.CharField(max_length=100, blank=True)
    """Tells occasions of the same sort apart: the state of a plan, the day that an event was moved to."""
    announced_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "mark"], condition=Q(what=What.NEW), name="page_is_announced_as_new_once"
            )
        ]
        indexes = [
            models.Index(fields=["announced_at"], name="announcements_by_time"),
            models.Index(fields=["site", "id"], name="announcements_of_town"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id} {self.what}"
