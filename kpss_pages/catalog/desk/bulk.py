"""Showing and hiding several services at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from kpss_pages.catalog.models import Service


class ShowOrHide(SnippetBulkAction):
    """What both have in common; each service keeps its history."""

    models = [Service]
    template_name = "kpss_catalog/admin/bulk_show.html"
    shows: bool
    question: Any

    def check_perm(self, service: Service) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, "change", service))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(action_name=self.display_name, question=self.question, **kwargs)

    @classmethod
    def execute_action(cls, objects: list[Service], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        changed = [service for service in objects if service.is_published != cls.shows]
        for service in changed:
            service.is_published = cls.shows
            service.save()
            service.save_revision(user=user, log_action="wagtail.edit", changed=True)
        return len(changed), 0


class ShowServices(ShowOrHide):
    display_name = _("Show on the site")
    action_type = "show_on_site"
    aria_label = _("Show the chosen services on the site")
    action_priority = 10
    shows = True
    question = _("Show these services on the site?")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d service is now on the site.", "%(count)d services are now on the site.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}


class HideServices(ShowOrHide):
    display_name = _("Hide from the site")
    action_type = "hide_from_site"
    aria_label = _("Hide the chosen services from the site")
    action_priority = 20
    shows = False
    question = _("Hide these services? They are kept, and people do not see them.")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext(
            "%(count)d service is now hidden.", "%(count)d services are now hidden.", num_parent_objects
        )
        return sentence % {"count": num_parent_objects}
