"""Deciding proposals and taking decisions back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.models import Proposal, Provider, Service
from kpss_pages.catalog.proposing import (
    Refused,
    accept,
    propose_change,
    propose_end,
    reject,
    reopen,
    suggest,
    take_all,
)
from kpss_pages.catalog.proposing.accepting import fingerprint, now_of
from kpss_pages.catalog.values import values_of
from sites.models import Role, TownSettings
from tests.builders import make_provider, make_service, make_user
from tests.kpss_pages.catalog.proposing.proposals import make_change, make_new

pytestmark = pytest.mark.django_db


def test_a_new_service_comes_with_its_provider_history_and_who_said_it(prerov: TownSettings) -> None:
    user = make_user(prerov, Role.EDITOR)

    service = accept(make_new(prerov), user)

    assert service is not None
    kept = Service.objects.get(pk=service.pk)
    assert (kept.provider.company_id, kept.register_number, kept.sorts_as != "") == ("00301825", "1", True)
    assert kept.unknown_codes == [["druhy-socialni-sluzby", "DruhSocialniSluzby/2"]]
    assert {fact.origin for fact in kept.facts.by_field.values()} == {Origin.REGISTER}
    assert kept.confirmed_on is None, "standing in a register confirms nothing"
    assert kept.latest_revision is not None
    assert kept.latest_revision.user == user
    assert ModelLogEntry.objects.for_instance(kept).get().action == "wagtail.create"


def test_a_provider_is_known_by_its_number_in_its_own_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_provider(bbsk, "Příkladová pomoc", company_id="00301825")
    known = make_provider(prerov, "Pomoc pod starým jménem", company_id="00301825")
    by_name = make_provider(prerov, "Beze jména v rejstříku")

    first = accept(make_new(prerov, "rpss:1"), None)
    second = accept(make_new(prerov, "rpss:2", provider={"name": by_name.name, "company_id": "61989592"}), None)

    assert first is not None
    assert second is not None
    assert (first.provider, second.provider) == (known, by_name)
    known.refresh_from_db()
    assert known.name == "Pomoc pod starým jménem"


def test_what_a_provider_says_confirms_the_entry_on_the_day_it_was_said(prerov: TownSettings) -> None:
    service = make_service(prerov, confirmed_on=None, confirmed_by="")
    proposal = make_change(service, Origin.PROVIDER, price="free", provider={"municipality": "Přerov"})

    accept(proposal, None)

    service.refresh_from_db()
    assert (service.price, service.confirmed_on, service.confirmed_by) == ("free", timezone.localdate(), "provider")
    assert service.provider.municipality == "Přerov"
    fact = service.facts.of("price")
    assert fact is not None
    assert fact.origin == Origin.PROVIDER


def test_a_service_goes_over_to_another_provider_and_the_former_one_stays_as_it_is(prerov: TownSettings) -> None:
    former = make_provider(prerov, "Dřívější", company_id="00301825")
    service = make_service(prerov, provider=former)

    accept(make_change(service, provider={"name": "Nástupce", "company_id": "61989592"}), None)

    service.refresh_from_db()
    former.refresh_from_db()
    assert (service.provider.name, former.name) == ("Nástupce", "Dřívější")


def test_some_fields_are_taken_and_the_rest_is_rejected(prerov: TownSettings) -> None:
    service = make_service(prerov, price="paid")
    proposal = make_change(service, price="free", waiting="měsíc")

    accept(proposal, None, fields=["waiting"])

    service.refresh_from_db()
    assert (service.price, service.waiting) == ("paid", "měsíc")
    rest = Proposal.objects.get(state=ProposalState.REJECTED)
    assert rest.values == {"price": "free"}
    assert propose_change(service, {"price": "free"}, Origin.REGISTER, "rpss:9").refused == ["price"]


def test_an_entry_that_has_changed_since_is_not_overwritten_unless_somebody_has_seen_it(prerov: TownSettings) -> None:
    service = make_service(prerov, price="paid")
    proposal = make_change(service, price="free")
    Service.objects.filter(pk=service.pk).update(price="partly")

    with pytest.raises(Refused):
        accept(proposal, None)
    assert Service.objects.get(pk=service.pk).price == "partly"

    proposal = Proposal.objects.get(pk=proposal.pk)
    accept(proposal, None, seen=fingerprint(now_of(proposal)))
    assert Service.objects.get(pk=service.pk).price == "free"


@pytest.mark.parametrize(
    "values",
    [
        {"name": "x" * 301},
        {"name": ""},
        {"target_groups": {"a": 1}},
        {"forms": [{"form": "ter"}, {"form": "ter"}]},
        {"forms": [{"form": "létající"}]},
        {"facilities": [{"latitude": "49.1"}]},
        {"facilities": [{"latitude": "95", "longitude": "17"}]},
        {"website": "javascript:alert(1)"},
        {"emails": [["nikdo", ""]]},
        {"phones": [["volejte", ""]]},
        {"price": "drahé"},
    ],
)
def test_values_that_do_not_fit_are_refused_and_nothing_is_lost(prerov: TownSettings, values: dict[str, Any]) -> None:
    service = make_service(prerov)
    change, new = make_change(service, **values), make_new(prerov, **values)

    for proposal in (change, new):
        with pytest.raises(Refused):
            accept(proposal, None)
    taken = take_all(prerov.site_id, None)

    assert (taken.done, len(taken.left)) == (0, 2)
    assert Service.objects.get() == service
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_a_decision_is_made_once(prerov: TownSettings) -> None:
    proposal = make_new(prerov)
    same = Proposal.objects.get(pk=proposal.pk)
    accept(proposal, None)

    for decide in (accept, reject):
        with pytest.raises(Refused):
            decide(same, None)
    assert Service.objects.count() == 1


def test_words_of_the_public_write_nothing(prerov: TownSettings) -> None:
    service = make_service(prerov)
    proposal = suggest(service, "price", "zdarma")

    assert accept(proposal, None) is None
    assert proposal.state == ProposalState.ACCEPTED


def test_a_change_is_taken_back_with_its_facts_and_its_provider(prerov: TownSettings) -> None:
    facts = Facts().said(["price"], Origin.REGISTER, timezone.localdate() - timedelta(days=90))
    former = make_provider(prerov, company_id="00301825")
    service = make_service(prerov, provider=former, price="paid", facts=facts)
    before = values_of(service)
    forms = [{"form": "amb", "capacities": [[3, "luzko", ""]]}]
    other = {"name": "Nástupce", "company_id": "61989592"}
    proposal = make_change(service, price="free", forms=forms, provider=other)
    accept(proposal, None)

    reopen(proposal, None)

    kept = Service.objects.get(pk=service.pk)
    assert (values_of(kept), kept.facts, kept.provider) == (before, facts, former)
    assert Proposal.objects.get().state == ProposalState.OPEN


def test_a_new_service_is_taken_back_while_nobody_has_touched_it(prerov: TownSettings) -> None:
    for proposal in (make_new(prerov, "rpss:1"), make_new(prerov, "rpss:2")):
        service = accept(proposal, None)
        assert service is not None
    assert service is not None
    service.waiting, service.name = "měsíc", "Jiné jméno"
    service.save()

    reopen(Proposal.objects.get(key="rpss:1"), None)
    with pytest.raises(Refused):
        reopen(Proposal.objects.get(key="rpss:2"), None)

    assert [service.name for service in Service.objects.all()] == ["Jiné jméno"]
    assert Provider.objects.count() == 1


def test_all_of_a_register_is_taken_as_if_one_by_one(prerov: TownSettings, bbsk: TownSettings) -> None:
    user = make_user(prerov, Role.EDITOR)
    make_new(bbsk, "rpss:1")
    service = make_service(prerov, "Služba, která je", price="paid")
    make_change(service, price="free")
    propose_end(make_service(prerov, "Služba, která skončila"), timezone.localdate(), Origin.REGISTER, "rpss:end:7")
    suggest(service, "price", "zdarma")
    for number in range(3):
        make_new(prerov, f"rpss:{number}", name=f"Služba {number}", provider={"name": "Nová", "company_id": "00301825"})

    taken = take_all(prerov.site_id, user)

    assert (taken.done, taken.left) == (5, [])
    new = Service.objects.get(site=prerov.site, register_number="2")
    by_hand = accept(make_new(prerov, "rpss:hand", name="Služba 2", provider={"name": "Nová"}), user)
    assert by_hand is not None
    assert values_of(new) == values_of(Service.objects.get(pk=by_hand.pk))
    assert (new.sorts_as, new.facts) == (by_hand.sorts_as, by_hand.facts)
    assert " nocleharny " in new.search_words
    assert new.provider == by_hand.provider
    assert new.latest_revision is not None
    assert new.latest_revision.content["forms"][0]["pk"] == new.forms.get().pk
    assert ModelLogEntry.objects.for_instance(new).get().user == user
    assert set(ReferenceIndex.get_references_for_object(new).values_list("content_path", "to_object_id")) == set(
        ReferenceIndex.get_references_for_object(by_hand).values_list("content_path", "to_object_id")
    )
    assert Proposal.objects.filter(state=ProposalState.OPEN).count() == 2, "the public's and the other town's"
    assert Service.objects.filter(site=bbsk.site).count() == 0
    assert take_all(prerov.site_id, user).done == 0
