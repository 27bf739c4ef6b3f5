"""Who needs a second factor, whether it was shown at the sign-in, and taking a lost one away."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from sites.accounts.sessions import end_sessions
from sites.models import Role, TownRole, User

SHOWN = "kpss_second_factor"
"""In a session: whose second factor was shown in it."""


def factors_of(user: User) -> QuerySet[Authenticator]:
    """Return the factors of a person; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_required(user: User) -> bool:
    """Return whether somebody may work with a second factor only."""
    if user.is_superuser:
        return bool(settings.REQUIRE_MFA)
    asking = Q(site__townsettings__requires_second_factor=True)
    if settings.REQUIRE_MFA:
        asking |= Q(role=Role.MANAGER)
    return TownRole.objects.filter(asking, group__user=user).exists()


def remember_shown(request: HttpRequest, user: User) -> None:
    """Note in the signed-in browser that the person's second factor was shown."""
    request.session[SHOWN] = user.pk


def forget_shown(request: HttpRequest) -> None:
    """Note that a session has no second factor any more."""
    request.session.pop(SHOWN, None)


def missing_step(request: HttpRequest) -> HttpResponse | None:
    """Return the way to the second factor that a signed-in person has to take first, None when all is well."""
    user = request.user
    if not isinstance(user, User) or request.session.get(SHOWN) == user.pk or not is_required(user):
        return None
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    if not factors_of(user).exists():
        return redirect("mfa_index")
    # A session from before the factor was added: it is shown now.
    ways = [way for way in get_adapter().get_reauthentication_methods(user) if way["id"].startswith("mfa")]
    return redirect(f"{ways[0]['url']}?{urlencode({'next': request.get_full_path()})}")


@transaction.atomic
def reset_second_factor(user: User) -> bool:
    """Take all factors from somebody who lost them, end their sessions, tell them; False when there was none."""
    factors = Authenticator.objects.filter(user=user)
    if not factors.exists():
        return False
    factors.delete()
    end_sessions(user)
    if user.email:
        transaction.on_commit(lambda: _tell(user))
    return True


def _tell(user: User) -> None:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        send_mail(
            subject=_("Your second factor was reset"),
            message=render_to_string("kpss_sites/account/second_factor_reset.txt"),
            from_email=None,
            recipient_list=[user.email],
        )
