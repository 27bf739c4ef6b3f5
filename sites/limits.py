"""How often one address may ask: every form that strangers send, passwords of private things, the search.

Counts lie in the shared cache under keys that name nobody and vanish with their period.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django_ratelimit.core import get_usage

from sites.refusals import too_many_requests

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
IPV6_NETWORK = 64
"""Bits of a network that one household or office has to itself (RFC 6177)."""


_uncounted: list[str] = []


def leave_uncounted(part: str) -> None:
    """Do not count what is sent to addresses with a part like "/subscription/leave/": called when an app starts."""
    _uncounted.append(part)


@dataclass
class TooManyRequests(Exception):
    """Somebody has asked more often than a limit allows; ``seconds`` until they may again."""

    seconds: int


def count(request: HttpRequest, group: str) -> None:
    """Count a request of a group of ``settings.RATE_LIMITS``; raise TooManyRequests for one too many."""
    usage = get_usage(request, group, key=_counted_by, rate=settings.RATE_LIMITS[group], increment=True)
    if usage is not None and usage["should_limit"]:
        raise TooManyRequests(max(1, usage["time_left"]))


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks, as far as our own proxies vouch for it.

    Each proxy adds the address that it was asked from at the end of X-Forwarded-For: what stands further left was sent
    by the client and may be invented. A header that is shorter or unreadable counts for nothing.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104, a socket of the file system has none
    proxies: int = settings.TRUSTED_PROXIES
    passed_on = [step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies < 1 or len(passed_on) < proxies:
        return direct
    return _readable(passed_on[-proxies]) or direct


def _readable(step: str) -> str | None:
    """Return an address without its port or brackets, None for what is no address."""
    for candidate in (step, split_domain_port(step)[0].strip("[]")):
        try:
            return str(ip_address(candidate))
        except ValueError:
            continue
    return None


def client_network(request: HttpRequest) -> str:
    """Return the address of whoever asks; of IPv6 the network of their household."""
    address = client_address(request)
    return str(ip_network(f"{address}/{IPV6_NETWORK}", strict=False)) if ":" in address else address


def _counted_by(group: str, request: HttpRequest) -> str:
    return client_network(request)


class LimitMiddleware:
    """Count every form that somebody sends who is not signed in, and answer 429 where a limit is passed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_counted = not any(part in request.path_info for part in _uncounted)
        if request.method not in SAFE_METHODS and is_counted and not request.user.is_authenticated:
            try:
                count(request, "post")
            except TooManyRequests as refusal:
                return too_many_requests(request, refusal.seconds)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a view that has counted its request."""
        if isinstance(exception, TooManyRequests):
            return too_many_requests(request, exception.seconds)
        return None
