"""Showing and hiding several rows of a town at once, each with its history."""

from typing import Any, ClassVar

from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction


class ShowOrHide(SnippetBulkAction):
    """Sets ``is_published`` of the chosen rows; a kind says of which, and in which words."""

    template_name = "kpss_core/admin/bulk_show.html"
    shows: ClassVar[bool]
    question: ClassVar[Any]
    refusal: ClassVar[Any]
    """What stands above the rows that the person may not change."""

    def check_perm(self, row: Any) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, "change", row))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            action_name=self.display_name, question=self.question, refusal=self.refusal, **kwargs
        )

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        changed = [row for row in objects if row.is_published != cls.shows]
        # In the order in which everybody locks rows: whoever imports them waits, and nobody waits for him meanwhile.
        locked = cls.models[0]._default_manager.select_for_update().filter(pk__in=[row.pk for row in changed])
        there = set(locked.order_by("pk").values_list("pk", flat=True))
        changed = [row for row in changed if row.pk in there]
        for row in changed:
            row.is_published = cls.shows
            # What else of the row somebody changes at the same moment stays.
            row.save(update_fields=["is_published"])
            row.save_revision(user=user, log_action="wagtail.edit", changed=True)
        return len(changed), 0
