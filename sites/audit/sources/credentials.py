"""Changes of what somebody signs in with: password, second factor, e-mail, a town's own sign-in."""

from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.dispatch import Signal
from django.http import HttpRequest

from sites.audit.sources.accounts import enter

EVENTS: tuple[tuple[Signal, str], ...] = (
    (account.password_set, "kpss_sites.change_password"),
    (account.password_changed, "kpss_sites.change_password"),
    (account.password_reset, "kpss_sites.reset_password"),
    (account.email_changed, "kpss_sites.change_email"),
    (mfa.authenticator_added, "kpss_sites.add_second_factor"),
    (mfa.authenticator_removed, "kpss_sites.remove_second_factor"),
    (mfa.authenticator_reset, "kpss_sites.renew_second_factor"),
    (mfa.authentication_failed, "kpss_sites.fail_second_factor"),
    (social.social_account_added, "kpss_sites.connect_account"),
    (social.social_account_removed, "kpss_sites.disconnect_account"),
)
"""Signals, and what is entered."""


def entering(action: str) -> Callable[..., None]:
    """Return the receiver that enters an action; signals name the person, the sign-in or the account connected."""

    def receive(request: HttpRequest | None = None, **kwargs: Any) -> None:
        connected = kwargs.get("sociallogin") or kwargs.get("socialaccount")
        authenticator = kwargs.get("authenticator")
        details = {"factor": str(authenticator.type)} if authenticator is not None else {}
        enter(action, kwargs.get("user") or getattr(connected, "user", None), request, **details)

    return receive


for signal, action in EVENTS:
    signal.connect(entering(action), weak=False, dispatch_uid="kpss_sites.audit")
