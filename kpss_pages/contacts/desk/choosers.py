"""Choosers of contacts, with a search: a town has hundreds of people."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from kpss_pages.contacts.desk.lists import found_by
from sites.choices import Country
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


class ContactChooseView(TownChooseView):
    filter_form_class = ContactSearchForm


class ContactChooseResultsView(TownChooseResultsView):
    filter_form_class = ContactSearchForm


class ContactChooserViewSet(TownChooserViewSet):
    choose_view_class = ContactChooseView
    choose_results_view_class = ContactChooseResultsView
