"""What a standard page is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a page is for, where the site has to link to it by name."""

    NONE = "", _("general")
    ACCESSIBILITY = "accessibility", _("accessibility statement")
    PRIVACY = "privacy", _("privacy notice")
    COOKIES = "cookies", _("cookies")
    MANDATORY = "mandatory", _("mandatory information")
    SITE_MAP = "site_map", _("site map")
