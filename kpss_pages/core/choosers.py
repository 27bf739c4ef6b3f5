"""Choosers of a town's rows, with a search: a town has hundreds of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column

from kpss_pages.core.searching import found_by_words
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.viewsets import TownChooseResultsView, TownChooserViewSet, TownChooseView


class RowSearchForm(BaseFilterForm):
    """A search for words of the row."""

    q = forms.CharField(
        label=_("Words of the name"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return self.found(objects, text)

    def found(self, rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
        """Return the rows in which each word of a search is; none when it has no word."""
        return found_by_words(rows, text)


class RowsToChoose:
    """A list of rows with a search; those who work for several towns see whose each is."""

    filter_form_class: type[RowSearchForm] = RowSearchForm
    request: Any

    def get_object_list(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_object_list()  # type: ignore[misc]
        return rows.select_related("site")

    def more_columns(self) -> list[Column]:
        """Return what the list says of a row besides its name."""
        return []

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = [*super().columns, *self.more_columns()]  # type: ignore[misc]
        return [*columns, Column("site", label=_("Town"))] if works_for_several(self.request.user) else columns


class RowChooseView(RowsToChoose, TownChooseView):
    pass


class RowChooseResultsView(RowsToChoose, TownChooseResultsView):
    pass


class RowChooserViewSet(TownChooserViewSet):
    choose_view_class = RowChooseView
    choose_results_view_class = RowChooseResultsView
