"""Showing and hiding several places at once."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.showing_in_bulk import ShowOrHide

REFUSAL = _("You may not change these places:")


class ShowPlaces(ShowOrHide):
    models = [Place]
    display_name = _("Show on the site")
    action_type = "show_places"
    aria_label = _("Show the chosen places on the site")
    action_priority = 10
    shows = True
    question = _("Show these places on the site?")
    refusal = REFUSAL

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d place is now on the site.", "%(count)d places are now on the site.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}


class HidePlaces(ShowOrHide):
    models = [Place]
    display_name = _("Hide from the site")
    action_type = "hide_places"
    aria_label = _("Hide the chosen places from the site")
    action_priority = 20
    shows = False
    question = _("Hide these places? They are kept, and people do not see them.")
    refusal = REFUSAL

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext("%(count)d place is now hidden.", "%(count)d places are now hidden.", num_parent_objects)
        return sentence % {"count": num_parent_objects}
