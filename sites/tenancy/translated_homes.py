"""A translated home page is a new root: it gets its source's permissions and workflow, or nobody could finish it."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.signals import copy_for_translation_done

from sites.page_urls import TOWN_DEPTH


@receiver(copy_for_translation_done)
def hand_over_home(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Copy who may do what from a home page to its translation."""
    if not isinstance(source_obj, Page) or source_obj.depth != TOWN_DEPTH:
        return
    for grant in GroupPagePermission.objects.filter(page_id=source_obj.pk):
        GroupPagePermission.objects.get_or_create(
            group_id=grant.group_id, page_id=target_obj.pk, permission_id=grant.permission_id
        )
    for row in WorkflowPage.objects.filter(page_id=source_obj.pk):
        WorkflowPage.objects.get_or_create(page_id=target_obj.pk, defaults={"workflow_id": row.workflow_id})
