"""Wagtail's forms of the platform and of files, with choosers in the place of lists of all towns or collections."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.views import generic
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.settings import forms as setting_forms
from wagtail.contrib.settings import views as settings
from wagtail.contrib.settings.forms import SiteSwitchForm
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.documents.views.bulk_actions import add_to_collection as document_bulk
from wagtail.documents.views.multiple import AddView as DocumentAddView
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.images.views.bulk_actions import add_to_collection as image_bulk
from wagtail.images.views.multiple import AddView as ImageAddView
from wagtail.models import Collection, Site

from sites.tenancy.long_lists import is_long, offer_chooser, shorten

GROUP_FORMSETS = (
    GroupCollectionManagementPermissionFormSet,
    GroupDocumentPermissionFormSet,
    GroupImagePermissionFormSet,
)


class ShortFormMixin:
    """A form whose long lists are choosers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shorten(self)


class ShortRedirectForm(ShortFormMixin, RedirectForm):
    class Meta(RedirectForm.Meta):
        pass


class ShortRedirectsFilterSet(RedirectsReportFilterSet):
    """Redirects are found by their address; where there are many towns, these are not offered as a filter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_long(Site.objects.all()):
            del self.filters["site"]

    class Meta(RedirectsReportFilterSet.Meta):
        pass


class CollectionForm(forms.Form):
    """Where several files go; sent before they are."""

    def __init__(self, *args: Any, collections: "QuerySet[Collection]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collection_id"] = forms.ModelChoiceField(queryset=collections, label="")
        offer_chooser(self.fields["collection_id"])


class ChosenCollectionMixin:
    """Uploading several files at once: of many collections one is chosen first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        collections = context["collections"]
        if collections is not None and is_long(collections):
            form = CollectionForm(self.request.GET or None, collections=collections)  # type: ignore[attr-defined]
            chosen = form.cleaned_data["collection_id"].pk if form.is_valid() else None
            context["collection_form"] = form
            context["collections"] = collections.filter(pk=chosen) if chosen else None
        return context


class TownImageAddView(ChosenCollectionMixin, ImageAddView):
    pass


class TownDocumentAddView(ChosenCollectionMixin, DocumentAddView):
    pass


class TownSettingsEditView(settings.EditView):
    """Settings of a town; where there are many, another one is found on the screen of towns."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = generic.EditView.get_context_data(self, **kwargs)
        sites = self.permission_policy.sites_user_has_permission_for(self.request.user, "change")
        switches = len(sites[:2]) > 1 and not is_long(sites)
        context["site_switcher"] = SiteSwitchForm(self.site, self.model, sites=sites) if switches else None
        context["site_for_header"] = self.site if not switches else None
        if switches:
            context["media"] += context["site_switcher"].media
        return context


def edit_settings(request: HttpRequest, app_name: str, model_name: str, pk: str | None = None) -> HttpResponse:
    """Edit settings; without a number, as the menu asks, lead to those of the town. Both addresses have one name."""
    if pk is None:
        answer: HttpResponse = settings.redirect_to_relevant_instance(request, app_name, model_name)
    else:
        answer = _edit_settings(request, app_name=app_name, model_name=model_name, pk=pk)
    return answer


_edit_settings = TownSettingsEditView.as_view()


def _offer_granted_sites(form: Any) -> None:
    """Of many towns offer a group of the platform those whose settings it may change already."""
    field = form.fields["sites"]
    if is_long(field.queryset):
        field.queryset = Site.objects.filter(pk__in=form.get_existing_permissions().values("site"))


def install() -> None:
    """Give Wagtail's views these forms; they have no other way in."""
    for formset in GROUP_FORMSETS:
        formset.form = type("ShortPermissionsForm", (ShortFormMixin, formset.form), {})
    for view in (redirects.CreateView, redirects.EditView):
        view.form_class = ShortRedirectForm
    redirects.IndexView.filterset_class = ShortRedirectsFilterSet
    for action in (image_bulk.AddToCollectionBulkAction, document_bulk.AddToCollectionBulkAction):
        action.form_class = type("ShortCollectionForm", (ShortFormMixin, action.form_class), {})
    stock = setting_forms.SitePermissionForm.__init__

    def start(self: Any, *args: Any, **kwargs: Any) -> None:
        stock(self, *args, **kwargs)
        _offer_granted_sites(self)

    setting_forms.SitePermissionForm.__init__ = start
