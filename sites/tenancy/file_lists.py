"""Lists of pictures and documents, and their choosers: of many collections one is found by words of its name."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter
from wagtail.admin.filters import BaseMediaFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm, CollectionFilterMixin, SearchFilterMixin
from wagtail.documents.views import chooser as document_chooser
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentIndexView
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImageIndexView
from wagtail.models import Collection

from sites.tenancy.long_lists import collections_named, is_long

LABEL = _("Town or collection")


def in_collections_named(files: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Return the files in collections in whose name or town's name each word occurs."""
    return files.filter(collection__in=collections_named(Collection.objects.all(), words)) if words else files


class CollectionWordsFilter(CharFilter):
    def filter(self, files: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
        return in_collections_named(files, words)


class ByWordsMixin(BaseMediaFilterSet):
    """A field for words in the place of a long list of collections."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.filters.get("collection_id")
        if found is not None and is_long(found.queryset):
            del self.filters["collection_id"]
            self.filters["collection"] = CollectionWordsFilter(label=LABEL)


class TownImagesFilterSet(ByWordsMixin, ImagesFilterSet):
    class Meta(ImagesFilterSet.Meta):
        pass


class TownDocumentsFilterSet(ByWordsMixin, DocumentsFilterSet):
    class Meta(DocumentsFilterSet.Meta):
        pass


class FileFilterForm(CollectionFilterMixin, SearchFilterMixin, BaseFilterForm):
    """The same in a chooser's form."""

    def __init__(self, *args: Any, collections: Any = None, **kwargs: Any) -> None:
        are_many = collections is not None and is_long(collections)
        super().__init__(*args, collections=None if are_many else collections, **kwargs)
        if are_many:
            attrs = {"data-chooser-modal-search-filter": True}
            self.fields["collection"] = forms.CharField(
                label=LABEL, required=False, widget=forms.TextInput(attrs=attrs)
            )

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        found: QuerySet[Any] = super().filter(in_collections_named(objects, self.cleaned_data.get("collection", "")))
        return found


CHOOSERS = (
    image_chooser.ImageChooseView,
    image_chooser.ImageChooseResultsView,
    document_chooser.DocumentChooseView,
    document_chooser.DocumentChooseResultsView,
)


def may_upload_here(view: Any) -> bool:
    """Whether a chooser takes a new file: not where its collection had to be found in a dialogue of its own.

    Wagtail's dialogues do not open one above the other. Such a file is uploaded on the screen of pictures or documents.
    """
    policy = view.get_permission_policy()
    collections = policy.collections_user_has_permission_for(view.request.user, "add")
    return policy.user_has_permission(view.request.user, "add") and not is_long(collections)


def install() -> None:
    """Give Wagtail's lists our filters; they have no other way in."""
    ImageIndexView.filterset_class = TownImagesFilterSet
    DocumentIndexView.filterset_class = TownDocumentsFilterSet
    for view in CHOOSERS:
        view.filter_form_class = FileFilterForm
        view.can_create = may_upload_here
