"""Headers that tell browsers what our answers may do: one policy for public pages, one for the admin.

The middleware stands outside whatever may answer in a view's place, so that those answers have them too. A view that
needs more says so with django-csp's decorators; one that serves a file sets its own, stricter policy.
"""

from collections.abc import Callable, Mapping
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN_PATH = "/admin/"
PERSONAL_PATHS = (ADMIN_PATH, "/account/", "/invitation/")
"""Addresses that say what somebody works on, or let somebody in: other servers are not told of them."""


class SecurityHeadersMiddleware:
    """Add Content-Security-Policy, Referrer-Policy and Cross-Origin-Resource-Policy to what has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Built once: they do not differ from answer to answer.
        self.stock = {is_admin: build_policy(policy_of(is_admin)) for is_admin in (True, False)}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_admin = request.path_info.startswith(ADMIN_PATH)
        # A preview has been through here as the public page that it shows; it is the admin's all the same.
        if response.get(HEADER) in (None, self.stock[False]):
            response[HEADER] = self.policy(response, is_admin)
        if request.path_info.startswith(PERSONAL_PATHS):
            response["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def policy(self, response: HttpResponse, is_admin: bool) -> str:
        """Return the policy of a response, with what its view has asked for."""
        update = getattr(response, "_csp_update", None)
        replace = getattr(response, "_csp_replace", None)
        if update is None and replace is None:
            return self.stock[is_admin]
        return build_policy(policy_of(is_admin), update, replace)


def policy_of(is_admin: bool) -> dict[str, Any]:
    """Return the directives of the admin or of everything else."""
    policy: Mapping[str, Any] = settings.ADMIN_CONTENT_POLICY if is_admin else settings.CONTENT_POLICY
    return dict(policy)
