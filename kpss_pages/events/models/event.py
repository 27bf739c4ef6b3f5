"""An event, what is different on some of its dates, and what is attached to it."""

from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.models import ContactRole, Office
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.events.choices import EventState, ExceptionKind, Repeats, SignUp
from kpss_pages.events.forms import EventPageForm
from kpss_pages.events.ical import serve_calendar
from kpss_pages.events.models.routes import SignUpRoutes
from kpss_pages.events.querysets import EventPageManager
from kpss_pages.events.recurrence import EventDate, Exceptional, Schedule, dates_of
from kpss_pages.events.showing import event_context
from kpss_pages.events.validation import problems_of
from sites.tenancy.scope import town_of


class EventPage(SignUpRoutes, BasePage):
    """An event that happens once or repeats; times are the town's."""

    lead = models.TextField(
        _("lead"), blank=True, max_length=500, help_text=_("One or two sentences, shown in the list of events too.")
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    is_all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the days are shown; the hours do not matter.")
    )
    state = models.CharField(_("state"), max_length=20, choices=EventState.choices, default=EventState.PLANNED)
    state_note = models.CharField(
        _("why, or where instead"), max_length=250, blank=True, help_text=_("Shown with what is cancelled or moved.")
    )
    former_start = models.DateTimeField(
        _("original start"), null=True, blank=True, help_text=_("Of an event that was moved.")
    )

    repeats = models.CharField(_("repeats"), max_length=20, choices=Repeats.choices, blank=True)
    repeats_until = models.DateField(_("the last day"), null=True, blank=True)

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "One of the town's offices: its address and accessibility are shown. Else describe the place below."
        ),
    )
    place = models.CharField(_("place"), max_length=250, blank=True)
    mapped_place = models.ForeignKey(
        Place,
        verbose_name=_("place on the barrier-free map"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("What was measured there is shown instead of what is said here."),
    )
    place_access = models.TextField(
        _("how to get in"), blank=True, max_length=1000, help_text=_("For people in a wheelchair, with a pram.")
    )
    online_url = models.URLField(_("address for taking part on line"), blank=True)

    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    contact = models.ForeignKey(
        ContactRole,
        verbose_name=_("whom to ask"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("programme and further text"), blank=True)
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics and working groups"), blank=True, related_name="event_pages"
    )

    sign_up = models.CharField(_("registration"), max_length=20, choices=SignUp.choices, blank=True)
    sign_up_url = models.URLField(_("address of the registration"), blank=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty when everybody can come.")
    )
    has_waiting_list = models.BooleanField(_("with a waiting list"), default=False)
    sign_up_until = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("When the event starts, unless you say otherwise.")
    )

    sequence = models.PositiveIntegerField(editable=False, default=0)
    """How often the published time, place or state has changed (RFC 5545, SEQUENCE)."""
    published_facts = models.CharField(max_length=64, editable=False, default="", blank=True)
    """A digest of the time, place and state that were published last, see ``publication.py``."""

    shown_kinds = ()
    served_with = ("image", "office__mapped_place", "mapped_place", "contact__holder", "contact__deputy")

    objects: ClassVar[Any] = EventPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("image"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeats_until")]),
                InlinePanel("exceptions", heading=_("Dates that are different"), label=_("date that is different")),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("office"),
                FieldPanel("place"),
                FieldPanel("mapped_place"),
                FieldPanel("place_access"),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("organiser"), FieldPanel("contact")], heading=_("Who")),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("sign_up"),
                FieldPanel("sign_up_url"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("has_waiting_list")]),
                FieldPanel("sign_up_until"),
            ],
            heading=_("Registration"),
        ),
        MultiFieldPanel(
            [FieldPanel("state"), FieldPanel("state_note"), FieldPanel("former_start")],
            heading=_("Cancelled or moved"),
        ),
    ]

    parent_page_types = ["kpss_events.EventIndexPage"]
    subpage_types: list[str] = []

    override_translatable_fields = [SynchronizedField("topics", overridable=False)]
    base_form_class = EventPageForm

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_(
                    "The event would end before it starts. Choose a later end, or leave it empty."
                ),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        problems = problems_of(self) if self.starts_at is not None else {}
        if problems:
            raise ValidationError(problems)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Keep, whichever revision is taken up again, what is counted with every publication."""
        page: Self = super().with_content_json(content)
        page.sequence, page.published_facts = self.sequence, self.published_facts
        return page

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the event's town."""
        town = town_of(self)
        return town.zone if town is not None else ZoneInfo(timezone.get_current_timezone_name())

    def schedule(self) -> Schedule:
        """Return when the event is, as it is written down."""
        exceptions = [
            Exceptional(row.date, row.kind, row.starts_at, row.ends_at, row.note)
            for row in self.exceptions.all()
            if row.date is not None
        ]
        return Schedule(
            starts_at=self.starts_at,
            zone=self.zone,
            ends_at=self.ends_at,
            is_all_day=self.is_all_day,
            repeats=self.repeats,
            until=self.repeats_until,
            state=self.state,
            note=self.state_note,
            exceptions=tuple(exceptions),
        )

    def dates(self) -> list[EventDate]:
        """Return all dates of the event by its rule, in the town's time zone; of a draft as well."""
        return dates_of(self.schedule())

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether the last date has ended."""
        moment = now or timezone.now()
        return all(date.ends_at <= moment for date in self.dates())

    def get_cached_paths(self) -> list[str]:
        return ["/", "/event.ics"]

    @path("event.ics/")
    def calendar(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the event as a file for calendars."""
        return serve_calendar(request, [self], name=self.title, zone=self.zone, url=self.get_full_url(request) or "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **event_context(self, request)}

    def plain_text(self) -> str:
        office = f"{self.office.name} {self.office.municipality}" if self.office is not None else ""
        words = (super().plain_text(), self.place, office, self.organiser)
        return " ".join(word.strip() for word in words if word.strip())


class EventException(TranslatableMixin, Orderable):
    """A date of a repeating event that is cancelled or moved."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="exceptions")
    date = models.DateField(_("date"), help_text=_("The day on which the event would take place by the rule."))
    kind = models.CharField(_("what is different"), max_length=20, choices=ExceptionKind.choices)
    starts_at = models.DateTimeField(_("new start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("new end"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("date that is different")
        verbose_name_plural = _("dates that are different")

    def __str__(self) -> str:
        return f"{self.date}"


class EventAttachment(TranslatableMixin, Orderable):
    """A document attached to an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(
        _("text of the link"), max_length=200, blank=True, help_text=_("The document's title when left empty.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or self.document.title
