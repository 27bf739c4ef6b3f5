"""The sections of the list in which an editor picks a block."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
PLANNING = _("Planning")
PICTURES = _("Pictures")
FILES_AND_CONTACTS = _("Files, links and contacts")
