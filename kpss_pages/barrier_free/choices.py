"""The vocabularies of the barrier-free map; those that are measured are in ``measures``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verdict(models.TextChoices):
    """What a place is for somebody, in the categories of the method.

    UNKNOWN is a state of its own: nobody has looked, or not at what decides. It is neither of the others.
    """

    ACCESSIBLE = "accessible", pgettext_lazy("verdict", "accessible")
    PARTLY = "partly", pgettext_lazy("verdict", "partly accessible")
    INACCESSIBLE = "inaccessible", pgettext_lazy("verdict", "difficult or not accessible")
    UNKNOWN = "unknown", pgettext_lazy("verdict", "not surveyed")


OSM_WORDS = {Verdict.ACCESSIBLE: "yes", Verdict.PARTLY: "limited", Verdict.INACCESSIBLE: "no"}
"""Verdicts as OpenStreetMap says them (https://wiki.openstreetmap.org/wiki/Key:wheelchair); unknown is no word."""
OSM_VERDICTS = {word: verdict for verdict, word in OSM_WORDS.items()}
"""And back."""


class Profile(models.TextChoices):
    """For whom there is a verdict; the values are names of fields of ``Place``."""

    WHEELCHAIR = "wheelchair", _("in a wheelchair, alone")
    ESCORT = "escort", _("in a wheelchair, with an escort")
    WALKER = "walker", _("with a walker or crutches")
    PRAM = "pram", _("with a pram")
    SIGHT = "sight", _("blind or with low vision")
    HEARING = "hearing", _("hard of hearing")


class Shape(models.TextChoices):
    """What kind of thing on the map a category is of."""

    BUILDING = "building", _("building")
    SPOT = "spot", _("open space")
    ROUTE = "route", _("route")


class Category(models.TextChoices):
    """What a place is; its shape is that of ``SHAPES``."""

    OFFICE = "office", pgettext_lazy("category of a place", "office")
    SOCIAL = "social", _("social service")
    HEALTH = "health", _("health care")
    SCHOOL = "school", _("school")
    CULTURE = "culture", _("culture")
    SPORT = "sport", _("sport")
    SHOP = "shop", _("shop or service")
    FOOD = "food", _("restaurant or café")
    LODGING = "lodging", _("accommodation")
    BANK = "bank", _("bank or post office")
    WORSHIP = "worship", _("church")
    STATION = "station", _("station")
    TOILET = "toilet", _("public toilet")
    OTHER = "other", _("other building")
    STOP = "stop", _("public transport stop")
    CROSSING = "crossing", _("crossing")
    KERB = "kerb", _("lowered kerb")
    BENCH = "bench", _("bench or rest area")
    CAR_PARK = "car_park", _("reserved parking")
    SQUARE = "square", _("square or park")
    PATH = "path", _("path or street")


SHAPES = {
    **dict.fromkeys(Category, Shape.BUILDING),
    **dict.fromkeys(
        (
            Category.STOP,
            Category.CROSSING,
            Category.KERB,
            Category.BENCH,
            Category.CAR_PARK,
            Category.SQUARE,
        ),
        Shape.SPOT,
    ),
    Category.PATH: Shape.ROUTE,
}


class SurveyState(models.TextChoices):
    """What has become of a survey."""

    WAITING = "waiting", pgettext_lazy("state of a survey", "waiting")
    ACCEPTED = "accepted", pgettext_lazy("state of a survey", "accepted")
    REJECTED = "rejected", pgettext_lazy("state of a survey", "rejected")


class SurveyOrigin(models.TextChoices):
    """How a survey came in."""

    DESK = "desk", _("entered by the town")
    FIELD = "field", _("sent from the field")
    IMPORT = "import", _("imported")


class Surveyor(models.TextChoices):
    """Who measured."""

    ORGANISATION = "organisation", _("organisation")
    CITIZEN = "citizen", _("citizen")


class ReportSubject(models.TextChoices):
    """What somebody reports of a place."""

    BARRIER = "barrier", _("There is a barrier")
    ERROR = "error", _("Something here is wrong")
    CLOSED = "closed", _("The place is no longer there")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    """What has become of a report."""

    OPEN = "open", pgettext_lazy("state of a report", "open")
    DONE = "done", pgettext_lazy("state of a report", "done")
