"""The terms under which a town lets its data be used."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Licences that the Czech national catalogue of open data knows; the values are their addresses."""

    CC_BY = "https://creativecommons.org/licenses/by/4.0/", _("Creative Commons: name the author (CC BY 4.0)")
    CC0 = "https://creativecommons.org/publicdomain/zero/1.0/", _("Creative Commons: without conditions (CC0 1.0)")
