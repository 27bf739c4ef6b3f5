"""Several at once: one renders for all, and what changed meanwhile is not kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sites.page_cache import showing
from sites.page_cache.generations import end
from sites.page_cache.middleware import PageCacheMiddleware
from sites.page_cache.showing import show
from sites.page_cache.tags import LANDING, Tag

SHOWN: Tag = ("kind", 1, "towns")
VISITORS = 8


class View:
    """A page of the landing host that takes its time, with what happens meanwhile."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.renderings = 0
        self.meanwhile = meanwhile

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if rendered := show(request, [SHOWN]):
            return rendered
        self.renderings += 1
        self.meanwhile()
        return HttpResponse(f"rendering {self.renderings}")


def wait_for(event: Event) -> None:
    assert event.wait(10)


def ask(middleware: PageCacheMiddleware) -> bytes:
    return middleware(RequestFactory().get("/", headers={"host": "localhost"})).content


def test_many_who_come_at_once_are_served_by_one_rendering() -> None:
    everybody_came = Event()
    view = View(lambda: wait_for(everybody_came))
    middleware = PageCacheMiddleware(view)
    with ThreadPoolExecutor(VISITORS) as visitors:
        answers = [visitors.submit(ask, middleware) for _ in range(VISITORS)]
        time.sleep(0.2)
        everybody_came.set()
        assert {answer.result() for answer in answers} == {b"rendering 1"}
    assert view.renderings == 1


def test_who_waits_for_a_page_that_changes_meanwhile_renders_it_himself() -> None:
    first_came, everybody_came = Event(), Event()

    def change() -> None:
        if view.renderings == 1:
            first_came.set()
            wait_for(everybody_came)
            end([SHOWN, LANDING])

    view = View(change)
    middleware = PageCacheMiddleware(view)
    with ThreadPoolExecutor(2) as visitors:
        first = visitors.submit(ask, middleware)
        wait_for(first_came)
        second = visitors.submit(ask, middleware)
        time.sleep(0.1)
        everybody_came.set()
        assert first.result() == b"rendering 1"
        assert second.result() == b"rendering 2"


def test_page_that_changed_while_it_was_rendered_is_not_kept() -> None:
    view = View(lambda: end([SHOWN, LANDING]) if view.renderings == 1 else None)
    middleware = PageCacheMiddleware(view)
    assert ask(middleware) == b"rendering 1"
    assert ask(middleware) == b"rendering 2"
    assert ask(middleware) == b"rendering 2"


def test_rendering_that_fails_holds_nobody_up() -> None:
    def fail() -> None:
        if view.renderings == 1:
            raise ValueError("no template")

    view = View(fail)
    middleware = PageCacheMiddleware(view)
    with pytest.raises(ValueError, match="no template"):
        ask(middleware)
    with ThreadPoolExecutor(1) as visitors:
        assert visitors.submit(ask, middleware).result(timeout=showing.PATIENCE_SECONDS / 2) == b"rendering 2"


def test_lost_generations_cost_a_rendering_and_nothing_else() -> None:
    view = View()
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    end([SHOWN])
    assert ask(middleware) == b"rendering 2"
    assert ask(middleware) == b"rendering 2"
