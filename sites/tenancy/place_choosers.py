"""Choosers of a collection and of a town: searched, paged, and of the person's own only."""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Collection, Site
from wagtail.permissions import policy_registry

from sites.models import TownDocument, TownImage
from sites.tenancy.long_lists import collections_named, labels_of, register_chooser, sites_named
from sites.tenancy.named_objects import all_exist
from sites.tenancy.scope import sites_of


def collections_of(user: Any) -> "QuerySet[Collection]":
    """Return the collections that somebody may file pictures or documents into."""
    images, documents = (policy_registry.get_by_type(model) for model in (TownImage, TownDocument))
    found: QuerySet[Collection] = images.collections_user_has_permission_for(user, "add")
    return found | documents.collections_user_has_permission_for(user, "add")


class WordsForm(BaseFilterForm):
    """A search for words of the name."""

    q = forms.CharField(
        label=_("Words of the name"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            return collections_named(objects, words) if objects.model is Collection else sites_named(objects, words)
        return objects


class OwnPlaces:
    """The collections or sites that the person may choose from, and how they are called."""

    model_class: Any
    request: Any

    def own(self) -> "QuerySet[Any]":
        if self.model_class is Collection:
            return collections_of(self.request.user)
        return sites_of(self.request.user).order_by("site_name", "pk")

    def get_display_title(self, instance: Any) -> str:
        return label_of(instance)

    def get_edit_item_url(self, instance: Any) -> None:
        """Choosing is all: those who may change collections and sites know where."""


class OwnPlacesList(OwnPlaces):
    filter_form_class = WordsForm
    results: Any

    def get_object_list(self) -> "QuerySet[Any]":
        return self.own()

    def can_create(self) -> bool:
        return False

    @cached_property
    def labels(self) -> dict[Any, str]:
        if self.model_class is Collection:
            return labels_of(self.results)
        return {site.pk: str(site) for site in self.results}

    @property
    def title_column(self) -> TitleColumn:
        column: TitleColumn = super().title_column  # type: ignore[misc]
        column.accessor = lambda found: self.labels[found.pk]
        return column


class ChooseView(OwnPlacesList, chooser.ChooseView):
    pass


class ChooseResultsView(OwnPlacesList, chooser.ChooseResultsView):
    pass


class ChosenView(OwnPlaces, chooser.ChosenView):
    def get_object(self, pk: str) -> Any:
        try:
            return self.own().get(pk=pk)
        except (ObjectDoesNotExist, ValueError) as error:
            raise Http404 from error


class ChosenMultipleView(OwnPlaces, chooser.ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> "QuerySet[Any]":
        if not all_exist(self.own(), pks):
            raise Http404
        return self.own().filter(pk__in=pks)


class PlaceWidget(BaseChooser):
    show_edit_link = False

    def get_display_title(self, instance: Any) -> str:
        return label_of(instance)


def label_of(place: Any) -> str:
    return labels_of([place])[place.pk] if isinstance(place, Collection) else str(place)


class PlaceChooserViewSet(ChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_widget_class = PlaceWidget
    register_widget = False
    per_page = 20


class CollectionChooserViewSet(PlaceChooserViewSet):
    model = Collection
    icon = "folder-open-1"
    choose_one_text = _("Choose a collection")
    choose_another_text = _("Choose another collection")


class SiteChooserViewSet(PlaceChooserViewSet):
    model = Site
    icon = "site"
    choose_one_text = _("Choose a town")
    choose_another_text = _("Choose another town")


collection_chooser = CollectionChooserViewSet("choose_collection")
site_chooser = SiteChooserViewSet("choose_town")

register_chooser(Collection, collection_chooser.widget_class)
register_chooser(Site, site_chooser.widget_class)
