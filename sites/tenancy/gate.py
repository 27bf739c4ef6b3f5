"""The gate in front of Wagtail's admin: foreign objects are a 404 before any view has looked at them.

Wagtail asks for permissions view by view, and several of its views ask for none, or answer with the name of what they
refuse. The gate stands before all of them, goes by the name of the view, and is shut to views that nobody has placed.
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import SimpleLazyObject
from django.views.defaults import page_not_found
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.accounts.second_factor import missing_step
from sites.tenancy.places import is_admitted
from sites.tenancy.scope import private_paths_of

View = Callable[..., HttpResponse]


def gated(patterns: list[URLPattern | URLResolver], replacements: Mapping[str, View]) -> list[URLPattern | URLResolver]:
    """Put the gate before the views of an URLconf, and our own views in the place of Wagtail's."""
    replacing = {name: require_admin_access(view) for name, view in replacements.items()}

    def gate(view: View) -> View:
        if getattr(view, "is_gated", False):
            return view

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may_work(request):
                return view(request, *args, **kwargs)  # which leads to the sign-in
            if (step := missing_step(request)) is not None:
                return step
            name = request.resolver_match.view_name if request.resolver_match else ""
            if not is_admitted(request, name, kwargs):
                return not_found(request)
            # Where the lists of pages look which are private; Wagtail would put those of all towns there.
            paths = SimpleLazyObject(partial(private_paths_of, request.user))
            request.all_page_view_restriction_paths = paths  # type: ignore[attr-defined]
            try:
                return replacing.get(name, view)(request, *args, **kwargs)
            except MultiValueDictKeyError as error:  # no form of ours leaves a field out that its view relies on
                raise BadRequest("incomplete form") from error

        guarded.is_gated = True  # type: ignore[attr-defined]
        return guarded

    decorate_urlpatterns(patterns, gate)
    return patterns


def may_work(request: HttpRequest) -> bool:
    """Return whether somebody is signed in who may use the admin at all."""
    return request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer as the admin does for what is not there."""
    return page_not_found(request, Exception(), template_name="wagtailadmin/404.html")
