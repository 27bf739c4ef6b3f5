"""The chooser of places, with a search: a town has hundreds of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.widgets import AdminSnippetChooser

from kpss_pages.barrier_free.desk.lists import VerdictColumn, found_by
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.viewsets import TownChooseResultsView, TownChooserViewSet, TownChooseView


class PlaceSearchForm(BaseFilterForm):
    """A search for words of the name or the address."""

    q = forms.CharField(
        label=_("Words of the name"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return found_by(objects, text)


class PlacesToChoose:
    """A list of places with a search; those who work for several towns see whose each is."""

    filter_form_class = PlaceSearchForm
    request: Any

    def get_object_list(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_object_list()  # type: ignore[misc]
        return rows.select_related("site")

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]
        columns = [
            *columns,
            Column("category", label=_("Category"), accessor="get_category_display"),
            Column("street", label=_("Address"), accessor=lambda place: place.short_address or "–"),
            VerdictColumn("wheelchair", label=_("In a wheelchair, alone")),
        ]
        return [*columns, Column("site", label=_("Town"))] if works_for_several(self.request.user) else columns


class PlaceChooseView(PlacesToChoose, TownChooseView):
    pass


class PlaceChooseResultsView(PlacesToChoose, TownChooseResultsView):
    pass


class PlaceChooserWidget(AdminSnippetChooser):
    """Brings the looks of the verdicts along: the list opens in forms of everything that is at a place."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["kpss_barrier_free/desk.css"]})


class PlaceChooserViewSet(TownChooserViewSet):
    base_widget_class = PlaceChooserWidget
    choose_view_class = PlaceChooseView
    choose_results_view_class = PlaceChooseResultsView
