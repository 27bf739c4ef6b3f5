"""The system's Chromium, the served demo, and an accessibility audit that runs off line."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chromium import FLAGS, NOT_FOUND, chromium
from tests.browser.demo import STEP, Demo, served

# Playwright keeps an event loop in this thread for the whole run, which Django takes for
# asynchronous code: without this every later test of this process would be refused the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
expect.set_options(timeout=STEP)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = chromium()
    if program is None:
        pytest.fail(NOT_FOUND)
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "cs-CZ", "timezone_id": "Europe/Prague"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The five demonstration towns, loaded once a run: `demo.url("prostejov")`."""
    with served(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def sign_in(demo: Demo, new_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """Return a function that signs somebody in in a browser of their own: `sign_in("prerov-editor")`."""

    def signed_in(user: str) -> Page:
        page = new_context().new_page()
        page.set_default_timeout(STEP)
        demo.sign_in(page, user, town=user.rpartition("-")[0])
        return page

    return signed_in


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe-core objects to on a page, a line a violation."""

    def violations(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{violation['id']}: {violation['help']} ({_targets(violation['nodes'])})" for violation in found]

    return violations


def _targets(nodes: list[dict[str, Any]]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in nodes[:5])
