"""The list of places and its chooser: the own town only, searched, filtered, in order, at a fixed cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kpss_pages.barrier_free.models import BarrierReport, Place, SurveyLink
from sites.models import TownSettings
from tests.builders import make_office, make_place, make_survey
from tests.kpss_pages.screens import address

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(address(Place, "list"), query)
    assert response.status_code == 200
    return [str(row) for row in response.context["object_list"]]


@pytest.fixture
def places(prerov: TownSettings, bbsk: TownSettings) -> dict[str, Place]:
    today = timezone.localdate()
    make_place(bbsk, "Cudzie miesto", {"inside": [{"passage": 90}]})
    old = {"surveyed_on": today - timedelta(days=900), "next_survey_on": today - timedelta(days=1)}
    found = {
        "good": make_place(
            prerov,
            "Čítárna",
            {"inside": [{"passage": 90}]},
            category="culture",
            verdicts={"wheelchair": "accessible"},
            latitude="49.455100",
            longitude="17.451200",
        ),
        "hidden": make_place(prerov, "Hospoda", is_published=False, category="food", street="Žerotínovo 3"),
        "old": make_place(prerov, "Cukrárna", verdicts={"wheelchair": "inaccessible"}, survey=old),
        "waiting": make_place(prerov, "Chrám"),
    }
    make_survey(found["waiting"], {}, state="waiting", origin="field")
    BarrierReport.objects.create(site=prerov.site, place=found["hidden"], subject="closed", words="Zavřeno.")
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Cukrárna", "Čítárna", "Hospoda", "Chrám"]),
        ({"q": "citarna"}, ["Čítárna"]),
        ({"q": "zerotinovo hospoda"}, ["Hospoda"]),
        ({"q": "cudzie"}, []),
        ({"category": "culture"}, ["Čítárna"]),
        ({"wheelchair": "inaccessible"}, ["Cukrárna"]),
        ({"survey": "never"}, ["Hospoda", "Chrám"]),
        ({"survey": "overdue"}, ["Cukrárna"]),
        ({"survey": "waiting"}, ["Chrám"]),
        ({"state": "hidden"}, ["Hospoda"]),
        ({"state": "nowhere"}, ["Cukrárna", "Hospoda", "Chrám"]),
        ({"state": "reported"}, ["Hospoda"]),
    ],
)
def test_places_are_searched_and_filtered(
    clerk: Client, places: dict[str, Place], query: dict[str, str], names: list[str]
) -> None:
    assert listed(clerk, **query) == names


@pytest.mark.parametrize("junk", ["\x00x", "%%%", "9" * 400])
def test_junk_breaks_nothing(clerk: Client, places: dict[str, Place], junk: str) -> None:
    for name in ("q", "category", "wheelchair", "survey", "state", "p", "ordering", "site"):
        assert clerk.get(address(Place, "list"), {name: junk}).status_code in (200, 404)
    assert clerk.get(reverse("wagtailsnippetchoosers_kpss_barrier_free_place:choose"), {"q": junk}).status_code == 200


def test_list_says_verdict_by_shape_and_words_and_what_is_overdue(clerk: Client, places: dict[str, Place]) -> None:
    text = clerk.get(address(Place, "list")).content.decode()
    assert "Cudzie" not in text
    for said in (
        "places-verdict is-accessible",
        "places-verdict is-unknown",
        "places-overdue",
        "kpss_barrier_free/desk",
    ):
        assert said in text
    assert text.count("places-overdue") == 1


def test_list_costs_the_same_for_any_number(clerk: Client, prerov: TownSettings) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address(Place, "list")).status_code == 200
        return len(queries)

    make_place(prerov, "Místo 0")
    cost()
    few = cost()
    for number in range(1, 8):
        make_place(prerov, f"Místo {number}", {})
    assert cost() <= few <= 28


def test_chooser_finds_the_own_towns_places_only(clerk: Client, places: dict[str, Place]) -> None:
    url = reverse("wagtailsnippetchoosers_kpss_barrier_free_place:choose_results")
    everything = clerk.get(url).content.decode()
    assert "Čítárna" in everything
    assert "Cudzie" not in everything
    found = clerk.get(url, {"q": "zerotinovo"}).content.decode()
    assert "Hospoda" in found
    assert "Čítárna" not in found
    # Without its looks the shapes of the verdicts would fill the list.
    office = clerk.get(reverse("wagtailsnippets_kpss_contacts_office:add")).content.decode()
    assert "kpss_barrier_free/desk" in office


def test_several_places_are_hidden_and_shown_at_once(
    clerk: Client, places: dict[str, Place], bbsk: TownSettings
) -> None:
    def bulk(action: str, *keys: int) -> Any:
        url = reverse("wagtail_bulk_action", args=["kpss_barrier_free", "place", action])
        url += "?" + "&".join(f"id={key}" for key in keys) + f"&next={address(Place, 'list')}"
        asked = clerk.get(url)
        return asked if asked.status_code == 404 else clerk.post(url)

    good, hidden = places["good"], places["hidden"]
    assert bulk("hide_places", good.pk, hidden.pk).status_code == 302
    good.refresh_from_db()
    assert (good.is_published, good.wheelchair) == (False, "accessible")
    assert good.latest_revision is not None
    bulk("show_places", good.pk)
    foreign = Place.objects.get(site=bbsk.site)
    assert bulk("hide_places", good.pk, foreign.pk).status_code == 404
    good.refresh_from_db()
    assert good.is_published


def test_deleting_says_what_goes_and_what_is_there(
    clerk: Client, prerov: TownSettings, places: dict[str, Place]
) -> None:
    make_office(prerov, "Knihovna", mapped_place=places["good"])
    text = clerk.get(address(Place, "delete", places["good"].pk)).content.decode()
    assert "Knihovna" in text
    response = clerk.get(address(Place, "delete", places["hidden"].pk))
    assert [line[:1] for line in response.context["going"]] == ["1"]
    assert "Knihovna" in clerk.get(address(Place, "usage", places["good"].pk)).content.decode()


def test_links_are_for_those_who_plan(clerk: Client, planner: Client) -> None:
    assert clerk.get(address(SurveyLink, "list")).status_code in (302, 403, 404)
    assert planner.get(address(SurveyLink, "list")).status_code == 200
