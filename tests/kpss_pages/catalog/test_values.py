"""Services as plain values, and where each fact comes from."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.values import put, values_of
from sites.models import TownSettings
from tests.builders import make_service

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 29)


def test_what_was_taken_out_can_be_put_in_again_and_changes_nothing(prerov: TownSettings) -> None:
    service = make_service(prerov, forms=[{"form": "ter"}, {"form": "amb", "hours_note": "po dohodě"}])

    assert put(service, values_of(service), Origin.REGISTER, DAY) == []


def test_what_changes_is_said_by_whoever_said_it(prerov: TownSettings) -> None:
    service = make_service(prerov)

    changed = put(
        service, {"price": "free", "forms": [{"form": "pob", "capacities": [[9, "luzka", ""]]}]}, Origin.PROVIDER, DAY
    )
    service.save()

    kept = Service.objects.get(pk=service.pk)
    assert changed == ["price", "forms"]
    assert [(form.form, str(form.capacities)) for form in kept.forms.all()] == [("pob", "9 luzka")]
    fact = kept.facts.of("price")
    assert fact is not None
    assert (fact.origin, fact.said_on) == (Origin.PROVIDER, DAY)
    assert kept.facts.of("name") is None


def test_free_places_outlive_a_change_of_the_form(prerov: TownSettings) -> None:
    service = make_service(prerov, forms=[{"form": "ter", "free_places": 3, "free_places_on": DAY}])

    put(service, {"forms": [{"form": "ter", "is_nonstop": True}]}, Origin.PROVIDER, DAY)
    service.save()

    form = Service.objects.get(pk=service.pk).forms.get()
    assert (form.is_nonstop, form.free_places) == (True, 3)


def test_half_a_position_is_none(prerov: TownSettings) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_service(prerov, facilities=[{"municipality": "Přerov", "latitude": "49.5"}])
