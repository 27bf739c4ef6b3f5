"""Who has signed up for an event; kept for a set time only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.events.choices import RegistrationState


class Registration(models.Model):
    """Somebody who wants to come to one date of an event, whichever of its languages they read it in."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    event = models.UUIDField(_("event"))
    """The translation key of the event's page."""
    rule_start = models.DateTimeField()
    """The date, as ``Occurrence.rule_start``."""
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("state"), max_length=20, choices=RegistrationState.choices, default=RegistrationState.UNCONFIRMED
    )
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    delete_on = models.DateField(_("is deleted on"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "event", "rule_start", "email"],
                name="one_registration_per_date_and_address",
                violation_error_message=_("Somebody has signed up with this e-mail already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.rule_start:%Y-%m-%d}"
