"""Snippet viewsets of rows with a ``site``: every view knows the person's own towns only.

The gate tests the row that an address names; what is listed, filtered, chosen and filled in is scoped here.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BaseColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from sites.tenancy.filters import TownFilterSet
from sites.tenancy.forms import TownRowForm
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.named_objects import ANY_ROW_ACTION, all_exist
from sites.tenancy.row_chooser import RowChooser
from sites.tenancy.scope import rows_in_scope


class TownIndexView(IndexView):
    """A list that says whose a row is to those who work for several towns only."""

    base_filterset_class = TownFilterSet

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = super().columns
        if works_for_several(self.request.user):
            return columns
        return [column for column in columns if column.name != "site"]


class OwnRowsMixin:
    """A chooser's list of the person's own rows."""

    def get_object_list(self) -> "QuerySet[Any]":
        return rows_in_scope(self.model_class, self.request.user)  # type: ignore[attr-defined]


class TownChooseView(OwnRowsMixin, chooser.ChooseView):
    pass


class TownChooseResultsView(OwnRowsMixin, chooser.ChooseResultsView):
    pass


class TownChosenMultipleView(chooser.SnippetChosenMultipleView):
    def get_objects(self, pks: list[str]) -> "QuerySet[Any]":
        rows = rows_in_scope(self.model_class, self.request.user)
        if not all_exist(rows, pks):
            raise Http404
        return rows.filter(pk__in=pks)


class TownChooserViewSet(chooser.SnippetChooserViewSet):
    base_widget_class = RowChooser
    choose_view_class = TownChooseView
    choose_results_view_class = TownChooseResultsView
    chosen_multiple_view_class = TownChosenMultipleView


class TownSnippetViewSet(SnippetViewSet):
    """The base of every snippet viewset; its model has a ``site`` and is registered by ``register_town_rows``."""

    index_view_class = TownIndexView
    chooser_viewset_class = TownChooserViewSet
    base_form_class = TownRowForm

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, ANY_ROW_ACTION)

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = self.base_form_class
        return handler
