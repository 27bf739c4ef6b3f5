"""Two towns for the tests of page kinds, made once a module: a Czech one, and a Slovak one that is in Czech too."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from sites.models import TownSettings
from tests.builders import make_town, publish_language


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[TownSettings, TownSettings]]:
    """Make the two towns; what a test changes is rolled back after it, the towns after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        prerov = make_town("prerov")
        bbsk = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
        publish_language(bbsk, "cs")
        yield prerov, bbsk
        transaction.set_rollback(True)


@pytest.fixture
def prerov(towns: tuple[TownSettings, TownSettings]) -> TownSettings:
    """Return the Czech town."""
    return TownSettings.objects.get(pk=towns[0].pk)


@pytest.fixture
def bbsk(towns: tuple[TownSettings, TownSettings]) -> TownSettings:
    """Return the Slovak town."""
    return TownSettings.objects.get(pk=towns[1].pk)
