"""The vocabularies of contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """How somebody in a wheelchair gets into a place; blank where nobody has looked."""

    ACCESSIBLE = "accessible", _("accessible")
    PARTLY = "partly", _("accessible with help")
    INACCESSIBLE = "inaccessible", _("not accessible")


class SpokenLanguage(models.TextChoices):
    """Languages in which somebody can be spoken to, by ISO 639 code, sign languages too."""

    CZECH = "cs", _("Czech")
    SLOVAK = "sk", _("Slovak")
    CZECH_SIGN = "cse", _("Czech sign language")
    SLOVAK_SIGN = "svk", _("Slovak sign language")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    POLISH = "pl", _("Polish")
    HUNGARIAN = "hu", _("Hungarian")
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    ROMANI = "rom", _("Romani")
    VIETNAMESE = "vi", _("Vietnamese")
