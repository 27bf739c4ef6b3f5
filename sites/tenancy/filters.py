"""Filters of the admin's lists and reports, which offer nothing of other towns."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowTasksReportFilterSet
from wagtail.models import Site, Task, TaskState, Workflow, WorkflowState
from wagtail_localize.views.report import TranslationsReportFilterSet

from sites.tenancy.scope import pages_in_scope, rows_in_scope, site_lookup, sites_of


class TownFilterSet(WagtailFilterSet):
    """Filters that offer the person's own towns and their rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for found in self.filters.values():
            queryset = getattr(found, "queryset", None)
            if queryset is not None and not callable(queryset):
                found.queryset = own_choices(queryset, self.request)


def own_choices(queryset: "QuerySet[Any]", request: HttpRequest) -> "QuerySet[Any]":
    """Return the part of a list of choices that a person may know of."""
    if queryset.model is Site:
        return queryset.filter(pk__in=sites_of(request.user).values("pk"))
    if site_lookup(queryset.model):
        return queryset.filter(pk__in=rows_in_scope(queryset.model, request.user).values("pk"))
    return queryset


class TownPageFilterSet(GenericPageFilterSet):
    """Pages by type, date and children. Sites, owners and editors are left out: their lists are those of all towns."""

    owner = None
    edited_by = None
    site = None


class TownLockedPagesFilterSet(LockedPagesReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locked = pages_in_scope(self.request.user).filter(locked=True)
        self.filters["locked_by"].queryset = get_user_model().objects.filter(pk__in=locked.values("locked_by"))


class TownWorkflowFilterSet(WorkflowReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: QuerySet[WorkflowState] = self.queryset
        self.filters["workflow"].queryset = Workflow.objects.filter(pk__in=listed.values("workflow").order_by())
        self.filters["requested_by"].queryset = get_user_model().objects.filter(
            pk__in=listed.values("requested_by").order_by()
        )


class TownWorkflowTasksFilterSet(WorkflowTasksReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: QuerySet[TaskState] = self.queryset
        self.filters["workflow"].queryset = Workflow.objects.filter(
            pk__in=listed.values("workflow_state__workflow").order_by()
        )
        self.filters["task"].queryset = Task.objects.filter(pk__in=listed.values("task").order_by())


class LabelledTranslationsFilterSet(TranslationsReportFilterSet):
    """Filters of wagtail-localize's report, of which those by language have no label and so read English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["source_locale"].label = _("Original language")
        self.filters["target_locale"].label = _("Language of the translation")
