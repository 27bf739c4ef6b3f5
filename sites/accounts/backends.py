"""Looking for who signs in: the same work whether there is such an account or not."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Q
from django.http import HttpRequest

from sites.models import User


class EvenBackend(AuthenticationBackend):
    """One query and one hash an attempt; allauth's looks twice for an address, and hashes each time that it finds one."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        name = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
        password = str(credentials.get("password") or "")
        found = User.objects.filter(Q(email__iexact=name) | Q(username__iexact=name)) if name else []
        for user in found:
            # The database takes more letters for the same than we do.
            is_meant = name in (user.email.lower(), user.username.lower())
            if is_meant and self._check_password(user, password):
                return user
        return None
