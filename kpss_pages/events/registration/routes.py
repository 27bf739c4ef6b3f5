"""The addresses below an event's page at which the public signs up."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

if TYPE_CHECKING:
    from kpss_pages.events.models import EventPage

View = Callable[..., HttpResponseBase]

_views: dict[str, View] = {}


def answers(name: str) -> Callable[[View], View]:
    """Register the view that answers for an address: the views need the models, and these the addresses."""

    def register(view: View) -> View:
        _views[name] = view
        return view

    return register


class SignUpRoutes(RoutablePageMixin):
    """The part of an event's page at which people sign up; nothing of it is kept by the page cache."""

    @path("sign-up/", name="sign_up_form")
    def sign_up_form(self, request: HttpRequest) -> HttpResponseBase:
        return self._answer("form", request)

    @path("sign-up/sent/", name="sign_up_sent")
    def sign_up_sent(self, request: HttpRequest) -> HttpResponseBase:
        return self._answer("sent", request)

    @path("sign-up/confirm/<str:token>/", name="sign_up_confirm")
    def sign_up_confirm(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return self._answer("confirm", request, token)

    @path("sign-up/cancel/<str:token>/", name="sign_up_cancel")
    def sign_up_cancel(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return self._answer("cancel", request, token)

    def common_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page has, without what an event's own page shows besides."""
        context: dict[str, Any] = super().get_context(request)
        return context

    def _answer(self, name: str, request: HttpRequest, *args: Any) -> HttpResponseBase:
        return _views[name](cast("EventPage", self), request, *args)
