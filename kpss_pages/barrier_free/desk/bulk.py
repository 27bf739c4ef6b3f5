"""Showing and hiding several places at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from kpss_pages.barrier_free.models import Place


class ShowOrHide(SnippetBulkAction):
    """What both have in common; each place keeps its history."""

    models = [Place]
    template_name = "kpss_barrier_free/admin/bulk_show.html"
    shows: bool
    question: Any

    def check_perm(self, place: Place) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, "change", place))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(action_name=self.display_name, question=self.question, **kwargs)

    @classmethod
    def execute_action(cls, objects: list[Place], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        changed = [place for place in objects if place.is_published != cls.shows]
        for place in changed:
            place.is_published = cls.shows
            place.save(update_fields=["is_published"])
            place.save_revision(user=user, log_action="wagtail.edit", changed=True)
        return len(changed), 0


class ShowPlaces(ShowOrHide):
    display_name = _("Show on the site")
    action_type = "show_places"
    aria_label = _("Show the chosen places on the site")
    action_priority = 10
    shows = True
    question = _("Show these places on the site?")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d place is now on the site.", "%(count)d places are now on the site.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}


class HidePlaces(ShowOrHide):
    display_name = _("Hide from the site")
    action_type = "hide_places"
    aria_label = _("Hide the chosen places from the site")
    action_priority = 20
    shows = False
    question = _("Hide these places? They are kept, and people do not see them.")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext("%(count)d place is now hidden.", "%(count)d places are now hidden.", num_parent_objects)
        return sentence % {"count": num_parent_objects}
