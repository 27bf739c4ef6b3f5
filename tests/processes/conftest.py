"""The running pair of processes, and browsers for it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.processes.pair import Pair, started
from tests.processes.visitor import Visitor

HERE = Path(__file__).parent
CLONE = "processes"

Browser = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("processes")
            item.add_marker(pytest.mark.django_db)  # its database is what the pair's is copied from


@pytest.fixture(scope="session")
def pair(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """The two processes, on a copy of the test database, which other tests of this run must not see changed."""
    if connection.vendor != "postgresql":
        pytest.fail("Two processes share a PostgreSQL: python -m tests.postgres -- pytest tests/processes")
    with django_db_blocker.unblock():
        connection.creation.clone_test_db(CLONE, verbosity=0)
        name = connection.creation.get_test_db_clone_settings(CLONE)["NAME"]
    try:
        address = urlsplit(os.environ["DATABASE_URL"])
        with started(
            f"{address.scheme}://{address.netloc}/{name}?{address.query}", tmp_path_factory.mktemp("processes")
        ) as running:
            yield running
    finally:
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(suffix=CLONE, verbosity=0)


@pytest.fixture
def at(pair: Pair) -> Browser:
    """Return a function that gives a browser at a host, signed in when a person is named: `at(host, "manager")`."""

    def visitor(host: str, person: str = "") -> Visitor:
        return Visitor(host, dict(pair.loaded["sessions"][person]) if person else {})

    return visitor
