"""The chooser of places: which of them one means is told by the address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from kpss_pages.barrier_free.desk.lists import VerdictColumn
from kpss_pages.core.choosers import RowChooseResultsView, RowChooserViewSet, RowChooseView
from sites.tenancy.row_chooser import RowChooser


class PlacesToChoose:
    """A list of places with their addresses and verdicts."""

    def more_columns(self) -> list[Column]:
        return [
            Column("category", label=_("Category"), accessor="get_category_display"),
            Column("street", label=_("Address"), accessor=lambda place: place.short_address or "–"),
            VerdictColumn("wheelchair", label=_("In a wheelchair, alone")),
        ]


class PlaceChooseView(PlacesToChoose, RowChooseView):
    pass


class PlaceChooseResultsView(PlacesToChoose, RowChooseResultsView):
    pass


class PlaceChooserWidget(RowChooser):
    """Brings the looks of the verdicts along: the list opens in forms of everything that is at a place."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["kpss_barrier_free/desk.css"]})


class PlaceChooserViewSet(RowChooserViewSet):
    base_widget_class = PlaceChooserWidget
    choose_view_class = PlaceChooseView
    choose_results_view_class = PlaceChooseResultsView
