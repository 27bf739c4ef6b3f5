"""Thousands of ids are found as one parameter."""

import pytest

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.among import Among
from sites.models import TownSettings
from tests.builders import make_place

pytestmark = pytest.mark.django_db


def test_only_what_is_among_the_ids_is_found(prerov: TownSettings, bbsk: TownSettings) -> None:
    first, second = make_place(prerov, "Radnice"), make_place(prerov, "Knihovna")
    foreign = make_place(bbsk, "Knižnica")
    rows = Place.objects.in_town(prerov.site)

    assert {place.pk for place in rows.filter(Among("pk", [first.pk, foreign.pk, 2**40]))} == {first.pk}
    assert {place.pk for place in rows.exclude(Among("pk", [first.pk]))} == {second.pk}
    assert not rows.filter(Among("pk", [])).exists()


def test_thousands_of_ids_are_one_parameter(prerov: TownSettings) -> None:
    """SQLite takes some 30,000 parameters of a query at the most."""
    place = make_place(prerov, "Radnice")
    ids = [*range(place.pk + 1, place.pk + 60_000), place.pk]

    assert Place.objects.in_town(prerov.site).get(Among("pk", ids)) == place
