"""What the phone keeps so that it works without a network: the town's places, the worker, the form with all its parts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.measures import PARTS
from kpss_pages.barrier_free.models import Survey
from kpss_pages.barrier_free.surveying.offered import kinds_by_shape
from sites.models import TownSettings
from tests.builders import At, make_place
from tests.kpss_pages.barrier_free.surveying.sending import NEW_PLACE, make_link, send, survey_path

pytestmark = pytest.mark.django_db

PREROV, BBSK = "prerov.example", "bbsk.example"
QUERIES = 5
"""What the list of places costs once the town is known."""


def test_phone_is_told_the_places_that_the_site_of_its_town_shows(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    link = make_link(prerov)
    address: dict[str, Any] = {
        "street": "Palackého 1",
        "municipality": "Přerov",
        "latitude": "49.455",
        "longitude": "17.45",
    }
    shown = make_place(prerov, name="Knihovna", category="culture", **address)
    nowhere = make_place(prerov, name="Lavička")
    make_place(prerov, name="Skryté", is_published=False)
    make_place(bbsk, name="Úrad")

    response = at(PREROV).get(f"{survey_path(prerov, link)}places/")

    places = {row[0]: row for row in response.json()["places"]}
    assert set(places) == {shown.pk, nowhere.pk}
    assert places[shown.pk][1:4] == ["Knihovna", "Palackého 1, Přerov", "culture"]
    assert places[shown.pk][4:] == [49.455, 17.45]
    assert places[nowhere.pk][4:] == [None, None]
    assert "no-store" in response.headers["Cache-Control"]
    assert at(BBSK).get(f"{survey_path(bbsk, link)}places/").status_code == 404


def test_whoever_has_a_closed_link_is_told_no_places(at: At, prerov: TownSettings) -> None:
    make_place(prerov)
    link = make_link(prerov, valid_until=timezone.localdate() - timedelta(days=1))

    response = at(PREROV).get(f"{survey_path(prerov, link)}places/")

    assert (response.status_code, response.json()) == (410, {"places": []})
    assert at(PREROV).post(f"{survey_path(prerov, link)}places/").status_code == 405


def test_list_of_places_costs_the_same_however_many_they_are(
    at: At, prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = f"{survey_path(prerov, make_link(prerov))}places/"
    at(PREROV).get(path)
    make_place(prerov)
    with django_assert_num_queries(QUERIES):
        at(PREROV).get(path)
    for number in range(3):
        make_place(prerov, name=f"Místo {number}")
    with django_assert_num_queries(QUERIES):
        at(PREROV).get(path)


def test_worker_is_a_script_that_stands_in_the_folder_of_its_link(at: At, prerov: TownSettings) -> None:
    path = survey_path(prerov, make_link(prerov))

    page, worker = at(PREROV).get(path), at(PREROV).get(f"{path}worker.js")

    assert page.context["worker_url"] == f"{page.context['here']}worker.js"
    assert worker.headers["Content-Type"] == "text/javascript"
    assert b"self.addEventListener" in worker.content


def test_form_has_all_parts_so_that_the_kind_of_place_may_be_chosen_without_a_network(
    at: At, prerov: TownSettings
) -> None:
    path = survey_path(prerov, make_link(prerov))

    form, narrowed = at(PREROV).get(path), at(PREROV).get(f"{path}?category=crossing")

    assert [part.part for part in form.context["parts"]] == list(PARTS)
    assert len(narrowed.context["parts"]) < len(PARTS)
    assert 'name="entrances-__number__-door"' in form.content.decode()
    assert "<script>" not in form.content.decode()
    assert " style=" not in form.content.decode()
    assert {value for shape in kinds_by_shape() for value, _label in shape.choices} == set(Category.values)


def test_another_entrance_is_asked_for_and_nothing_is_sent(at: At, prerov: TownSettings) -> None:
    answer = send(at(PREROV), prerov, make_link(prerov), as_page=True, **NEW_PLACE, more="entrances")

    [entrances] = [part for part in answer.context["parts"] if part.part.key == "entrances"]
    assert len(entrances.items) == 2
    assert not Survey.objects.exists()
