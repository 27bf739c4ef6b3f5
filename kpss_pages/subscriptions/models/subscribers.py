"""Who wants to be told, of what, and how often."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.core.models import Topic
from kpss_pages.subscriptions.choices import Frequency

KEY_LENGTH = 32
"""Characters out of 62: nobody guesses one."""


def new_key() -> str:
    return get_random_string(KEY_LENGTH)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Subscribers of towns."""

    def active(self) -> Self:
        """Those who are told: they have confirmed their address and it takes mail."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True)


class Subscriber(models.Model):
    """An address that is told of a town's news; it is deleted when its owner leaves."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail"))
    """In small letters."""
    language = models.CharField(_("language"), max_length=10)
    kinds = models.JSONField(_("what about"), default=list)
    """Keys of announced kinds."""
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    has_all_topics = models.BooleanField(default=True)
    """Whether no topic was chosen. Who has chosen one is not told of everything when the town deletes it."""
    frequency = models.CharField(_("how often"), max_length=20, choices=Frequency.choices, default=Frequency.WEEKLY)
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    """Whoever knows it may change the subscription: it stands in every mail."""
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    """When the last mail went out because somebody had entered the address into the form."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    """Since when nothing is sent because mails came back."""
    bounces = models.PositiveSmallIntegerField(default=0)
    """Mails that came back for a reason that may pass, one soon after the other."""
    bounced_at = models.DateTimeField(null=True, blank=True)
    told_until = models.PositiveBigIntegerField(default=0)
    """The key of the last announcement that a mail to them was prepared about, or that they need not be told of."""

    objects = SubscriberQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "email"], name="one_subscription_per_town_and_address"),
        ]
        indexes = [
            models.Index(
                fields=["site", "frequency", "told_until"],
                condition=Q(confirmed_at__isnull=False, paused_at__isnull=True),
                name="subscribers_to_tell",
            ),
            models.Index(fields=["created_at"], condition=Q(confirmed_at__isnull=True), name="subscribers_unconfirmed"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.paused_at is None
