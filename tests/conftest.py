"""Fixtures that every test may use; what builds towns and pages is in `tests/builders.py`."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from sites import visits, workers

HERE = Path(__file__).parent
ON_BOTH = tuple(
    HERE / folder
    for folder in (
        "cms/demo",
        "home",
        "kpss_pages/catalog/finding",
        "kpss_pages/catalog/proposing",
        "kpss_pages/search",
    )
)
"""What searches, puts in order, reads JSON in the database or fills it: there SQLite may differ from PostgreSQL, on which
every test runs, as production does."""

ROOMS = ("tests/browser/", "tests/processes/", "tests/sites/matrix/")
"""What is built once for all tests of a folder: a demo, a pair of processes, a world."""


class _ByRoom(LoadScopeScheduling):
    """Give a room's tests to one process, and those of a file, which share their towns, to whichever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((room for room in ROOMS if nodeid.startswith(room)), nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByRoom:
    # Not `--dist loadgroup`: it writes the group into the test's node id, which pytest 9.2 no longer takes.
    return _ByRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(folder in item.path.parents for folder in ON_BOTH):
            item.add_marker("sqlite")


def pytest_sessionfinish() -> None:
    """Remove the run's files here too: a parallel process ends without the usual clean-up."""
    shutil.rmtree(settings.RUN_DIR, ignore_errors=True)  # type: ignore[misc]


@pytest.fixture(autouse=True)
def nothing_left_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start each test with empty caches, no counted visits and the default language."""
    cache.clear()
    visits._gatherer = visits._Gatherer()
    # On a slow machine a page would now and then pay for the views before it, where its queries are counted.
    monkeypatch.setattr(visits, "FLUSH_SECONDS", 3600.0)
    # A worker within a test would close the connection in whose transaction the test is.
    monkeypatch.setattr(workers, "close_old_connections", lambda: None)
    yield
    translation.deactivate()


@pytest.fixture
def at() -> Callable[[str], Client]:
    """Return a function that gives a visitor of a host: `at("prostejov.example").get("/")`."""

    def visitor(host: str) -> Client:
        return Client(headers={"host": host})

    return visitor
