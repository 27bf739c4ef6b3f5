"""The vocabularies of subscriptions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often somebody wants to be told."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week, on Monday")


class DeliveryState(models.TextChoices):
    """How far a mail to one subscriber has got."""

    PREPARED = "prepared", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    IN_DOUBT = "in_doubt", _("a worker died while sending it")
    DROPPED = "dropped", _("was not needed any more")
