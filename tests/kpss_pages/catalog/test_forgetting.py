"""A place that has become secret: where it was stands nowhere any more."""

import json
from typing import Any

import pytest
from wagtail.models import Revision

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.models import Facility, Proposal, Service
from kpss_pages.catalog.proposing import accept, propose_change, propose_new, reject, reopen
from sites.models import Role, TownSettings
from tests.builders import make_service, make_user, signed_in
from tests.kpss_pages.catalog.proposing.proposals import values_of_new
from tests.kpss_pages.screens import address, sent

pytestmark = pytest.mark.django_db

WHERE = {"name": "Dům U Lípy", "street": "Tajná 7", "municipality": "Přerov", "latitude": "49.45", "longitude": "17.45"}
OPEN_PLACE = {"street": "Veřejná 1", "municipality": "Přerov"}
SECRET = {"is_secret": True}


@pytest.fixture
def refuge(prerov: TownSettings) -> Service:
    service = make_service(
        prerov, register="rpss", register_number="77", facilities=[WHERE | {"name": "Dům U Lípy"}, OPEN_PLACE]
    )
    service.save_revision(clean=False)
    return service


def kept_of(service: Service) -> str:
    """Return all that is kept of a service beside the service itself, as text."""
    rows = [revision.content for revision in Revision.objects.filter(object_id=str(service.pk))]
    for proposal in Proposal.objects.filter(site=service.site_id):
        rows += [proposal.values, proposal.before, proposal.undone_by]
    return json.dumps(rows, ensure_ascii=False)


def become_secret(service: Service) -> Proposal:
    found = propose_change(service, {"facilities": [SECRET, OPEN_PLACE]}, Origin.REGISTER, "rpss:77").proposal
    assert found is not None
    return found


def test_register_makes_a_place_secret_and_its_address_is_forgotten(refuge: Service) -> None:
    rejected = propose_change(refuge, {"facilities": [WHERE | {"street": "Tajná 9"}]}, Origin.REGISTER, "rpss:77")
    assert rejected.proposal is not None
    reject(rejected.proposal, None)
    provider = propose_change(refuge, {"facilities": [WHERE | {"access": "full"}]}, Origin.PROVIDER, "provider:1:1")
    proposal = become_secret(refuge)
    assert "Tajná" in kept_of(refuge)
    accept(proposal, None)
    kept = kept_of(refuge)
    for word in ("Tajná", "U Lípy", "49.45"):
        assert word not in kept
    assert "Veřejná 1" in kept
    still_open: Any = provider.proposal
    still_open.refresh_from_db()
    assert still_open.state == ProposalState.OPEN

    reopen(proposal, None)
    assert not Facility.objects.filter(service=refuge, street__startswith="Tajn").exists()
    assert "Tajná" not in kept_of(refuge)


def test_somebody_of_the_town_ticks_it_and_the_history_forgets(prerov: TownSettings, refuge: Service) -> None:
    editor = signed_in(make_user(prerov, Role.EDITOR), prerov.site.hostname)
    url = address(Service, "edit", refuge.pk)
    answer = editor.post(url, sent(editor, url, **{"facilities-0-is_secret": "on"}))
    assert answer.status_code == 302
    assert Facility.objects.filter(service=refuge, is_secret=True).count() == 1
    assert "Tajná" not in kept_of(refuge)
    assert "Veřejná 1" in kept_of(refuge)


def test_what_was_proposed_before_under_the_same_number_is_forgotten(prerov: TownSettings) -> None:
    first = propose_new(prerov.site_id, values_of_new(facilities=[WHERE]), Origin.REGISTER, "rpss:1234567").proposal
    assert first is not None
    reject(first, None)
    second = propose_new(prerov.site_id, values_of_new(facilities=[SECRET]), Origin.REGISTER, "rpss:1234567").proposal
    assert second is not None
    first.refresh_from_db()
    assert "Tajná" not in json.dumps([first.values, second.values], ensure_ascii=False)
