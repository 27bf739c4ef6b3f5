"""Wagtail's screens of collections, for the platform's administrators: searched and paged, with choosers for lists."""

from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import collections as forms
from wagtail.admin.views import collection_privacy, collections
from wagtail.admin.views.generic import IndexView
from wagtail.models import Collection

from sites.tenancy.long_lists import collections_named, labels_of, platform_groups, shorten
from sites.tenancy.scope import site_id_of

PER_PAGE = 50


class TownCollectionIndex(collections.Index):
    """Collections in the order of the tree, each called with its town."""

    paginate_by = PER_PAGE
    index_results_url_name = "collection_results"
    is_searchable = True
    search_box_placeholder = _("Words of the name")

    def search_queryset(self, queryset: "QuerySet[Collection]") -> "QuerySet[Collection]":
        return collections_named(queryset, self.search_query) if self.is_searching else queryset

    def get_table(self, object_list: "QuerySet[Collection]") -> Any:
        return IndexView.get_table(self, list(labels_of(object_list).items()))


class ChooserFormMixin:
    """A chooser in the place of the list of all collections."""

    def get_form(self, form_class: type | None = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        shorten(form)
        return form


class TownCollectionCreate(ChooserFormMixin, collections.Create):
    pass


class TownCollectionEdit(ChooserFormMixin, collections.Edit):
    pass


class TownCollectionRestrictionForm(forms.CollectionViewRestrictionForm):
    """Offers the groups of the collection's own town, the platform's where it has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site_id = _restricted_site.get()
        self.fields["groups"].queryset = Group.objects.filter(town_role__site=site_id) if site_id else platform_groups()


_restricted_site: ContextVar[int | None] = ContextVar("restricted_site", default=None)
"""Whose collection's privacy is being set: Wagtail's view does not tell its form."""


def set_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """Show and keep who may see a collection's files."""
    collection = Collection.objects.filter(pk=collection_id).first()
    token = _restricted_site.set(site_id_of(collection) if collection is not None else None)
    try:
        response: HttpResponse = collection_privacy.set_privacy(request, collection_id)
        return response
    finally:
        _restricted_site.reset(token)


def install() -> None:
    """Give Wagtail's view of a collection's privacy our form."""
    collection_privacy.CollectionViewRestrictionForm = TownCollectionRestrictionForm
