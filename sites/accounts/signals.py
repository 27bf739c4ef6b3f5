"""What follows from a sign-in, a changed password, address or second factor."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from sites.accounts.addresses import keep_address
from sites.accounts.second_factor import factors_of, forget_shown, remember_shown
from sites.accounts.sessions import end_sessions
from sites.models import User


@receiver(post_save, sender=User)
def keep_address_of_changed_user(instance: User, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    # A sign-in saves its date alone.
    if not raw and (update_fields is None or "email" in update_fields):
        keep_address(instance)


@receiver([password_changed, password_set])
def end_other_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    # The key is a new one since the change, so the old one's row goes with the others.
    end_sessions(user, but=request.session.session_key)


@receiver(password_reset)
def end_all_sessions(user: User, **kwargs: Any) -> None:
    end_sessions(user)


@receiver([authenticator_added, authenticator_used])
def remember_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    remember_shown(request, user)


@receiver(authenticator_removed)
def forget_second_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    if not factors_of(user).exists():
        forget_shown(request)
