"""Reports that a town's people may read, each about their own towns."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import aging_pages, audit_logging, locked_pages, page_types_usage, workflows
from wagtail.log_actions import registry as log_registry
from wagtail.models import CollectionMember, Page, PageLogEntry, Site, get_default_page_content_type

from sites.models import User
from sites.spreadsheets import HarmlessSpreadsheetMixin
from sites.tenancy.filters import TownLockedPagesFilterSet, TownWorkflowFilterSet, TownWorkflowTasksFilterSet
from sites.tenancy.long_lists import is_long, users_named
from sites.tenancy.scope import pages_in_scope, rows_in_scope, site_lookup
from sites.tenancy.shared import is_shared


def keys_in_scope(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Return the primary keys of rows as text, as generic relations keep them."""
    return rows.order_by().values_list(Cast("pk", output_field=CharField()), flat=True)


class AgingPagesView(HarmlessSpreadsheetMixin, aging_pages.AgingPagesView):
    """Pages that the person may publish."""

    def add_last_publisher_name_to_page(self, username_mapping: Any, page: Page) -> None:
        """Name who published a page; Wagtail writes "None" where no log says it, as of pages that a program made."""
        super().add_last_publisher_name_to_page(username_mapping, page)
        if not page.last_published_by_user:
            page.last_published_by_user = str(_("not known"))


class LockedPagesView(HarmlessSpreadsheetMixin, locked_pages.LockedPagesView):
    filterset_class = TownLockedPagesFilterSet

    def get_queryset(self) -> "QuerySet[Page]":
        pages: QuerySet[Page] = super().get_queryset()
        return pages.filter(pk__in=pages_in_scope(self.request.user).values("pk"))


class WorkflowView(HarmlessSpreadsheetMixin, workflows.WorkflowView):
    """Workflows of pages that the person may edit. No row of ours is approved, so rows are left out."""

    filterset_class = TownWorkflowFilterSet

    def get_queryset(self) -> "QuerySet[Any]":
        return super().get_queryset().filter(own_workflows(self.request, ""))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_queryset()}


class WorkflowTasksView(HarmlessSpreadsheetMixin, workflows.WorkflowTasksView):
    filterset_class = TownWorkflowTasksFilterSet

    def get_queryset(self) -> "QuerySet[Any]":
        return super().get_queryset().filter(own_workflows(self.request, "workflow_state__"))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_queryset()}


def own_workflows(request: HttpRequest, prefix: str) -> Q:
    """Return the condition that a workflow's object is a page of the person's towns."""
    return Q(
        **{
            f"{prefix}base_content_type": get_default_page_content_type(),
            f"{prefix}object_id__in": keys_in_scope(pages_in_scope(request.user)),
        }
    )


def entries_in_scope(log_model: Any, user: User) -> "QuerySet[Any]":
    """Return the log entries of a log model that concern objects of a person's towns."""
    if user.is_superuser:
        return log_model.objects.all()
    if log_model is PageLogEntry:
        return log_model.objects.filter(page__in=pages_in_scope(user).values("pk"))
    return log_model.objects.filter(_rows_in_log(log_model, user))


def _rows_in_log(log_model: Any, user: User) -> Q:
    condition = Q(pk__in=[])
    used = ContentType.objects.filter(pk__in=log_model.objects.order_by().values("content_type").distinct())
    for content_type in used:
        model = content_type.model_class()
        if model is not None and _is_of_towns(model):
            keys = keys_in_scope(rows_in_scope(model, user))
            condition |= Q(content_type=content_type, object_id__in=keys)
    return condition


def _is_of_towns(model: type[Model]) -> bool:
    return not is_shared(model) and (issubclass(model, CollectionMember) or site_lookup(model) is not None)


class PersonFilter(CharFilter):
    """What the people did in whose name or address each word occurs."""

    def filter(self, entries: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
        return entries.filter(user__in=users_named(self.parent.get_users_queryset(), words)) if words else entries


class SiteHistoryFilterSet(audit_logging.SiteHistoryReportFilterSet):
    """People, kinds and actions that occur in the person's own part of the history."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {key for found in self._own() for key in found.get_content_type_ids()}
        self.filters["object_type"].queryset = ContentType.objects.filter(pk__in=kinds).order_by("model")
        if is_long(self.get_users_queryset()):
            self.filters["user"] = PersonFilter(label=_("Name or e-mail of the person"))

    def _own(self) -> "list[Any]":
        return [entries_in_scope(model, self.request.user) for model in log_registry.get_log_entry_models()]

    def get_action_choices(self) -> list[tuple[str, Any]]:
        if self.request.user.is_superuser:
            return list(log_registry.get_choices())
        actions = {action for found in self._own() for action in found.get_actions()}
        return [choice for choice in log_registry.get_choices() if choice[0] in actions]

    def get_users_queryset(self) -> "QuerySet[User]":
        if self.request.user.is_superuser:
            return User.objects.order_by(User.USERNAME_FIELD)
        people = {key for found in self._own() for key in found.get_user_ids()}
        return User.objects.filter(pk__in=people).order_by(User.USERNAME_FIELD)


class PageTypesFilterSet(page_types_usage.PageTypesUsageReportFilterSet):
    """By language and, where there are not too many, by town."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if is_long(Site.objects.all()):
            # Wagtail's loads all sites and offers them.
            WagtailFilterSet.__init__(self, *args, **kwargs)
            del self.filters["site"]
            self.sites: dict[int, Site] = {}
            self.sites_filter_enabled = False
        else:
            super().__init__(*args, **kwargs)

    class Meta(page_types_usage.PageTypesUsageReportFilterSet.Meta):
        pass


class PageTypesView(HarmlessSpreadsheetMixin, page_types_usage.PageTypesUsageReportView):
    filterset_class = PageTypesFilterSet


class SiteHistoryView(HarmlessSpreadsheetMixin, audit_logging.LogEntriesView):
    filterset_class = SiteHistoryFilterSet

    def get_filtered_queryset(self) -> "QuerySet[Any]":
        """Return the entries of all logs in one queryset, as Wagtail's view does, from the person's towns."""
        self.log_models = list(log_registry.get_log_entry_models())
        logs = [
            self.filter_queryset(
                entries_in_scope(log_model, self.request.user)
                .values("pk", "timestamp")
                .annotate(log_model_index=Value(index, output_field=IntegerField()))
            ).order_by()
            for index, log_model in enumerate(self.log_models)
        ]
        return logs[0].union(*logs[1:], all=True).order_by("-timestamp")
