"""What a page costs, told in its Server-Timing header."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class CostMiddleware:
    """Measure everything from the first middleware to the last, with the queries in between."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        queries = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*arguments)

        started = perf_counter()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        milliseconds = (perf_counter() - started) * 1000
        response["Server-Timing"] = f'app;dur={milliseconds:.3f}, sql;desc="{queries}"'
        return response
