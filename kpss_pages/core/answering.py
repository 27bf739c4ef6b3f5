"""Which view answers for which address below a page: the views need the models, and these name the addresses."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Answers:
    """The views of one page kind by the names of their addresses; a view takes the page, the request and the rest."""

    def __init__(self) -> None:
        self._views: dict[str, Callable[..., HttpResponseBase]] = {}

    def register(self, name: str) -> Callable[[View], View]:
        """Return a decorator that lets a view answer under a name."""

        def register(view: View) -> View:
            self._views[name] = view
            return view

        return register

    def answer(self, name: str, page: Any, request: HttpRequest, *arguments: Any) -> HttpResponseBase:
        """Answer for an address below a page."""
        return self._views[name](page, request, *arguments)
