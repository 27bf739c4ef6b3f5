"""The screen on which the platform's administrator sets a town's own sign-in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from requests import RequestException
from wagtail.log_actions import log

from sites.accounts.issuers import issuer_session
from sites.accounts.sealing import seal
from sites.administration.views import administrator_only
from sites.models import TownSettings, TownSignIn


class TownSignInForm(forms.ModelForm):
    """The issuer, asked for its configuration before it is stored; an empty secret leaves the stored one."""

    issuer = forms.URLField(
        label=gettext_lazy("Address of the issuer"),
        help_text=gettext_lazy("Without the part /.well-known/openid-configuration, which is added."),
        max_length=200,
        assume_scheme="https",
    )
    secret = forms.CharField(
        label=gettext_lazy("Secret"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "From the issuer. It is stored sealed and never shown again; leave it empty to keep it."
        ),
    )

    class Meta:
        model = TownSignIn
        fields = ("label", "issuer", "client_id", "secret", "email_domains", "is_required")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.instance.sealed_secret and not cleaned.get("secret"):
            self.add_error("secret", _("Fill in the secret that the issuer gave you."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._ask_issuer()

    def _ask_issuer(self) -> None:
        issuer = self.instance.issuer
        if settings.ISSUERS_NEED_HTTPS and not issuer.startswith("https://"):
            self.add_error("issuer", _("The address has to start with https://."))
            return
        try:
            with issuer_session() as session:
                answer = session.get(f"{issuer}/.well-known/openid-configuration")
                answer.raise_for_status()
                named = answer.json()["issuer"]
        except (RequestException, KeyError, TypeError, ValueError):
            self.add_error("issuer", _("There is no OpenID Connect issuer at this address, or we may not call it."))
            return
        if str(named).rstrip("/") != issuer:
            error = ValidationError(_("The issuer calls itself %(name)s. Use that address."), params={"name": named})
            self.add_error("issuer", error)

    def save(self, commit: bool = True) -> TownSignIn:
        if self.cleaned_data["secret"]:
            self.instance.sealed_secret = seal(self.cleaned_data["secret"])
        stored: TownSignIn = super().save(commit=commit)
        return stored


@administrator_only
def town_sign_in(request: HttpRequest, site_id: int) -> HttpResponse:
    """Set, change or take away the own sign-in of a town."""
    town = get_object_or_404(TownSettings.objects.select_related("site"), site=site_id)
    stored = TownSignIn.objects.filter(site=town.site_id).first()
    if request.method == "POST" and "remove" in request.POST and stored:
        stored.delete()
        return _done(request, town, {"removed": True})
    form = TownSignInForm(request.POST or None, instance=stored or TownSignIn(site=town.site))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        return _done(request, town, {"issuer": saved.issuer, "is_required": saved.is_required})
    callback = reverse("openid_connect_callback", args=[f"town-{town.site_id}"])
    context = {"form": form, "subject": town, "stored": stored, "callback": f"{town.site.root_url}{callback}"}
    return render(request, "kpss_sites/account/town_sign_in.html", context)


def _done(request: HttpRequest, town: TownSettings, data: dict[str, Any]) -> HttpResponse:
    log(instance=town.site, action="kpss_sites.change_sign_in", data=data, user=request.user)
    messages.success(request, _("The change was saved."))
    return redirect("towns")


urlpatterns = [path("towns/<int:site_id>/sign-in/", town_sign_in, name="town_sign_in")]
