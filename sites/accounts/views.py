"""The pages of one's account that allauth does not have, and the ways there from Wagtail's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as openid_connect_views
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from sites.accounts.second_factor import factors_of, is_required
from sites.accounts.sessions import end_sessions, open_sessions
from sites.accounts.town_sign_in import sign_in_of
from sites.people.membership import signed_in_user
from sites.tenancy.gate import may_work
from sites.towns import current_town


class SignInView(LoginView):
    """The sign-in; somebody who is signed in and works for no town would else be sent round in circles."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_work(request):
            return render(request, "kpss_sites/account/no_town.html", status=403)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"own": sign_in_of(current_town(self.request))}


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's sign-in to ours, which looks at the next address itself."""
    following = {"next": request.GET["next"]} if "next" in request.GET else {}
    return redirect(f"{reverse('account_login')}?{urlencode(following)}".rstrip("?"))


def to_password_reset(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Lead from Wagtail's reset of a password to ours; links that Wagtail's sent before are not taken."""
    return redirect("account_reset_password")


def through_issuer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say in words that a town's issuer does not answer, or answers with something else; allauth raises for some."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (RequestException, KeyError, TypeError, ValueError):
            return render(request, "socialaccount/authentication_error.html", status=502)

    return answered


@through_issuer
def to_issuer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the town's issuer; allauth would pass on what a link says of scope and further parameters."""
    named = request.GET.copy()
    for name in named.keys() - {"next", "process"}:
        del named[name]
    request.GET = named  # type: ignore[assignment]
    answer: HttpResponse = openid_connect_views.login(request, provider_id)
    return answer


back_from_issuer = through_issuer(openid_connect_views.callback)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show what there is: password, second factor, sessions."""
    user = signed_in_user(request)
    context = {"factors": factors_of(user).count(), "is_required": is_required(user)}
    return render(request, "kpss_sites/account/account.html", context)


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """List where one is signed in; POST ends all sessions but this one."""
    user = signed_in_user(request)
    if request.method == "POST":
        end_sessions(user, but=request.session.session_key)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"sessions": open_sessions(request, user)})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own; 404 for anybody else's."""
    session = get_object_or_404(UserSession, pk=pk, user=signed_in_user(request))
    session.end()
    if session.session_key == request.session.session_key:
        request.session.flush()
        return redirect("account_login")
    messages.success(request, _("The session was ended."))
    return redirect("usersessions_list")
