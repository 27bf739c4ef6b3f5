"""Two towns whose pages are looked at from outside, and a way of telling whether they were rendered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from sites.models import TownSettings
from tests.builders import make_town, publish_language


@pytest.fixture(autouse=True)
def pages_are_kept(settings: LazySettings) -> None:
    """Switch on what other tests do without."""
    settings.PAGE_CACHE = True


@pytest.fixture(scope="package")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[TownSettings, TownSettings]]:
    """Make a Czech town and a Slovak one that is in Czech too, once for all tests of the package."""
    with django_db_blocker.unblock(), transaction.atomic():
        prerov = make_town("prerov")
        bbsk = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
        publish_language(bbsk, "cs")
        TownSettings.objects.update(counts_visits=False)
        yield prerov, bbsk
        transaction.set_rollback(True)


@pytest.fixture
def prerov(towns: tuple[TownSettings, TownSettings], db: None) -> TownSettings:
    """Return the Czech town."""
    return TownSettings.objects.get(pk=towns[0].pk)


@pytest.fixture
def bbsk(towns: tuple[TownSettings, TownSettings], db: None) -> TownSettings:
    """Return the Slovak town."""
    return TownSettings.objects.get(pk=towns[1].pk)


@dataclass
class Visitor:
    """Somebody who looks at pages of one host, not signed in."""

    client: Client

    def is_kept(self, path: str, **headers: str) -> bool:
        """Whether an address is answered without a query, that is from what is kept; afterwards it is in any case."""
        with CaptureQueriesContext(connection) as queries:
            self.client.get(path, headers=headers)
        return len(queries) == 0

    def kept(self, *paths: str) -> set[str]:
        return {path for path in paths if self.is_kept(path)}

    def text(self, path: str) -> str:
        return self.client.get(path).content.decode().replace("\xa0", " ")


@pytest.fixture
def look_at() -> Callable[[TownSettings], Visitor]:
    """Return a function that gives a visitor of a town."""

    def visitor(town: TownSettings) -> Visitor:
        return Visitor(Client(headers={"host": town.site.hostname}))

    return visitor
