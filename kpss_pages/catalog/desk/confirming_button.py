"""The button that saves an entry and says that all of it holds."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from kpss_pages.catalog.models import Service

CONFIRMS = "action-confirm"
"""What the form that is sent has in it when this button was pressed."""


class ConfirmMenuItem(ActionMenuItem):
    """Among the buttons below the form of a service that is there already; a new one is confirmed by being written."""

    name = CONFIRMS
    label = _("Save and confirm that everything holds")
    icon_name = "check"
    order = 20

    def is_shown(self, context: Any) -> bool:
        return context["model"] is Service and context["view"] == "edit" and bool(super().is_shown(context))
