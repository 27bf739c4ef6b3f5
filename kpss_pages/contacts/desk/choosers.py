"""Choosers of contacts, which are found by their numbers too."""

from typing import Any

from django.db.models import QuerySet

from kpss_pages.contacts.desk.lists import found_by
from kpss_pages.core.choosers import RowChooseResultsView, RowChooserViewSet, RowChooseView, RowSearchForm
from sites.choices import Country


class ContactSearchForm(RowSearchForm):
    """A search for words of the name or a number."""

    def found(self, rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
        return found_by(rows, text, Country.CZ)


class ContactChooseView(RowChooseView):
    filter_form_class = ContactSearchForm


class ContactChooseResultsView(RowChooseResultsView):
    filter_form_class = ContactSearchForm


class ContactChooserViewSet(RowChooserViewSet):
    choose_view_class = ContactChooseView
    choose_results_view_class = ContactChooseResultsView
