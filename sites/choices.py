"""The vocabularies of towns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TownKind(models.TextChoices):
    """What sort of territory the site plans for."""

    TOWN = "town", _("town or municipality")
    CITY_DISTRICT = "city_district", _("city district")
    MICRO_REGION = "micro_region", _("micro-region")
    LOCAL_ACTION_GROUP = "local_action_group", _("local action group")


class Country(models.TextChoices):
    """The country whose law the site follows."""

    CZ = "CZ", _("Czech Republic")
    SK = "SK", _("Slovakia")


class TimeZone(models.TextChoices):
    """Time zones of the two countries; the same hours, named by the capital."""

    PRAGUE = "Europe/Prague", _("Prague")
    BRATISLAVA = "Europe/Bratislava", _("Bratislava")
