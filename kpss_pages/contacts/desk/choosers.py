"""Choosers of contacts, with a search: a town has hundreds of people."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column

from kpss_pages.contacts.desk.lists import found_by
from sites.choices import Country
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.viewsets import TownChooseResultsView, TownChooserViewSet, TownChooseView


class ContactSearchForm(BaseFilterForm):
    """A search for words of the name or a number."""

    q = forms.CharField(
        label=_("Words of the name"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return found_by(objects, text, Country.CZ)


class ContactsToChoose:
    """A list of contacts with a search; those who work for several towns see whose each is."""

    filter_form_class = ContactSearchForm
    request: Any

    def get_object_list(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_object_list()  # type: ignore[misc]
        return rows.select_related("site")

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]
        return [*columns, Column("site", label=_("Town"))] if works_for_several(self.request.user) else columns


class ContactChooseView(ContactsToChoose, TownChooseView):
    pass


class ContactChooseResultsView(ContactsToChoose, TownChooseResultsView):
    pass


class ContactChooserViewSet(TownChooserViewSet):
    choose_view_class = ContactChooseView
    choose_results_view_class = ContactChooseResultsView
