"""The vocabularies of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventState(models.TextChoices):
    """Whether an event takes place as announced."""

    PLANNED = "planned", _("takes place")
    MOVED = "moved", _("moved to another time or place")
    CANCELLED = "cancelled", _("cancelled")


class Repeats(models.TextChoices):
    """How often an event repeats; blank for one that happens once."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY_DAY = "monthly_day", _("every month on the same day")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month on the same day of the week")
    YEARLY = "yearly", _("every year")


class ExceptionKind(models.TextChoices):
    """In what one date of a repeating event differs from the others."""

    CANCELLED = "cancelled", _("cancelled")
    MOVED = "moved", _("moved")


class SignUp(models.TextChoices):
    """How people say that they will come; blank when they need not."""

    LINK = "link", _("at an address elsewhere")
    FORM = "form", _("by the form on the event's page")


class RegistrationState(models.TextChoices):
    """How far somebody's registration has got."""

    UNCONFIRMED = "unconfirmed", _("waits for the click in the e-mail")
    CONFIRMED = "confirmed", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


COMING = (RegistrationState.CONFIRMED, RegistrationState.WAITING)
"""States of people who count on the event, or would like to."""


class Letter(models.TextChoices):
    """What somebody who has signed up is told by mail; never shown."""

    CONFIRM = "confirm"
    AGAIN = "again"
    PLACE = "place"
    WAITING = "waiting"
    PROMOTED = "promoted"
    CANCELLED = "cancelled"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_MOVED = "event_moved"
    EVENT_ON = "event_on"
