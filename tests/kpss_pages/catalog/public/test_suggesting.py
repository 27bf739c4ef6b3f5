"""Anybody suggests a correction."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.models import Proposal, Service
from kpss_pages.core import strangers
from sites.models import TownSettings
from tests.builders import At, make_service
from tests.kpss_pages.catalog.public.pages import path_of, text_of

pytestmark = pytest.mark.django_db

PREROV = "prerov.example"
WORDS = {"field": "phones", "words": "Nové číslo je 581 268 112.", "reason": "Volala jsem tam."}


@pytest.fixture(autouse=True)
def _people_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "QUICKEST", timedelta(0))


@pytest.fixture
def service(prerov: TownSettings) -> Service:
    return make_service(prerov)


def send(visitor: Client, service: Service, town: TownSettings, **changes: Any) -> Any:
    values = WORDS | {"opened": strangers.opened_now(), "website": ""} | changes
    return visitor.post(f"{path_of(service, town)}suggest/", values)


def test_suggestion_goes_to_the_editors_and_changes_nothing(
    at: At, service: Service, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_service(bbsk, "Cizí")
    answered = send(at(PREROV), service, prerov)

    (proposal,) = Proposal.objects.all()
    assert (proposal.site_id, proposal.service_id) == (prerov.site_id, service.pk)
    assert (proposal.origin, proposal.state) == (Origin.PUBLIC, ProposalState.OPEN)
    assert (proposal.field, proposal.words, proposal.reason) == ("phones", WORDS["words"], WORDS["reason"])
    thanks = at(PREROV).get(answered.headers["Location"])
    assert thanks.status_code == 200
    assert thanks.templates[0].name == "kpss_catalog/suggest_sent.html"
    assert "no-store" in thanks.headers["Cache-Control"]


def test_form_is_kept_by_nobody_and_asks_for_nobodys_name(at: At, service: Service, prerov: TownSettings) -> None:
    response = at(PREROV).get(f"{path_of(service, prerov)}suggest/?field=phones")

    html = text_of(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<option value="phones" selected>' in html
    assert 'type="email"' not in html


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"field": ""}, "field"),
        ({"field": "facts"}, "field"),
        ({"words": " "}, "words"),
        ({"words": "x" * 1001}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"words": "http://a.example https://b.example"}, "words"),
        ({"reason": "www.a.example www.b.example"}, "reason"),
        ({"opened": ""}, ""),
        ({"opened": "junk"}, ""),
    ],
)
def test_mistake_is_said_at_its_field_and_nothing_is_lost(
    at: At, service: Service, prerov: TownSettings, changes: dict[str, str], field: str
) -> None:
    response = send(at(PREROV), service, prerov, **changes)

    html = text_of(response)
    assert response.status_code == 200
    assert 'role="alert"' in html
    if field:
        assert f'id="{field}-error"' in html
        assert f'aria-describedby="{field}-error"' in html
    if "reason" not in changes:
        assert WORDS["reason"] in html
    assert not Proposal.objects.exists()


def test_what_comes_back_at_once_is_sent_once_more(
    at: At, service: Service, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "QUICKEST", timedelta(seconds=2))

    assert 'role="alert"' in text_of(send(at(PREROV), service, prerov))
    assert not Proposal.objects.exists()


def test_what_is_suggested_is_read_in_the_order_in_which_it_was_written(
    at: At, service: Service, prerov: TownSettings
) -> None:
    send(at(PREROV), service, prerov, words="Volejte \u202e211 862\u202c raději", reason="\u2066Vím to.\u2069")
    kept = Proposal.objects.get()
    assert (kept.words, kept.reason) == ("Volejte 211 862 raději", "Vím to.")


def test_machine_is_thanked_and_not_heard(at: At, service: Service, prerov: TownSettings) -> None:
    assert send(at(PREROV), service, prerov, website="https://spam.example").status_code == 302
    assert not Proposal.objects.exists()


def test_one_address_suggests_a_few_times_only(at: At, service: Service, prerov: TownSettings, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"suggest": "2/10m"}
    visitor = at(PREROV)

    assert [send(visitor, service, prerov).status_code for _time in range(3)] == [302, 302, 429]
    assert Proposal.objects.count() == 2


def test_form_needs_a_token_of_the_session(service: Service, prerov: TownSettings) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": PREROV})

    assert send(strict, service, prerov).status_code == 403
    assert not Proposal.objects.exists()


def test_town_cannot_be_told_of_another_towns_service(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_service(bbsk, "Cizí")

    assert send(at(PREROV), foreign, prerov).status_code == 404
    assert not Proposal.objects.exists()
