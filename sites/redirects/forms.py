"""The form of a town's redirect."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sites.models import TownSettings
from sites.redirects.addresses import comes_back, is_taken
from sites.tenancy.forms import OwnReferencesMixin


class RedirectSearchForm(forms.Form):
    """A part of what a redirect leads from or to."""

    q = forms.CharField(label=_("Part of an address or of a page's title"), required=False)


class TownRedirectForm(OwnReferencesMixin, WagtailAdminModelForm):
    """From a former path of the town to one of its pages or to an address elsewhere."""

    old_path = forms.CharField(
        label=_("Former address"),
        max_length=255,
        help_text=_("The part after the name of the site, for example /sluzby/poradna. It begins with a slash."),
    )
    redirect_page = forms.ModelChoiceField(
        label=_("Page of the town"), queryset=Page.objects.all(), required=False, widget=AdminPageChooser
    )
    redirect_link = forms.URLField(
        label=_("Or an address elsewhere"),
        max_length=255,
        required=False,
        assume_scheme="https",
        help_text=_("The whole address, for example https://www.mpsv.cz/."),
    )
    is_permanent = forms.BooleanField(
        label=_("For good"),
        required=False,
        initial=True,
        help_text=_("Search engines forget the former address. Leave it out when the former page will come back."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Redirect
        fields = ("old_path", "redirect_page", "redirect_link", "is_permanent")

    def __init__(self, *args: Any, town: TownSettings, request: HttpRequest, **kwargs: Any) -> None:
        self.town, self.request = town, request
        super().__init__(*args, for_user=request.user, **kwargs)
        self.instance.site = town.site

    def town_site_id(self) -> int | None:
        site_id: int = self.town.site_id
        return site_id

    def clean_old_path(self) -> str:
        typed: str = self.cleaned_data["old_path"].strip()
        if not typed.startswith("/") or typed.startswith("//") or "\\" in typed or not typed.isprintable():
            raise forms.ValidationError(_("Begin the former address with one slash, without https:// and the host."))
        path: str = Redirect.normalise_path(typed)
        same = Redirect.objects.filter(site=self.town.site, old_path=path).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("There is a redirect from this address already. Change that one."))
        if is_taken(urlsplit(path).path, self.town, self.request):
            raise forms.ValidationError(
                _("Something answers at this address now. A redirect works only where nothing does any more.")
            )
        return path

    def clean_redirect_page(self) -> Page | None:
        page: Page | None = self.cleaned_data["redirect_page"]
        if page is not None and not page.live:
            raise forms.ValidationError(
                _("This page is not published, so visitors would not find it. Publish it first.")
            )
        return page

    def clean_redirect_link(self) -> str:
        address: str = self.cleaned_data["redirect_link"]
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or "@" in parts.netloc):
            raise forms.ValidationError(
                _("Write an address that begins with https:// or http://, without a user name.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["redirect_page"]) == bool(cleaned["redirect_link"]):
            raise forms.ValidationError(_("Choose a page of the town or write an address elsewhere: one of the two."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and comes_back(self.instance, self.town.site):
            self.add_error(None, _("This redirect would lead in a circle, back to the former address."))

    def save(self, commit: bool = True) -> Redirect:
        # From now on it is somebody's decision, which Wagtail does not replace when a page moves.
        self.instance.automatically_created = False
        if "redirect_page" in self.changed_data:
            self.instance.redirect_page_route_path = ""
        redirect: Redirect = super().save(commit)
        return redirect
