"""A place's own page: facts before colours, what nobody has measured said as such."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kpss_pages.barrier_free.here import ThingHere
from kpss_pages.barrier_free.models import Place, PlacePhoto
from kpss_pages.barrier_free.public import place as place_view
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from tests.builders import At, make_image, make_place, make_survey
from tests.kpss_pages.barrier_free.public.pages import BBSK, PREROV, names_of, path_of, text_of

pytestmark = pytest.mark.django_db

MEASURES = {
    "entrances": [{"role": "main", "steps": "+2", "door": 85, "threshold": 2.5}, {"role": "side", "steps": "0"}],
    "toilets": [{"grade": "1", "door": 90, "euro_key": True}],
    "welcome": [{"dogs": False}],
}


@pytest.fixture
def place(prerov: TownSettings) -> Place:
    return make_place(
        prerov,
        "Radnice",
        MEASURES,
        verdicts={"wheelchair": "partly"},
        street="Bratrská 34",
        latitude="49.4551",
        longitude="17.4509",
        hours=hours_from_lines(["8.00–17.00"]),
        survey={"surveyor": "Spolek Vzor", "note": "Zvoněte."},
    )


def test_place_says_its_verdicts_measures_and_what_nobody_has_measured(
    at: At, place: Place, prerov: TownSettings
) -> None:
    text = text_of(at(PREROV).get(path_of(place, prerov)))

    assert "<h1>Radnice</h1>" in text
    assert "85 cm" in text
    assert "2,5 cm" in text
    assert "(+2)" in text
    assert 'class="places-verdict is-partly"' in text
    assert "said so" in text
    assert "Spolek Vzor" in text
    assert 'class="places-part is-unknown"' in text
    assert 'class="places-unknown"' in text
    assert 'class="is-struck"' in text
    assert f"http://{PREROV}{path_of(place, prerov)}" in text
    assert "report/" in text


def test_place_that_nobody_has_surveyed_is_neither_good_nor_bad(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    for town, host in ((prerov, PREROV), (bbsk, BBSK)):
        text = text_of(at(host).get(path_of(make_place(town, "Kino"), town)))
        for verdict in ("accessible", "partly", "inaccessible"):
            assert f'class="places-verdict is-{verdict}"' not in text
        assert 'class="places-verdict is-unknown"' in text


def test_page_of_another_language_says_which_words_are_the_towns(at: At, bbsk: TownSettings) -> None:
    place = make_place(bbsk, "Knižnica", MEASURES)

    assert "<h1>Knižnica</h1>" in text_of(at(BBSK).get(path_of(place, bbsk)))
    assert '<h1 lang="sk">Knižnica</h1>' in text_of(at(BBSK).get(path_of(place, bbsk, "cs")))


def test_list_finds_what_is_near_a_place_among_its_namesakes(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_place(prerov, "Lékárna", street="Dolní 1", latitude="49.46", longitude="17.46")
    meant = make_place(prerov, "Lékárna", street="Horní 7", latitude="49.4551", longitude="17.4509")
    make_place(bbsk, "Lékárna", street="Horní 7", latitude="48.7", longitude="19.1")
    nowhere = make_place(prerov, "Kino", street="Horní 9")

    link = re.search(r'href="([^"]+near=[^"]+)#results"', text_of(at(PREROV).get(path_of(meant, prerov))))
    assert link is not None
    found = at(PREROV).get(link[1])
    assert found.context["cards"][0].row.pk == meant.pk
    assert names_of(found) == ["Lékárna", "Lékárna", "Kino"]
    assert "near=" not in text_of(at(PREROV).get(path_of(nowhere, prerov)))


def test_hidden_place_and_one_of_another_town_have_no_page(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    hidden, foreign = make_place(prerov, "Skrytá", is_published=False), make_place(bbsk, "Cizí")

    for row in (hidden, foreign):
        for address in ("", "report/"):
            assert at(PREROV).get(f"{path_of(row, prerov)}{address}").status_code == 404


def test_earlier_surveys_stay_in_its_history_and_those_that_wait_do_not_show(
    at: At, place: Place, prerov: TownSettings
) -> None:
    earlier = timezone.localdate() - timedelta(days=800)
    make_survey(place, {}, surveyed_on=earlier, surveyor="Dřívější spolek")
    make_survey(place, {}, state="waiting", surveyor="Čekající spolek")

    text = text_of(at(PREROV).get(path_of(place, prerov)))

    assert "Dřívější spolek" in text
    assert "Čekající" not in text


def linked_in(html: str) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return next(each for each in map(json.loads, blocks) if each["@type"] == "GovernmentOffice")


def test_photo_has_its_words_and_what_is_here_its_address(
    at: At, place: Place, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = make_image(prerov)
    type(image).objects.filter(pk=image.pk).update(credit="Jana Vzorná")
    PlacePhoto.objects.create(place=place, image=image, alt_text="Dva schody a zábradlí vpravo")
    things = [ThingHere("úřad", "Sociální odbor", "/kontakty/1/")]
    monkeypatch.setattr(place_view, "things_at", lambda row, language: things)

    text = text_of(at(PREROV).get(path_of(place, prerov)))

    assert 'alt="Dva schody a zábradlí vpravo"' in text
    assert 'loading="lazy"' in text
    assert '<a href="/kontakty/1/">Sociální odbor</a>' in text
    (photo,) = linked_in(text)["image"]
    assert (photo["caption"], photo["creditText"]) == ("Dva schody a zábradlí vpravo", "Jana Vzorná")
    assert photo["contentUrl"].startswith(f"{prerov.site.root_url}/")


def test_search_engines_are_told_what_is_known_and_nothing_else(at: At, place: Place, prerov: TownSettings) -> None:
    linked = linked_in(text_of(at(PREROV).get(path_of(place, prerov))))

    assert linked["name"] == "Radnice"
    assert linked["address"]["streetAddress"] == "Bratrská 34"
    assert linked["geo"] == {"@type": "GeoCoordinates", "latitude": 49.4551, "longitude": 17.4509}
    assert {each["value"] for each in linked["amenityFeature"]} == {True, False, "částečně přístupné"}
    assert linked["openingHoursSpecification"]
    assert "isAccessibleForFree" not in linked


def test_page_costs_the_same_whatever_else_there_is(
    at: At, place: Place, prerov: TownSettings, bbsk: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for town in (prerov, bbsk):
        image = make_image(town)
        for number in range(4):
            other = make_place(town, f"Place {number}", MEASURES)
            PlacePhoto.objects.create(place=other, image=image, alt_text="Dveře")
    image = make_image(prerov)
    for _number in range(4):
        PlacePhoto.objects.create(place=place, image=image, alt_text="Dveře")
        make_survey(place, {}, surveyed_on=timezone.localdate() - timedelta(days=900))
    path = path_of(place, prerov)
    at(PREROV).get(f"{path}?first")

    with django_assert_max_num_queries(14):
        text_of(at(PREROV).get(f"{path}?second"))
