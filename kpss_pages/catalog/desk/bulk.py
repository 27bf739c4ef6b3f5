"""Showing and hiding several services at once."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kpss_pages.catalog.models import Service
from kpss_pages.core.showing_in_bulk import ShowOrHide

REFUSAL = _("You may not change these services:")


class ShowServices(ShowOrHide):
    models = [Service]
    display_name = _("Show on the site")
    action_type = "show_on_site"
    aria_label = _("Show the chosen services on the site")
    action_priority = 10
    shows = True
    question = _("Show these services on the site?")
    refusal = REFUSAL

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d service is now on the site.", "%(count)d services are now on the site.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}


class HideServices(ShowOrHide):
    models = [Service]
    display_name = _("Hide from the site")
    action_type = "hide_from_site"
    aria_label = _("Hide the chosen services from the site")
    action_priority = 20
    shows = False
    question = _("Hide these services? They are kept, and people do not see them.")
    refusal = REFUSAL

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d service is now hidden.", "%(count)d services are now hidden.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}
