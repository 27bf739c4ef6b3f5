"""What the migration makes of the coordinators that the settings of older towns named."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from kpss_pages.contacts.models import ContactRole, Organisation
from sites.models import TownSettings

pytestmark = pytest.mark.django_db

migration = import_module("kpss_pages.contacts.migrations.0003_coordinators_of_the_settings")

TEXTS = {"coordinator_role": "", "coordinator_office": "", "coordinator_phone": "", "coordinator_email": ""}
FACTS = ("site", "site_id", "country", "operator", "street", "postal_code", "municipality")


def made_of(town: TownSettings, **written: Any) -> ContactRole:
    """Return the role that a town's settings of then become."""
    settings = SimpleNamespace(**{name: getattr(town, name) for name in FACTS} | TEXTS | written)
    return ContactRole.objects.get(pk=migration._make_role(apps, settings).pk)


def numbers(role: ContactRole) -> list[str]:
    return [phone.number for phone in role.phones]


def test_all_texts_have_a_place_and_are_found(prerov: TownSettings) -> None:
    role = made_of(
        prerov,
        operator="Magistrát",
        coordinator_role="Koordinátorka KPSS",
        coordinator_office="Smetanova 7",
        coordinator_phone="581 268 111",
        coordinator_email="kpss@prerov.example",
    )
    assert (role.name, str(role.organisation), role.note) == ("Koordinátorka KPSS", "Magistrát", "Smetanova 7")
    assert numbers(role) == ["+420581268111"]
    assert [email.address for email in role.emails] == ["kpss@prerov.example"]
    before = (role.search_words, role.search_digits)
    role.save()
    assert (role.search_words, role.search_digits) == before


def test_number_is_one_of_the_town_s_country(bbsk: TownSettings) -> None:
    role = made_of(bbsk, coordinator_phone="048/4325111")
    assert numbers(role) == ["+421484325111"]
    assert role.name == "Koordinátor plánovania"


@pytest.mark.parametrize("phone", ["linka 12", "581 268 111, linka 5", "999", "\u200b"])
def test_number_that_nobody_can_dial_is_kept_as_it_was_written(prerov: TownSettings, phone: str) -> None:
    role = made_of(prerov, coordinator_phone=phone, coordinator_office="Smetanova 7")
    assert numbers(role) == []
    assert role.note == f"Smetanova 7\n{phone}"


def test_organisation_that_is_there_is_taken(prerov: TownSettings) -> None:
    there = Organisation.objects.create(site=prerov.site, name="Magistrát")
    assert made_of(prerov, operator="Magistrát", coordinator_phone="581 268 111").organisation == there
