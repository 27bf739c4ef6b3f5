"""Signing in through a town's own issuer: it vouches for people of that one town, with addresses of the town's domains."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from requests import Session

from sites.accounts.addresses import vouch_for_address
from sites.accounts.issuers import issuer_session
from sites.accounts.sealing import unseal
from sites.models import Invitation, TownSettings, TownSignIn, User
from sites.people.invitations import accept
from sites.people.membership import belongs_only_to
from sites.towns import current_town


def sign_in_of(town: TownSettings | None) -> TownSignIn | None:
    """Return a town's own sign-in, None when it has none."""
    return TownSignIn.objects.filter(site=town.site_id).first() if town else None


class SocialAdapter(DefaultSocialAccountAdapter):
    """One issuer per town, on the town's host only; it opens existing accounts and accepts invitations."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        own = sign_in_of(current_town(request))
        if own is None or provider not in (None, "openid_connect", own.provider_id):
            return []
        if client_id not in (None, own.client_id):
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=own.provider_id,
                name=own.label,
                client_id=own.client_id,
                secret=unseal(own.sealed_secret) or "",  # which the issuer refuses
                settings={"server_url": own.issuer},
            )
        ]

    def get_requests_session(self) -> Session:
        return issuer_session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False  # ``pre_social_login`` looks closer

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        town = current_town(request)
        own = sign_in_of(town)
        if town is None or own is None or sociallogin.state.get("process") != AuthProcess.LOGIN:
            _refuse(request, _("This way of signing in is not open here."))
        email = _verified_address(sociallogin)
        if not email:
            _refuse(request, _("Your town's sign-in has not verified your e-mail address. Ask who keeps it."))
        if not own.has_address(email):
            _refuse(request, _("Your e-mail address is not of this town. Sign in on the site of your town."))
        user = sociallogin.user if sociallogin.is_existing else User.objects.filter(email__iexact=email).first()
        if user is None:
            user = _invited(town, email, sociallogin)
        if user is None:
            _refuse(
                request, _("Nobody with your e-mail address works on this site. Ask its manager for an invitation.")
            )
        if user.email.lower() != email or not belongs_only_to(user, town.site):
            # The issuer of one town opens nothing of another, nor of the platform.
            _refuse(request, _("Your account does not belong to this town alone. Sign in with your password."))
        vouch_for_address(user)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)


def _verified_address(sociallogin: SocialLogin) -> str:
    """Return the address that the issuer has verified, "" without one. The claim is a boolean; some send its name."""
    for address in sociallogin.email_addresses:
        if str(address.verified).lower() == "true":
            return str(address.email).lower()
    return ""


@transaction.atomic
def _invited(town: TownSettings, email: str, sociallogin: SocialLogin) -> User | None:
    """Accept the open invitation of an address with a new account; None when nobody has invited it."""
    sent = Invitation.objects.select_for_update().filter(site=town.site_id, email__iexact=email, accepted_at=None)
    invitation = next((one for one in sent if one.is_open), None)
    if invitation is None:
        return None
    user = User(username=email, email=email)
    if sociallogin.user is not None:
        user.first_name, user.last_name = sociallogin.user.first_name, sociallogin.user.last_name
    user.set_unusable_password()
    user.save()
    accept(invitation, user, town)
    return user


def _refuse(request: HttpRequest, reason: str) -> NoReturn:
    context = {"reason": reason}
    raise ImmediateHttpResponse(render(request, "kpss_sites/account/refused.html", context, status=403))
