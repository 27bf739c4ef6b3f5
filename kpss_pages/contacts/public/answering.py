"""Which view answers for which address below the contacts page; the views need the models, and these the addresses."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from kpss_pages.contacts.models.index import ContactIndexPage

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_views: dict[str, Callable[..., HttpResponseBase]] = {}


def answers(name: str) -> Callable[[View], View]:
    """Register the view that answers under a name."""

    def register(view: View) -> View:
        _views[name] = view
        return view

    return register


def answer(name: str, page: "ContactIndexPage", request: HttpRequest, *arguments: Any) -> HttpResponseBase:
    """Answer for an address below the contacts page."""
    return _views[name](page, request, *arguments)
