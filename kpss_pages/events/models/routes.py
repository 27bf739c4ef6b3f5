"""The addresses below an event's page at which the public signs up."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from kpss_pages.events.answering import sign_up_views


class SignUpRoutes(RoutablePageMixin):
    """The part of an event's page at which people sign up; nothing of it is kept by the page cache."""

    @path("sign-up/", name="sign_up_form")
    def sign_up_form(self, request: HttpRequest) -> HttpResponseBase:
        return sign_up_views.answer("form", self, request)

    @path("sign-up/sent/", name="sign_up_sent")
    def sign_up_sent(self, request: HttpRequest) -> HttpResponseBase:
        return sign_up_views.answer("sent", self, request)

    @path("sign-up/confirm/<str:token>/", name="sign_up_confirm")
    def sign_up_confirm(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return sign_up_views.answer("confirm", self, request, token)

    @path("sign-up/cancel/<str:token>/", name="sign_up_cancel")
    def sign_up_cancel(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return sign_up_views.answer("cancel", self, request, token)

    def common_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page has, without what an event's own page shows besides."""
        context: dict[str, Any] = super().get_context(request)
        return context
