"""The town of a request: its URLconf, language and time zone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.template.response import TemplateResponse
from django.urls import get_urlconf, set_urlconf
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from sites.kept import remembering
from sites.languages import prefix_language, urlconf_of
from sites.models import TownSettings
from sites.towns import live_languages, town_named
from sites.visits import count_visit

RETRY_AFTER_SECONDS = 3600
WORKPLACE_PATHS = ("/account/", "/admin/", "/static/", "/media/", "/invitation/")
"""Paths that are not a town's public pages: they answer while the town is suspended and have no language prefix."""


class NulMiddleware:
    """Drop NUL characters from query and cookies, and answer 404 to a path with one: PostgreSQL refuses to look for them.

    Forms refuse them by themselves; what views take from an address or a session's cookie goes to the database as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        # As they arrive: percent-encoded in a query, as an octal escape in a quoted cookie.
        for name, nul in (("QUERY_STRING", "%00"), ("HTTP_COOKIE", "\\000")):
            # What is left may be a NUL once more: "%0%000".
            while nul in request.META.get(name, ""):
                request.META[name] = request.META[name].replace(nul, "")
        return self.get_response(request)


class TownMiddleware:
    """Set ``request.town`` and what follows from it.

    The landing hosts have no town; an unknown host is a 404; a further host name of a town leads to its main one, all
    that is below it too; a suspended town answers 503 outside the admin. The language comes from the path or the town,
    never from the browser's preference, so pages do not vary on it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = split_domain_port(request.get_host())[0]
        request.town = None  # type: ignore[attr-defined]
        request._wagtail_site = None  # type: ignore[attr-defined]
        if host in settings.LANDING_HOSTS:
            with translation.override(prefix_language(request.path_info) or settings.LANGUAGE_CODE):
                return self.get_response(request)
        town = town_named(host)
        if town is None:
            with translation.override(settings.LANGUAGE_CODE):
                return not_found(request)
        if town.site.hostname != host:
            return to_main_host(request, town)
        return self.serve_town(request, town)

    def serve_town(self, request: HttpRequest, town: TownSettings) -> HttpResponse:
        request.town = town  # type: ignore[attr-defined]
        request._wagtail_site = town.site  # type: ignore[attr-defined]
        request.urlconf = urlconf_of(town.default_language)
        prefix = prefix_language(request.path_info)
        language = prefix or town.default_language
        with (
            translation.override(language),
            timezone.override(town.zone),
            addresses_of(request),
            remembering(),
        ):
            request.LANGUAGE_CODE = language
            is_public = not request.path_info.startswith(WORKPLACE_PATHS)
            if town.is_suspended and is_public:
                return suspended(request, town)
            if is_public and prefix and (prefix == town.default_language or prefix not in live_languages(town)):
                return RedirectMiddleware(not_found)(request)  # former addresses may lie there
            response = self.get_response(request)
            if is_public:
                response.headers.setdefault("Content-Language", language)
            return response


@contextmanager
def addresses_of(request: HttpRequest) -> Iterator[None]:
    """Reverse addresses as the host of a request does: a preview is rendered without its address being resolved."""
    former = get_urlconf()
    set_urlconf(request.urlconf)
    try:
        yield
    finally:
        set_urlconf(former)


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404 in the language and with the addresses of the host; a raised Http404 would have left both."""
    set_urlconf(getattr(request, "urlconf", None))
    return page_not_found(request, Http404())


def to_main_host(request: HttpRequest, town: TownSettings) -> HttpResponse:
    """Lead to the same path and query on a town's main host; what was sent is to be sent there again.

    Nobody keeps the answer: browsers would for good, though the host may be another town's tomorrow.
    """
    address = f"{town.site.root_url}{request.get_full_path()}"
    is_read = request.method in ("GET", "HEAD")
    response = HttpResponsePermanentRedirect(address, preserve_request=not is_read)
    add_never_cache_headers(response)
    return response


def suspended(request: HttpRequest, town: TownSettings) -> HttpResponse:
    """Answer for a town that the platform's administrator has suspended."""
    set_urlconf(request.urlconf)
    response = TemplateResponse(request, "suspended.html", {"notice": town.suspension_notice}, status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response.render()


class VisitMiddleware:
    """Count successful page views of the public, for towns that show visit counts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        town: TownSettings | None = getattr(request, "town", None)
        if (
            town is not None
            and town.counts_visits
            and request.method == "GET"
            and response.status_code == 200
            and response.get("Content-Type", "").startswith("text/html")
            and not request.path_info.startswith(WORKPLACE_PATHS)
        ):
            count_visit(town.site_id)
        return response
