"""Work that is done once the answer has been given: how long the answer took then tells nothing of it."""

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from allauth.core.context import request_context
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_urlconf, set_urlconf
from django.utils import translation

logger = logging.getLogger(__name__)

Work = Callable[[], Any]
View = Callable[..., HttpResponseBase]


def afterwards(request: HttpRequest | None, work: Work) -> None:
    """Do something after the answer to a request, in its language; at once where the view is not ``answering_first``."""
    waiting: list[Work] | None = getattr(request, "_kpss_afterwards", None)
    if request is None or waiting is None:
        work()
    else:
        in_place = partial(_in_place_of, request, work, translation.get_language(), get_urlconf())
        waiting.append(in_place)


def answering_first(view: View) -> View:
    """Let a view have things done ``afterwards``: when the server closes the answer, which it has sent by then."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting: list[Work] = []
        request._kpss_afterwards = waiting  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if waiting:
            response._resource_closers += waiting  # type: ignore[attr-defined]
            response.answers_first = True  # type: ignore[attr-defined]
        request._kpss_afterwards = None  # type: ignore[attr-defined]
        return response

    return answering


def _in_place_of(request: HttpRequest, work: Work, language: str | None, urlconf: str | None) -> None:
    former = get_urlconf()
    set_urlconf(urlconf)
    try:
        with translation.override(language), request_context(request):
            work()
    except Exception:  # nobody is left to be told, and Django says nothing of what fails in a closer
        logger.exception("What was to be done after an answer failed")
    finally:
        set_urlconf(former)
