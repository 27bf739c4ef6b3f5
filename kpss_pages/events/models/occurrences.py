"""The dates of published events, made from their rules so that a month is one query."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.events.choices import EventState
from kpss_pages.events.models.event import EventPage
from kpss_pages.events.querysets import OccurrenceQuerySet
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.wording import moment_text, month_text, when_text


class Occurrence(models.Model):
    """One date of an event as it is published; made anew with every publication."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    rule_start = models.DateTimeField()
    """When it would start by the rule (RFC 5545, RECURRENCE-ID)."""
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    has_end = models.BooleanField(default=True)
    """Whether anybody has said when it ends; otherwise ``ends_at`` is the end of its day."""
    is_all_day = models.BooleanField(_("all day"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=EventState.choices, default=EventState.PLANNED)
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects: ClassVar[Any] = OccurrenceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "rule_start"], name="one_date_of_an_event")]
        indexes = [models.Index(fields=["site", "starts_at"], name="occurrences_by_start")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.starts_at:%Y-%m-%d}"

    @property
    def date(self) -> EventDate:
        """The date in the current time zone, which on a town's host is the town's."""
        rule_start, starts_at, ends_at = map(timezone.localtime, (self.rule_start, self.starts_at, self.ends_at))
        return EventDate(rule_start, starts_at, ends_at, self.has_end, self.is_all_day, self.state, self.note)

    @property
    def when(self) -> str:
        """The date in words."""
        return when_text(self.date)

    @property
    def month(self) -> str:
        """The month in which it starts, in words; lists are grouped by it."""
        return month_text(self.date.first_day)

    @property
    def moved_from(self) -> str:
        """When the date would have been by its rule, in words; "" for one that keeps to it."""
        former = self.date.moved_from
        return moment_text(former, is_all_day=self.is_all_day) if former is not None else ""

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.state == EventState.MOVED
