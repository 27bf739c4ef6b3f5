"""The list of places as the public sees it: it says all that the map says."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from kpss_pages.barrier_free.models import PlacePhoto
from sites.models import TownSettings
from tests.builders import At, make_image, make_place
from tests.kpss_pages.barrier_free.public.pages import BBSK, PREROV, map_path, names_of, text_of

pytestmark = pytest.mark.django_db

GOOD = {"entrances": [{"role": "main", "steps": "0", "door": 95}], "parking": [{"spaces": 2}]}


def test_list_shows_its_own_towns_places_in_each_language(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_place(prerov, "Přerovská knihovna")
    make_place(prerov, "Skrytá budova", is_published=False)
    make_place(bbsk, "Krajská knižnica")

    czech = text_of(at(PREROV).get(map_path(prerov)))
    slovak = text_of(at(BBSK).get(map_path(bbsk)))
    translated = text_of(at(BBSK).get(map_path(bbsk, "cs")))

    assert "Přerovská knihovna" in czech
    assert "Krajská" not in czech
    assert "Skrytá" not in czech
    assert "Krajská knižnica" in slovak
    assert "Přerovská" not in slovak
    assert 'lang="sk"' not in slovak.split("<main", 1)[1]
    assert '<h3 lang="sk">' in translated


def test_card_says_the_verdict_in_words_with_a_shape_and_what_was_measured_or_not(at: At, prerov: TownSettings) -> None:
    make_place(prerov, "Radnice", GOOD, verdicts={"wheelchair": "partly", "pram": "accessible"}, street="Bratrská 34")
    make_place(prerov, "Nikdo tu nebyl")

    response = at(PREROV).get(f"{map_path(prerov)}?profile=pram")

    never, measured = response.context["cards"]
    assert (measured.verdict, measured.row.surveyed_on) == ("accessible", timezone.localdate())
    assert {fact.words for fact in measured.facts} >= {"95\xa0cm"}
    assert not any(fact.is_known for fact in never.facts)
    text = text_of(response)
    assert text.count('class="places-verdict is-accessible"') > 1
    assert text.count('class="places-verdict is-unknown"') > 1
    assert "Bratrská 34" in text


def test_stale_survey_is_marked(at: At, prerov: TownSettings) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    make_place(prerov, "Dávno", GOOD, survey={"next_survey_on": yesterday})
    make_place(prerov, "Nedávno", GOOD, survey={"next_survey_on": yesterday + timedelta(days=1)})

    text = text_of(at(PREROV).get(map_path(prerov)))

    assert text.count("places-stale") == 1


def test_list_is_narrowed_down_by_its_address_and_each_part_can_be_taken_away(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_place(prerov, "Radnice", GOOD, verdicts={"wheelchair": "accessible"})
    make_place(prerov, "Kino", GOOD, verdicts={"wheelchair": "inaccessible"}, category="culture")
    make_place(bbsk, "Úrad", GOOD, verdicts={"wheelchair": "accessible"})
    path = map_path(prerov)

    response = at(PREROV).get(f"{path}?verdict=accessible&verdict=partly&category=office&q=radnici&page=7")

    assert names_of(response) == ["Radnice"]
    text = text_of(response)
    assert '<meta name="robots" content="noindex, follow">' in text
    assert f'href="{path}?q=radnici&amp;category=office&amp;verdict=partly#results"' in text
    assert 'name="category" value="office" checked' in text
    assert f"{path}places.csv?q=radnici&amp;category=office&amp;verdict=accessible&amp;verdict=partly" in text
    assert f"http://{PREROV}{path}?q=radnici" in text


def test_distance_is_said_and_where_nobody_knows_too(at: At, prerov: TownSettings) -> None:
    make_place(prerov, "Radnice", latitude="49.4551", longitude="17.4509")
    make_place(prerov, "Škola", latitude="49.4651", longitude="17.4509")
    path = map_path(prerov)

    assert [card.distance for card in at(PREROV).get(f"{path}?near=radnice").context["cards"]] == ["100 m", "1,1 km"]
    make_place(prerov, "Radnice", street="Stará 1", latitude="49.4751", longitude="17.4509")
    several = text_of(at(PREROV).get(f"{path}?near=radnice&km=5"))
    assert "Radnice, Přerov" in several
    other = urlencode({"near": "Radnice, Stará 1, Přerov", "km": 5})
    assert f'href="{path}?{other.replace("&", "&amp;")}#results"' in several
    nowhere = at(PREROV).get(f"{path}?near=999,999&km=-1")
    assert len(names_of(nowhere)) == 3
    assert "999,999" in text_of(nowhere)
    assert nowhere.context["found"].is_lost


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999999999999&sort=%00&km=-1",
        "q=%00&near=%00%00&profile=%00",
        "category=castle&category=%F0%9F%92%A3&verdict=1&open=maybe",
        "near=91,181&km=99999999999999999999",
        "near=-49.5,-17.4&sort=distance&q=" + "x" * 3000,
        "q=%25_%5C'\"&near=%25",
    ],
)
def test_nothing_that_is_asked_is_an_error(at: At, prerov: TownSettings, query: str) -> None:
    make_place(prerov, "Radnice", latitude="49.4551", longitude="17.4509")

    text_of(at(PREROV).get(f"{map_path(prerov)}?{query}"))


def test_empty_list_says_what_can_be_done(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_place(prerov, "Radnice")

    nothing = text_of(at(PREROV).get(f"{map_path(prerov)}?verdict=accessible&lift=1"))
    nowhere = text_of(at(BBSK).get(map_path(bbsk)))

    assert 'class="places-nothing"' in nothing
    assert f'href="{map_path(prerov)}?lift=1#results"' in nothing
    assert 'id="map"' not in nothing
    assert 'name="verdict"' not in nowhere


def test_list_costs_the_same_whatever_its_length_and_its_photos(
    at: At, prerov: TownSettings, bbsk: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for town in (prerov, bbsk):
        image = make_image(town)
        for number in range(30):
            place = make_place(town, f"Place {number}", GOOD, latitude="49.4551", longitude="17.4509")
            PlacePhoto.objects.create(place=place, image=image, alt_text="Dveře")
    client, path = at(PREROV), map_path(prerov)
    client.get(f"{path}?lift=1")

    assert len(names_of(client.get(path))) == 20
    for query in ("?category=office", "?q=place&verdict=unknown", "?page=2&sort=newest", "?near=P%C5%99erov&open=1"):
        with django_assert_max_num_queries(10):
            text_of(client.get(f"{path}{query}"))


def test_changes_are_seen_at_once(at: At, prerov: TownSettings) -> None:
    place = make_place(prerov, "Radnice")
    path = f"{map_path(prerov)}?category=office&category=food"
    assert "Radnice" in text_of(at(PREROV).get(path))

    place.name = "Nová budova"
    place.save()

    text = text_of(at(PREROV).get(path))
    assert "Nová budova" in text
    assert "Radnice" not in text


def test_list_is_read_and_nothing_else(at: At, prerov: TownSettings) -> None:
    assert at(PREROV).post(map_path(prerov)).status_code == 405
