"""One world for all tests of the matrix: built once, each test takes back what it did."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.sites.matrix.rows import numbers_put_back
from tests.sites.matrix.world import World, build_world


@pytest.fixture(scope="package")
def built_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), numbers_put_back(), transaction.atomic():
        cache.clear()
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world: World, db: None, settings: Any) -> World:
    settings.RATELIMIT_ENABLE = False  # one visitor asks more here than a hundred
    settings.PAGE_CACHE = True  # what is kept for one town must not answer for another
    return built_world
