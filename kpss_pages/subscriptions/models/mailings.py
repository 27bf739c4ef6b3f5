"""What was sent, mail by mail; no row holds an address."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.subscriptions.choices import DeliveryState, Frequency
from kpss_pages.subscriptions.models.subscribers import Subscriber


class Mailing(models.Model):
    """One round of mails to a town's subscribers of one frequency: a day's, a week's, or what is told at once."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    frequency = models.CharField(_("how often"), max_length=20, choices=Frequency.choices)
    slot = models.CharField(max_length=40)
    """What makes it this round and no other: "2026-11-29", "2026-W48", or the last announcement's key."""
    until = models.PositiveBigIntegerField()
    """The key of the last announcement that it tells of."""
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("round of mails")
        verbose_name_plural = _("rounds of mails")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "frequency", "slot"], name="one_round_of_mails_per_slot")
        ]

    def __str__(self) -> str:
        return f"{self.frequency} {self.slot}"


class Delivery(models.Model):
    """One mail to one subscriber (docs/adr/0016-mails-once.md)."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    """None when they have left since."""
    announcements = models.JSONField(default=list)
    """Keys of what it tells of."""
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=20, choices=DeliveryState.choices, default=DeliveryState.PREPARED)
    attempts = models.PositiveSmallIntegerField(default=0)
    prepared_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField()
    """When to take care of it again should it not have been sent by then."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail to a subscriber")
        verbose_name_plural = _("mails to subscribers")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "subscriber"], name="one_mail_per_round_and_subscriber")
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=[DeliveryState.PREPARED, DeliveryState.SENDING]),
                name="deliveries_to_do",
            ),
            models.Index(fields=["prepared_at"], name="deliveries_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.state}"
