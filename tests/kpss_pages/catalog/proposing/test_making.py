"""Making proposals: once, only what differs, never what the town wrote or refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.models import Proposal
from kpss_pages.catalog.proposing import Proposer, propose_change, propose_end, propose_new, reject, suggest
from sites.models import TownSettings
from tests.builders import make_provider, make_service
from tests.kpss_pages.catalog.proposing.proposals import make_change, make_new, values_of_new

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def test_the_same_again_changes_nothing_and_other_values_take_its_place(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    elsewhere = make_new(bbsk, "rpss:1")
    first = make_new(prerov, "rpss:1")

    again = propose_new(prerov.site_id, values_of_new(register_number="1"), Origin.REGISTER, "rpss:1")
    assert (again.is_new, again.proposal) == (False, first)

    other = make_new(prerov, "rpss:1", name="Noclehárna Nová")
    first.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (first.state, other.state, elsewhere.state) == ("superseded", "open", "open")


def test_only_fields_that_differ_are_proposed_next_to_what_was_there(prerov: TownSettings) -> None:
    service = make_service(prerov, price="paid")

    outcome = propose_change(service, {"price": "free", "name": service.name}, Origin.REGISTER, "rpss:1")

    assert outcome.proposal is not None
    assert outcome.proposal.values == {"price": "free"}
    assert outcome.proposal.before == {"price": "paid"}


def test_a_register_leaves_alone_what_the_town_and_the_provider_have_said(prerov: TownSettings) -> None:
    facts = Facts().said(["price"], Origin.TOWN, DAY).said(["waiting"], Origin.PROVIDER, DAY)
    facts = facts.said(["mission"], Origin.REGISTER, DAY)
    provider = make_provider(prerov, facts=Facts().said(["legal_form"], Origin.TOWN, DAY))
    service = make_service(prerov, provider=provider, price="paid", facts=facts)
    said = {
        "price": "free",
        "waiting": "měsíc",
        "mission": "Pomoc doma",
        "provider": {"name": provider.name, "legal_form": "spolek", "municipality": "Přerov"},
    }

    by_register = propose_change(service, said, Origin.REGISTER, "rpss:1")
    by_provider = propose_change(service, said, Origin.PROVIDER, "confirm:1")

    assert by_register.left == ["price", "waiting", "provider.legal_form"]
    assert by_register.proposal is not None
    assert by_register.proposal.values == {"mission": "Pomoc doma", "provider": {"municipality": "Přerov"}}
    assert by_provider.left == []


def test_what_was_rejected_is_not_proposed_again_and_the_rest_is(prerov: TownSettings) -> None:
    service = make_service(prerov)
    reject(make_change(service, price="free", waiting="měsíc"), None)
    reject(make_new(prerov), None)

    again = propose_change(service, {"price": "free", "waiting": "rok"}, Origin.REGISTER, "rpss:9")
    assert again.refused == ["price"]
    assert again.proposal is not None
    assert again.proposal.values == {"waiting": "rok"}
    assert propose_new(prerov.site_id, values_of_new(register_number="1"), Origin.REGISTER, "rpss:1").proposal is None


def test_what_the_register_takes_back_is_not_open_any_more(prerov: TownSettings) -> None:
    service = make_service(prerov, price="paid")
    proposal = make_change(service, price="free")

    assert propose_change(service, {"price": "paid"}, Origin.REGISTER, "rpss:9").proposal is None
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SUPERSEDED


def test_nothing_says_where_a_secret_place_is_and_nobody_is_named(prerov: TownSettings) -> None:
    place = {"is_secret": True, "street": "Tajná 1", "municipality": "Přerov", "latitude": "49.1", "vedouci": "Vzorná"}

    proposal = make_new(prerov, facilities=[place], vedouci="Vzorná", provider={"name": "P", "statutar": "Vzorná"})

    kept = str(Proposal.objects.get(pk=proposal.pk).values)
    assert not {word for word in ("Tajná", "49.1", "Vzorná") if word in kept}


@pytest.mark.parametrize(
    "changes",
    [
        {"registered_from": "někdy"},
        {"forms": ["ter"]},
        {"forms": 7},
        {"facilities": [{"latitude": "x"}]},
        {"phones": [["1"]]},
        {"provider": {"emails": {"a": 1}}},
    ],
)
def test_values_that_no_field_takes_are_refused_with_a_sentence(
    prerov: TownSettings, changes: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        propose_new(prerov.site_id, values_of_new(**changes), Origin.REGISTER, "rpss:1")


def test_an_end_is_proposed_once(prerov: TownSettings) -> None:
    service = make_service(prerov)
    first = propose_end(service, DAY, Origin.REGISTER, "rpss:end:1")

    again = propose_end(service, DAY, Origin.REGISTER, "rpss:end:1")

    assert first.proposal is not None
    assert first.proposal.values == {"ended_on": "2026-11-01"}
    assert again.proposal == first.proposal


def test_many_are_made_with_few_queries(prerov: TownSettings, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12), Proposer(prerov.site_id, Origin.REGISTER) as proposer:  # type: ignore[operator]
        outcomes = [proposer.new(values_of_new(register_number=str(n)), f"rpss:{n}") for n in range(300)]

    assert all(outcome.is_new for outcome in outcomes)


def test_the_public_suggests_words_and_nothing_is_kept_of_who_it_was(prerov: TownSettings) -> None:
    service = make_service(prerov)

    proposal = suggest(service, "phones", "Nové číslo je 581\0 268 112", "Volala jsem tam" * 500)

    assert (proposal.origin, proposal.values, proposal.decided_by) == ("public", {}, None)
    assert "\0" not in proposal.words
    assert len(proposal.reason) == 2000
