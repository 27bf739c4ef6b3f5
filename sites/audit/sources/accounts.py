"""Signing in and out, and failed attempts."""

from functools import partial
from typing import Any

from django.contrib.auth import signals
from django.db.models import Q
from django.http import HttpRequest

from sites.afterwards import afterwards
from sites.audit.recording import record
from sites.audit.whose import sites_of_request
from sites.models import User


def enter(action: str, user: User | None, request: HttpRequest | None, **details: Any) -> None:
    """Enter what somebody did with their own account."""
    if isinstance(user, User):
        record(action, sites_of_request(user, request), person=user, about=user, details=details)


def enter_sign_in(user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    enter("kpss_sites.sign_in", user, request)


def enter_sign_out(user: User | None, request: HttpRequest | None = None, **kwargs: Any) -> None:
    enter("kpss_sites.sign_out", user, request)


def enter_failed_sign_in(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Enter an attempt on an account that there is; what else was typed may be anything, a password for example."""
    typed = next((str(credentials[name]) for name in ("email", "username") if credentials.get(name)), "")
    if typed:
        # Whether there is such an account must not be told by the time that the answer takes.
        afterwards(request, partial(_enter_attempt_on, typed, request))


def _enter_attempt_on(typed: str, request: HttpRequest | None) -> None:
    user = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).first()
    enter("kpss_sites.fail_sign_in", user, request)


signals.user_logged_in.connect(enter_sign_in, dispatch_uid="kpss_sites.audit")
signals.user_logged_out.connect(enter_sign_out, dispatch_uid="kpss_sites.audit")
signals.user_login_failed.connect(enter_failed_sign_in, dispatch_uid="kpss_sites.audit")
