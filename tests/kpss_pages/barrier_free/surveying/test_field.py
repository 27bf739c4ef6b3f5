"""Volunteers send surveys by a link: the answers for people and for programs, and who gets none."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Survey
from kpss_pages.barrier_free.surveying.links import address_of, link_in, token_of
from sites.models import Role, TownSettings
from tests.builders import At, make_place, make_user, section_of, signed_in
from tests.kpss_pages.barrier_free.surveying.sending import JSON, NEW_PLACE, make_link, send, survey_path

pytestmark = pytest.mark.django_db

PREROV, BBSK = "prerov.example", "bbsk.example"
YESTERDAY = timezone.localdate() - timedelta(days=1)


def test_form_opens_by_its_link_and_is_kept_by_nobody(at: At, prerov: TownSettings) -> None:
    link = make_link(prerov)

    response = at(PREROV).get(survey_path(prerov, link))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_photos_are_asked_for_by_their_types_so_that_a_phone_converts_others(at: At, prerov: TownSettings) -> None:
    text = at(PREROV).get(survey_path(prerov, make_link(prerov))).content.decode()
    assert set(re.findall(r'type="file"[^>]* accept="([^"]*)"', text)) == {"image/jpeg,image/png,image/webp"}


def test_link_of_one_town_is_unknown_at_another(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    link = make_link(prerov)

    for path in (survey_path(bbsk, link), f"{survey_path(bbsk, link)}worker.js", f"{survey_path(bbsk, link)}send/"):
        assert at(BBSK).get(path).status_code == 404
    foreign = at(BBSK).get(survey_path(bbsk, link))
    assert "kpss_barrier_free/survey_closed.html" in [template.name for template in foreign.templates]
    assert link.name not in foreign.text
    assert "no-store" in foreign.headers["Cache-Control"]
    assert send(at(BBSK), bbsk, link, **NEW_PLACE).status_code == 404
    assert not Survey.objects.exists()


@pytest.mark.parametrize("token", ["x", "1-2_3", "é", "1-1_" + "a" * 300])
def test_invented_link_is_unknown(at: At, prerov: TownSettings, token: str) -> None:
    own = survey_path(prerov, make_link(prerov))
    assert link_in(token) is None
    assert at(PREROV).get(f"{own.rsplit('/', 2)[0]}/{token}/").status_code == 404


def test_link_says_what_it_is_for(prerov: TownSettings) -> None:
    link = make_link(prerov)
    said = link_in(token_of(link))
    assert said is not None
    assert (said.link_id, said.site_id) == (link.pk, prerov.site_id)
    assert address_of(section_of(prerov, BarrierFreeIndexPage), link).endswith(f"/survey/{token_of(link)}/")


@pytest.mark.parametrize("changes", [{"valid_until": YESTERDAY}, {"is_stopped": True}, {"most_surveys": 0}])
def test_closed_link_says_so_and_takes_nothing(at: At, prerov: TownSettings, changes: dict[str, Any]) -> None:
    link = make_link(prerov, **changes)

    assert at(PREROV).get(survey_path(prerov, link)).status_code == 410
    assert send(at(PREROV), prerov, link, as_page=True, **NEW_PLACE).status_code == 410
    answer = send(at(PREROV), prerov, link, **NEW_PLACE)

    assert answer.status_code == 410
    assert answer.json()["state"] == "closed"
    assert len(answer.json()["errors"]["__all__"]) == 1
    assert not Survey.objects.exists()


def test_programs_are_told_in_json_what_is_wrong(at: At, prerov: TownSettings) -> None:
    link = make_link(prerov)

    refused = send(at(PREROV), prerov, link, **NEW_PLACE | {"name": "", "entrances-0-door": "900"})
    saved = send(at(PREROV), prerov, link, **NEW_PLACE)

    assert refused.status_code == 422
    assert refused.json()["state"] == "refused"
    assert set(refused.json()["errors"]) == {"name", "entrances-0-door"}
    assert (saved.status_code, saved.json()) == (200, {"state": "saved", "errors": {}})
    assert "no-store" in saved.headers["Cache-Control"]


def test_plain_form_comes_back_with_what_was_typed(at: At, prerov: TownSettings) -> None:
    link = make_link(prerov)

    refused = send(at(PREROV), prerov, link, as_page=True, **NEW_PLACE | {"entrances-0-door": "900"})
    saved = send(at(PREROV), prerov, link, as_page=True, **NEW_PLACE)

    assert refused.status_code == 422
    assert refused.context["typed"]["name"] == NEW_PLACE["name"]
    [door] = [
        asked
        for part in refused.context["parts"]
        for item in part.items
        for asked in item.asked
        if asked.field == "entrances-0-door"
    ]
    assert (door.value, len(door.errors)) == ("900", 1)
    assert saved.headers["Location"] == f"{survey_path(prerov, link)}?sent=yes"
    assert at(PREROV).get(saved.headers["Location"]).context["is_thanked"]


def test_form_of_strangers_needs_its_token(prerov: TownSettings) -> None:
    link = make_link(prerov)
    visitor = Client(enforce_csrf_checks=True, headers={"host": PREROV})
    path = f"{survey_path(prerov, link)}send/"

    assert visitor.post(path, NEW_PLACE, headers=JSON).status_code == 403
    token = str(visitor.get(survey_path(prerov, link)).context["csrf_token"])
    assert visitor.post(path, NEW_PLACE | {"csrfmiddlewaretoken": token}, headers=JSON).status_code == 200


def test_surveys_of_one_address_are_limited(at: At, prerov: TownSettings, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"survey": "1/h"}
    link = make_link(prerov)

    assert send(at(PREROV), prerov, link, **NEW_PLACE).status_code == 200
    assert send(at(PREROV), prerov, link, **NEW_PLACE).status_code == 429


def test_places_are_found_for_a_survey_in_their_own_town(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    link = make_link(prerov)
    own, other = make_place(prerov, "Knihovna", street="Školní 3"), make_place(bbsk, "Knihovna cizí")
    hidden = make_place(prerov, "Knihovna zavřená", is_published=False)
    path = survey_path(prerov, link)

    for query in ("knih", "KNIHOVNA", "skolni"):
        assert at(PREROV).get(path, {"q": query}).context["found"] == [own]
    assert at(PREROV).get(path, {"place": own.pk}).context["place"] == own
    for pk in (other.pk, hidden.pk, "x", "9" * 30, "\0"):
        assert at(PREROV).get(path, {"place": pk}).status_code == 404
    assert at(PREROV).get(path, {"q": "\0", "category": "\0"}).status_code == 200


def test_place_is_chosen_by_its_address_where_pages_are_kept(at: At, prerov: TownSettings, settings: Any) -> None:
    settings.PAGE_CACHE = True
    place, path = make_place(prerov, "Knihovna"), survey_path(prerov, make_link(prerov))

    page = at(PREROV).get(path, {"place": place.pk}).content.decode()

    assert f'name="place" value="{place.pk}"' in page
    assert at(PREROV).get(path, {"place": "9" * 8}).status_code == 404


def test_survey_of_a_place_that_was_hidden_meanwhile_waits_and_nothing_of_it_is_told(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    hidden, link = make_place(prerov, "Zavřená knihovna", is_published=False), make_link(prerov)
    wrong: dict[str, Any] = {"entrances-0-door": "9000"}
    right: dict[str, Any] = {"entrances-0-door": "90"}

    for answer in (
        send(at(PREROV), prerov, link, as_page=True, place=hidden.pk, **wrong),
        send(at(PREROV), prerov, link, as_page=True, place=hidden.pk, more="entrances"),
    ):
        assert "Zavřená knihovna" not in answer.content.decode()
        assert (answer.context["place"], list(answer.context["errors"])[:1]) == (None, ["place"])
    assert send(at(PREROV), prerov, link, place=make_place(bbsk).pk, **right).status_code == 422

    taken = send(at(PREROV), prerov, link, place=hidden.pk, **right)

    assert taken.json() == {"state": "saved", "errors": {}}
    waiting = Survey.objects.get()
    assert (waiting.place, waiting.state) == (hidden, "waiting")
    clerk = signed_in(make_user(prerov, Role.EDITOR), PREROV)
    shown = clerk.get(reverse("kpss_barrier_free_survey", args=[prerov.site_id, waiting.pk])).content.decode()
    assert '<span class="w-status">skryto</span>' in shown
