"""Where somebody is signed in: every session that the sign-in opened, and ending them."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sites.models import User

BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
"""By what they call themselves; most also say that they are those that follow."""
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class OpenSession:
    """A session as its owner reads it."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_this_one: bool


def open_sessions(request: HttpRequest, user: User) -> list[OpenSession]:
    """Return the sessions in which somebody is signed in, the newest first; dead ones are forgotten."""
    rows = UserSession.objects.purge_and_list(user)
    return sorted(
        (
            OpenSession(
                pk=row.pk,
                browser=browser_of(row.user_agent),
                address=row.ip,
                since=row.created_at,
                is_this_one=row.session_key == request.session.session_key,
            )
            for row in rows
        ),
        key=lambda session: session.since,
        reverse=True,
    )


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End the sessions of somebody; ``but`` is the key of one to keep."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        row.end()


def browser_of(user_agent: str) -> str:
    """Return a browser and system by their names: "Firefox, Windows"."""
    browser = next((name for sign, name in BROWSERS.items() if re.search(rf"{sign}\w*/", user_agent)), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or _("unknown browser")
