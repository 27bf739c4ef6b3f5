"""The form of a place: where it lies, the line of a path, its photos; what was measured is not the form's to change."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kpss_pages.barrier_free.desk.bulk import HidePlaces
from kpss_pages.barrier_free.forms import PlaceForm
from kpss_pages.barrier_free.lines import line_in, text_of
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, PlacePhoto
from sites.models import TownSettings
from tests.builders import make_image, make_office, make_place, make_survey
from tests.kpss_pages.screens import address, sent

pytestmark = pytest.mark.django_db
LINE = "49.455100, 17.451200\n49.456000, 17.452000"


def geojson(kind: str, coordinates: Any) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates})


def test_new_place_belongs_to_the_town_and_is_found(clerk: Client, prerov: TownSettings) -> None:
    url = address(Place, "add")
    data = sent(clerk, url, name="Kavárna Čas", category="food", latitude="49,4551", longitude="17.4512")
    listed = clerk.post(url, data, follow=True)
    place = Place.objects.get(site=prerov.site)
    assert reverse("kpss_barrier_free_survey_add", args=[prerov.site_id, place.pk]) in listed.content.decode()
    assert (str(place.latitude), place.line, place.wheelchair) == ("49.455100", [], "unknown")
    assert " kavarna " in place.search_words


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": "49.4551"}, "longitude"),
        ({"longitude": "17.4512"}, "latitude"),
        ({"latitude": "17.4512", "longitude": "49.4551"}, "latitude"),
        ({"latitude": "54.5", "longitude": "18.6"}, "latitude"),
        ({"latitude": "50.0", "longitude": "14.4"}, "latitude"),
        ({"latitude": "NaN", "longitude": "14.4"}, "latitude"),
        ({"latitude": "9" * 400, "longitude": "14.4"}, "latitude"),
        ({"name": "a\x00b"}, "name"),
        ({"name": ""}, "name"),
        ({"category": "castle"}, "category"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"route": LINE}, "route"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    clerk: Client, prerov: TownSettings, changes: dict[str, str], field: str
) -> None:
    BarrierFreeSettings.objects.create(site=prerov.site, south="49.4", north="49.5", west="17.4", east="17.5")
    url = address(Place, "add")
    response = clerk.post(url, sent(clerk, url, name="Místo", category="office") | changes)
    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert not Place.objects.exists()


def test_position_of_before_the_area_was_narrowed_is_in_nobodys_way(clerk: Client, prerov: TownSettings) -> None:
    place = make_place(prerov, latitude="50.000000", longitude="14.400000")
    BarrierFreeSettings.objects.create(site=prerov.site, south="49.4", north="49.5", west="17.4", east="17.5")
    url = address(Place, "edit", place.pk)
    assert clerk.post(url, sent(clerk, url, name="Jinak")).status_code == 302
    assert clerk.post(url, sent(clerk, url, latitude="50.1")).context["form"].errors["latitude"]


def test_path_has_a_line_that_gives_its_position(clerk: Client, prerov: TownSettings) -> None:
    url = address(Place, "add")
    assert clerk.post(url, sent(clerk, url, name="Cesta", category="path", route=LINE)).status_code == 302
    place = Place.objects.get(site=prerov.site)
    assert place.line == [[17.4512, 49.4551], [17.452, 49.456]]
    assert (str(place.latitude), str(place.longitude)) == ("49.455100", "17.451200")
    url = address(Place, "edit", place.pk)
    assert clerk.get(url).context["form"]["route"].value() == LINE
    clerk.post(url, sent(clerk, url, route=""))
    place.refresh_from_db()
    assert place.line == []


@pytest.mark.parametrize(
    "text",
    [
        "49.4551, 17.4512",
        "here\nthere",
        "17.45, 49.45\n17.46, 49.46",
        "54.5, 18.6\n54.6, 18.6",
        geojson("Polygon", [[[17.4, 49.4], [17.5, 49.4], [17.4, 49.5], [17.4, 49.4]]]),
        geojson("Point", [17.4, 49.4]),
        geojson("LineString", [[17.4, 49.4]]),
        geojson("LineString", [[17.4, 49.4], ["x", None]]),
        geojson("LineString", [[17.4, 49.4], [1e400, 49.4]]),
        geojson("LineString", [[17.4 + number / 10**5, 49.4] for number in range(2001)]),
        geojson("LineString", {"a": 1}),
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "Feature", "geometry": null}',
        "{",
        "[" * 50_000,
        "1 1\n" * 60_000,
    ],
)
def test_what_is_no_line_is_refused_with_a_sentence(clerk: Client, text: str) -> None:
    url = address(Place, "add")
    response = clerk.post(url, sent(clerk, url, name="Cesta", category="path", route=text))
    assert response.status_code == 200
    assert str(response.context["form"].errors["route"][0]).endswith((".", "17.4512."))
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        "49,4551; 17,4512\n\n49,456; 17,452",
        "49.4551000N, 17.4512000E\n49.4560000N, 17.4520000E",
        "49.4551°\t17.4512°\n49.456° 17.452°",
        geojson("LineString", [[17.4512, 49.4551, 210.5], [17.452, 49.456]]),
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "LineString", "coordinates": [[17.4512, 49.4551], [17.452, 49.456]]},
                    }
                ],
            }
        ),
    ],
)
def test_line_is_read_as_people_and_programs_write_it(text: str) -> None:
    assert text_of(line_in(text)) == LINE


def test_photo_says_what_it_shows_and_is_the_towns_own(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    place, image, foreign = make_place(prerov), make_image(prerov), make_image(bbsk)
    url = address(Place, "edit", place.pk)

    def posted(image_id: int, words: str) -> Any:
        row = {"photos-TOTAL_FORMS": 1, "photos-0-image": image_id, "photos-0-alt_text": words, "photos-0-ORDER": 1}
        return clerk.post(url, sent(clerk, url) | row)

    for words in ("", "   "):
        assert posted(image.pk, words).status_code == 200
    assert posted(foreign.pk, "Dva schody").status_code in (200, 404)
    assert not place.photos.exists()
    assert posted(image.pk, "Dva schody").status_code == 302
    assert [photo.alt_text for photo in place.photos.all()] == ["Dva schody"]


def test_form_shows_the_survey_and_what_is_there_and_leaves_them_alone(clerk: Client, prerov: TownSettings) -> None:
    place = make_place(prerov, "Radnice", {"entrances": [{"door": 91}]}, verdicts={"wheelchair": "partly"})
    make_office(prerov, "Podatelna", mapped_place=place)
    url = address(Place, "edit", place.pk)
    text = clerk.get(url).content.decode()
    for said in ("91", "Podatelna", "places-verdict is-partly", f"/surveys/add/{place.pk}/"):
        assert said in text
    assert clerk.post(url, sent(clerk, url, name="Stará radnice", wheelchair="accessible")).status_code == 302
    before = place.revisions.order_by("pk").last()
    place.refresh_from_db()
    assert (place.name, place.wheelchair) == ("Stará radnice", "partly")
    Place.objects.filter(pk=place.pk).update(wheelchair="accessible", survey=None)
    old = before.as_object()
    assert (old.name, old.wheelchair, old.survey_id) == ("Stará radnice", "accessible", None)


def test_survey_that_is_taken_while_the_form_is_saved_holds(prerov: TownSettings) -> None:
    opened = make_place(prerov, "Radnice", {"entrances": [{"door": 91}]}, verdicts={"wheelchair": "partly"})
    opened.refresh_from_db()
    newer = make_survey(Place.objects.get(pk=opened.pk), {"entrances": [{"door": 95}]}, {"wheelchair": "accessible"})

    opened.name = "Stará radnice"
    opened.photos.add(PlacePhoto(image=make_image(prerov), alt_text="Dva schody"))
    opened.save()

    opened.refresh_from_db()
    assert (opened.name, opened.survey, opened.wheelchair) == ("Stará radnice", newer, "accessible")
    assert PlacePhoto.objects.get().place == opened


def test_what_was_surveyed_stays_of_its_shape(clerk: Client, prerov: TownSettings) -> None:
    place = make_place(prerov, measures={"entrances": [{"door": 91}]})
    url = address(Place, "edit", place.pk)
    assert clerk.post(url, sent(clerk, url, category="bench")).context["form"].errors["category"]
    assert clerk.post(url, sent(clerk, url, category="shop")).status_code == 302


def test_place_of_another_town_is_not_there(clerk: Client, bbsk: TownSettings) -> None:
    place = make_place(bbsk)
    for name in ("edit", "delete", "usage", "history"):
        assert clerk.get(address(Place, name, place.pk)).status_code == 404


def test_place_that_is_deleted_while_its_form_is_sent_does_not_come_back(
    clerk: Client, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place(prerov)
    url = address(Place, "edit", place.pk)
    data = sent(clerk, url, name="Jinak")
    check = PlaceForm.clean

    def late(form: PlaceForm) -> dict[str, Any]:
        Place.objects.filter(pk=place.pk).delete()
        return check(form)

    monkeypatch.setattr(PlaceForm, "clean", late)
    response = clerk.post(url, data)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert "Jinak" in response.content.decode()
    assert not Place.objects.exists()


def test_place_that_is_deleted_while_several_are_hidden_is_left_out(prerov: TownSettings) -> None:
    gone, stays = make_place(prerov, "Gone"), make_place(prerov, "Stays")
    Place.objects.filter(pk=gone.pk).delete()
    assert HidePlaces.execute_action([gone, stays]) == (1, 0)
    assert list(Place.objects.values_list("name", "is_published")) == [("Stays", False)]
