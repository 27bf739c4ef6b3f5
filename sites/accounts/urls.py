"""The addresses under `/account/`: those of allauth that are open here, each named as allauth names it.

Signing up, further addresses and connecting accounts are not among them: people are invited, with one address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.socialaccount import views as social_views
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils import translation
from django.views.decorators.cache import never_cache
from wagtail.users.models import UserProfile
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.accounts import views
from sites.afterwards import answering_first
from sites.languages import ADMIN_LANGUAGES, current_language

View = Callable[..., HttpResponseBase]


def account_page(view: View) -> View:
    """Answer in the person's language, a stranger in the town's, and let nobody keep the answer."""

    @wraps(view)
    def localized(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = ADMIN_LANGUAGES[current_language()]
        if request.user.is_authenticated:
            language = UserProfile.get_for_user(request.user).get_preferred_language()
        with translation.override(language):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return response

    return answering_first(never_cache(localized))


urlpatterns: list[URLPattern | URLResolver] = decorate_urlpatterns(
    [
        path("", views.account, name="account"),
        path("login/", views.SignInView.as_view(), name="account_login"),
        path("logout/", account_views.logout, name="account_logout"),
        path("inactive/", account_views.account_inactive, name="account_inactive"),
        path("reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
        path("confirm-email/", account_views.email_verification_sent, name="account_email_verification_sent"),
        re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account_views.confirm_email, name="account_confirm_email"),
        path("password/change/", account_views.password_change, name="account_change_password"),
        path("password/set/", account_views.password_set, name="account_set_password"),
        path("password/reset/", account_views.password_reset, name="account_reset_password"),
        path("password/reset/done/", account_views.password_reset_done, name="account_reset_password_done"),
        re_path(
            r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            account_views.password_reset_from_key,
            name="account_reset_password_from_key",
        ),
        path(
            "password/reset/key/done/",
            account_views.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
        path("2fa/", include("allauth.mfa.urls")),
        path("sessions/", views.sessions, name="usersessions_list"),
        path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
        path("login/cancelled/", social_views.login_cancelled, name="socialaccount_login_cancelled"),
        path("login/error/", social_views.login_error, name="socialaccount_login_error"),
        path("oidc/<str:provider_id>/login/", views.to_issuer, name="openid_connect_login"),
        path("oidc/<str:provider_id>/login/callback/", views.back_from_issuer, name="openid_connect_callback"),
    ],
    account_page,
)

admin_urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.to_sign_in),
    path("logout/", account_page(account_views.logout)),
    path("password_reset/", views.to_password_reset),
    path("password_reset/done/", views.to_password_reset),
    path("password_reset/confirm/<uidb64>/<token>/", views.to_password_reset),
    path("password_reset/complete/", views.to_password_reset),
]
"""What stands in front of Wagtail's own under `/admin/`."""
