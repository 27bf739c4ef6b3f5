"""One walk over all screens of somebody's own town: what they say, what they do, which forms they hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property

from tests.sites.matrix.addresses import View, admin_views, cases_of, kwargs_of, url_of
from tests.sites.matrix.filled import Filled, forms_of
from tests.sites.matrix.leaks import leaks_in, text_of
from tests.sites.matrix.rows import undone
from tests.sites.matrix.visitors import browser_of
from tests.sites.matrix.world import OWN, World

UNVISITED = ("wagtailadmin_logout", "wagtailadmin_error_test")
NOT_SENT = ("/admin/logout/",)


@dataclass
class Screen:
    """What a screen answered to a plain GET."""

    view: View
    url: str
    status: int
    shows_own: bool
    leaks: list[str]
    harm: list[str]
    asked: set[str]
    """The parameters of the query that the view looked for."""
    forms: list[Filled] = field(default_factory=list)


_walked: dict[str, list[Screen]] = {}


def own_screens(world: World, who: str) -> list[Screen]:
    """Return the screens as somebody sees them; walked once in a run."""
    if who not in _walked:
        _walked[who] = list(_walk(world, who))
    return _walked[who]


def own_addresses(world: World) -> Iterator[tuple[View, str]]:
    for view in dict.fromkeys(admin_views()):
        for case in cases_of(view):
            if view.name not in UNVISITED:
                yield view, url_of(view, kwargs_of(case, world.own))


def _walk(world: World, who: str) -> Iterator[Screen]:
    browser = browser_of(world, who)
    seen: set[Any] = set()
    for view, url in dict.fromkeys(own_addresses(world)):
        with undone(world.ledger) as happened, asked_for() as asked:
            answer = browser.get(url)
            text = text_of(answer)
        screen = Screen(view, url, answer.status_code, OWN in text, leaks_in(text), happened.harm, asked)
        html = html_of(answer) if answer.status_code == 200 else ""
        for form in forms_of(answer, url, html, world.own) if "<form" in html else ():
            key = (form.url, tuple(sorted(form.sent)))
            if form.url not in NOT_SENT and key not in seen:
                seen.add(key)
                screen.forms.append(form)
        yield screen


def html_of(answer: Any) -> str:
    """Return the HTML of a screen, or that within a modal window's JSON."""
    if answer.streaming:
        return ""
    if "json" in answer.headers.get("Content-Type", ""):
        found = answer.json()
        return str(found.get("html", "")) if isinstance(found, dict) else ""
    return str(answer.content.decode(errors="replace"))


class NotingQueryDict(QueryDict):
    """A query that notes what it is asked for."""

    noted: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> Any:
        self.noted.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.noted.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.noted.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.noted.add(str(key))
        return super().__contains__(key)


@contextmanager
def asked_for() -> Iterator[set[str]]:
    """Collect the parameters that views look for in the query."""
    stock = WSGIRequest.__dict__["GET"]
    noted: set[str] = set()
    NotingQueryDict.noted = noted
    noting = cached_property(lambda request: NotingQueryDict(request.META.get("QUERY_STRING", ""), encoding="utf-8"))
    noting.__set_name__(WSGIRequest, "GET")
    WSGIRequest.GET = noting  # type: ignore[assignment]
    try:
        yield noted
    finally:
        WSGIRequest.GET = stock  # type: ignore[method-assign]
