"""Somebody who keeps the Czech town's map, and somebody who plans it."""

import pytest
from django.test import Client

from sites.models import Role, TownSettings
from tests.builders import make_user, signed_in


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


@pytest.fixture
def planner(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.COORDINATOR), "prerov.example")
