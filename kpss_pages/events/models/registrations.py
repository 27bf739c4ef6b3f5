"""Who has signed up for an event, and the mails that are on their way to them; both kept for a set time only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.events.choices import EventState, RegistrationState
from kpss_pages.events.querysets import RegistrationQuerySet


class Registration(models.Model):
    """Somebody who wants to come to one date of an event, whichever of its languages they read it in."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    event = models.UUIDField(_("event"))
    """The translation key of the event's page."""
    rule_start = models.DateTimeField()
    """The date, as ``Occurrence.rule_start``."""
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    """In small letters; empty for somebody who has signed up by telephone and has none."""
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("state"), max_length=20, choices=RegistrationState.choices, default=RegistrationState.UNCONFIRMED
    )
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    delete_on = models.DateField(_("is deleted on"))
    told_start = models.DateTimeField(null=True, blank=True)
    told_state = models.CharField(max_length=20, choices=EventState.choices, blank=True)
    """When the event is and whether it takes place, as they were last told by mail."""

    objects = RegistrationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "event", "rule_start", "email"],
                condition=~models.Q(email=""),
                name="one_registration_per_date_and_address",
                violation_error_message=_("Somebody has signed up with this e-mail already."),
            )
        ]
        indexes = [
            models.Index(fields=["event", "rule_start"], name="registrations_of_event"),
            models.Index(fields=["delete_on"], name="registrations_to_delete"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.rule_start:%Y-%m-%d}"


class RegistrationMail(models.Model):
    """A mail to somebody who has signed up, until it is sent; one that a worker has begun is never begun again."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="mails")
    letter = models.CharField(max_length=20)
    """One of ``Letter``."""
    former_start = models.DateTimeField(null=True, blank=True)
    """When the event would have been, in a mail that says that it was moved."""
    created_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail about a registration")
        verbose_name_plural = _("mails about registrations")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter} {self.pk}"
