"""Places of a register get the positions of their addresses, where nobody has given them one."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.models import CatalogSettings, Facility, Proposal, RegisterRun, Service
from kpss_pages.catalog.proposing import reject, take_all
from kpss_pages.catalog.registers.entries import Note
from kpss_pages.catalog.registers.positions import located
from kpss_pages.catalog.registers.running import read_for_towns
from kpss_pages.catalog.registers.synthetic import Municipality, entries, services
from kpss_pages.catalog.registers.synthetic.addresses import write_addresses
from kpss_pages.catalog.registers.wording import sentence
from kpss_pages.core.models import AddressPoint
from sites.models import TownSettings
from tests.kpss_pages.catalog.registers.files import item, place, register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
HERE = ("49.455120", "17.451230")


@pytest.fixture
def town(prerov: TownSettings) -> TownSettings:
    """Return a town whose area is one municipality, by its number."""
    CatalogSettings.objects.create(site=prerov.site, area="511382 Přerov")
    return prerov


def point(**changes: Any) -> AddressPoint:
    """Keep the point of the sample's address."""
    values = {"code": "11111111", "municipality_code": "511382", "house": "12", "turn": "3"} | changes
    return AddressPoint.objects.create(country="CZ", latitude=HERE[0], longitude=HERE[1], **values)


def run(*towns: TownSettings, items: tuple[Any, ...] = (), **options: Any) -> RegisterRun:
    """Read a register, of one item unless others are given, for towns; return what came of it for the first."""
    file = BytesIO(register(*(items or (item(),))).read())
    return read_for_towns(file, [each.site_id for each in towns], source="rpss.json", today=TODAY, **options)[0]


def positions(proposal: Proposal) -> list[tuple[str | None, str | None]]:
    return [(each["latitude"], each["longitude"]) for each in proposal.values["facilities"]]


def opened(town: TownSettings) -> list[Proposal]:
    return list(Proposal.objects.filter(site=town.site, state=ProposalState.OPEN))


def accepted(town: TownSettings) -> Service:
    run(town)
    take_all(town.site_id, None)
    return Service.objects.get(site=town.site)


def test_new_places_come_with_the_positions_of_their_addresses_in_every_town(
    town: TownSettings, bbsk: TownSettings
) -> None:
    CatalogSettings.objects.create(site=bbsk.site, area="511382 Přerov")
    point()
    run(town, bbsk)
    for each in (town, bbsk):
        (proposal,) = opened(each)
        assert positions(proposal) == [HERE]


@pytest.mark.parametrize("changes", [{"municipality_code": "554782"}, {"house": "13"}, {"house": "ev. 120"}])
def test_a_number_of_another_address_gives_no_position_and_a_note(town: TownSettings, changes: dict[str, str]) -> None:
    point(**changes)
    found = run(town)
    (proposal,) = opened(town)
    assert positions(proposal) == [(None, None)]
    ((code, params, times),) = [note for note in found.report["notes"] if note[0] == "address_elsewhere"]
    assert (params, times) == ({}, 1)
    with override("en"):
        assert "the number of another address" in sentence(Note(code, params))


def test_place_without_a_position_gets_one_at_the_next_reading_and_one_that_has_it_keeps_it(town: TownSettings) -> None:
    service = accepted(town)
    assert opened(town) == []
    point()
    trial = run(town, is_trial=True)
    assert (trial.report["counts"], opened(town)) == ({"changed": 1}, [])
    assert run(town).report["counts"] == {"changed": 1}
    take_all(town.site_id, None)
    place_now = service.facilities.get()
    assert (f"{place_now.latitude}", f"{place_now.longitude}") == HERE
    assert run(town).report["counts"] == {"same": 1}
    Facility.objects.update(latitude="49.5", longitude="17.5")
    assert run(town).report["counts"] == {"same": 1}


def test_places_that_the_town_wrote_get_a_position_too_if_it_is_all_that_is_new(town: TownSettings) -> None:
    service = accepted(town)
    service.facts = service.facts.said(["facilities"], Origin.TOWN, TODAY)
    service.save()
    point()
    run(town)
    (proposal,) = opened(town)
    assert positions(proposal) == [HERE]
    reject(proposal, None)
    assert run(town).report["counts"] == {"refused": 1}
    Facility.objects.update(name="Jak to nazvalo město")
    found = run(town)
    assert (found.report["counts"], found.report["rows"][0]["left"]) == ({"left": 1}, ["facilities"])


def test_what_was_rejected_without_a_position_is_not_proposed_again_with_one(town: TownSettings) -> None:
    run(town)
    (proposal,) = opened(town)
    reject(proposal, None)
    point()
    assert run(town).report["counts"] == {"refused": 1}
    assert opened(town) == []


def test_secret_places_get_nothing(town: TownSettings) -> None:
    point()
    secret = item(zarizeni=[place(utajenaAdresa=True), place()])
    run(town, items=(secret,))
    (proposal,) = opened(town)
    (hidden, shown) = sorted(proposal.values["facilities"], key=lambda each: not each["is_secret"])
    assert (hidden["is_secret"], hidden["latitude"], hidden["longitude"]) == (True, None, None)
    assert shown["latitude"] == HERE[0]
    only = item(identifikator="2", zarizeni=[place(utajenaAdresa=True)])
    made = run(town, items=(only,))
    assert HERE[0] not in repr(list(Proposal.objects.filter(key="rpss:2").values())) + repr(made.report)


def test_places_of_an_invented_register_lie_where_its_list_of_addresses_says(
    tmp_path: Path, django_assert_num_queries: Any
) -> None:
    municipalities = [Municipality("511382", "Přerov", "75002"), Municipality("511383", "Vzorov")]
    made = list(entries(40, 1, municipalities, today=TODAY))
    with django_assert_num_queries(1):
        assert located(made) == made
    count = write_addresses(tmp_path / "a.zip", services(40, 1, municipalities, TODAY))
    call_command("load_addresses", tmp_path / "a.zip")
    without = count - AddressPoint.objects.count()
    assert 0 < without < count / 10
    with django_assert_num_queries(1):
        found = located(made)
    places = [place for entry in found for place in entry.values["facilities"]]
    assert all((place["latitude"] is None) == (place["longitude"] is None) for place in places)
    assert not any(place["latitude"] for place in places if place["is_secret"])
    shown = [place for place in places if not place["is_secret"]]
    assert sum(place["latitude"] is None for place in shown) <= without + len(shown) - count
    assert not any(note.code == "address_elsewhere" for entry in found for note in entry.notes)
