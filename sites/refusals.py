"""Answers to what cannot be granted, in the language of the town; they name nothing of what was asked for."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 for a form that is too large; the host itself may be the mistake, so nothing is asked of it."""
    is_large = isinstance(exception, TOO_LARGE)
    content = loader.render_to_string("413.html" if is_large else "400.html")
    return HttpResponse(content, status=413 if is_large else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was open for too long, or that was not ours."""
    return render(request, "403.html", {"is_stale_form": True}, status=403)


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429 and say after how many seconds to come back."""
    response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
