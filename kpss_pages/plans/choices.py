"""The vocabularies of plans and of their files."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanKind(models.TextChoices):
    """What sort of document a plan page is about."""

    PLAN = "plan", _("community plan")
    ACTION_PLAN = "action_plan", _("action plan")
    EVALUATION = "evaluation", _("evaluation")
    ANALYSIS = "analysis", _("analysis")
    CATALOGUE = "catalogue", _("catalogue of services")
    PROJECT = "project", _("project")
    OTHER = "other", _("other document of planning")


class PlanState(models.TextChoices):
    """How far a plan has got; kept by its coordinator."""

    IN_PREPARATION = "in_preparation", _("in preparation")
    FOR_COMMENTS = "for_comments", _("for comments")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")
    ARCHIVED = "archived", _("archived")


class ShownState(models.TextChoices):
    """What the public is told: a plan in force past its end is expired without anybody's doing."""

    IN_PREPARATION = "in_preparation", _("in preparation")
    FOR_COMMENTS = "for_comments", _("for comments")
    IN_FORCE = "in_force", _("in force")
    EXPIRED = "expired", _("expired")
    SUPERSEDED = "superseded", _("superseded")
    ARCHIVED = "archived", _("archived")


class MeasureState(models.TextChoices):
    """How a measure stood at the end of a year."""

    FULFILLED = "fulfilled", _("fulfilled")
    RUNNING = "running", _("being fulfilled continuously")
    PARTLY = "partly", _("partly fulfilled")
    NOT_FULFILLED = "not_fulfilled", _("not fulfilled")
    CANCELLED = "cancelled", _("cancelled")


class MoneySource(models.TextChoices):
    """Where the money for a measure comes from."""

    MUNICIPALITY = "municipality", _("municipality")
    REGION = "region", pgettext_lazy("source of money", "region")
    STATE = "state", pgettext_lazy("source of money", "state")
    EU = "eu", _("European Union")
    USERS = "users", _("payments of users")
    GIFTS = "gifts", _("gifts")
    OTHER = "other", _("other source")


class Currency(models.TextChoices):
    """The currency of a plan's estimates."""

    CZK = "CZK", "Kč"
    EUR = "EUR", "€"


class FileKind(models.TextChoices):
    """What a file of a plan is."""

    PLAN = "plan", _("community plan")
    DRAFT = "draft", _("draft for comments")
    ACTION_PLAN = "action_plan", _("action plan")
    EVALUATION = "evaluation", _("evaluation")
    ANALYSIS = "analysis", _("analysis")
    SWOT = "swot", _("SWOT analysis")
    CATALOGUE = "catalogue", _("catalogue of services")
    AUDIO = "audio", _("audio version")
    FOUNDING_DEED = "founding_deed", _("statutes or rules of procedure")
    MEETING = "meeting", _("invitation, minutes or attendance list")
    COMMENT_FORM = "comment_form", _("form for comments")
    SETTLEMENT = "settlement", _("settlement of comments")
    RESOLUTION = "resolution", _("resolution")
    PROJECT = "project", _("project document")
    OTHER = "other", _("other file")
