"""Wagtail's screens of workflows and tasks, for the platform's administrators, without lists of all towns' groups."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.views import workflows
from wagtail.models import Workflow

from sites.tenancy.long_lists import is_long, platform_groups


class TownWorkflowIndex(workflows.Index):
    """Without the number of pages where there are many workflows: to count one's, Wagtail reads those of all."""

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = workflows.Index.columns
        return [found for found in columns if found.name != "usage"] if is_long(Workflow.objects.all()) else columns


class FewGroupsMixin:
    """Offers the groups that approve already and the platform's; a town's task is its managers' from the start."""

    def get_form(self, form_class: type | None = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if "groups" in form.fields:
            offered = platform_groups()
            if form.instance.pk:
                offered = (offered | form.instance.groups.all()).distinct()
            form.fields["groups"].queryset = offered
        return form


class TownTaskCreate(FewGroupsMixin, workflows.CreateTask):
    pass


class TownTaskEdit(FewGroupsMixin, workflows.EditTask):
    pass
