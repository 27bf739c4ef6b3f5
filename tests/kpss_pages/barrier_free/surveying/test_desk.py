"""The desk's screens of surveys: what a clerk of a town sees and does there, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpss_pages.barrier_free.models import BarrierFreeSettings, BarrierReport, Place, Survey, SurveyPhoto
from kpss_pages.barrier_free.surveying.receiving import receive
from sites.models import Role, TownSettings
from tests.builders import make_office, make_place, make_survey, make_user, signed_in
from tests.kpss_pages.barrier_free.surveying.sending import NEW_PLACE, make_link, picture
from tests.kpss_pages.screens import address as screen_of

pytestmark = pytest.mark.django_db

PREFIX = "kpss_barrier_free_"


@pytest.fixture
def editor(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def address(town: TownSettings, name: str = "surveys", *more: Any) -> str:
    return reverse(f"{PREFIX}{name}", args=[town.site_id, *more])


def sent(town: TownSettings, *photos: Any, **changes: Any) -> Survey:
    survey = receive(town, make_link(town), {**NEW_PLACE, **changes}, photos).survey
    assert survey is not None
    return survey


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def posted(answer: Any, action: str, **changes: str) -> dict[str, str]:
    """Return what a form sends that somebody has opened and changed."""
    seen = {"seen": answer.context["seen"]} if "seen" in answer.context else {}
    return dict(answer.context["fields"]) | seen | {"action": action} | changes


def test_list_has_the_surveys_of_one_town_alone(prerov: TownSettings, bbsk: TownSettings, editor: Client) -> None:
    sent(prerov, name="Lékárna naše")
    theirs = sent(bbsk, picture(), name="Lekáreň ich")
    place = make_place(bbsk)

    page = text_of(editor.get(address(prerov), {"state": "any"}))

    assert "Lékárna naše" in page
    assert "Klub seniorů" in page
    assert "Lekáreň ich" not in page
    foreign = [
        address(bbsk), address(bbsk, "survey", theirs.pk), address(bbsk, "survey_correct", theirs.pk),
        address(bbsk, "survey_add", place.pk), address(bbsk, "survey_photo", SurveyPhoto.objects.get().pk),
    ]  # fmt: skip
    for path in foreign:
        assert editor.get(path).status_code in (302, 404)
    under_our_number = [
        address(prerov, "survey", theirs.pk), address(prerov, "survey_correct", theirs.pk),
        address(prerov, "survey_add", place.pk), address(prerov, "survey_photo", SurveyPhoto.objects.get().pk),
    ]  # fmt: skip
    for path in under_our_number:
        assert editor.get(path).status_code == 404
    editor.post(address(prerov, "survey", theirs.pk), {"action": "reject"})
    theirs.refresh_from_db()
    assert theirs.state == "waiting"


def test_list_says_which_survey_of_a_place_holds(prerov: TownSettings, editor: Client) -> None:
    place = make_place(prerov)
    today = timezone.localdate()
    for days in (900, 30):
        make_survey(place, {}, surveyed_on=today - timedelta(days=days))

    page = text_of(editor.get(address(prerov), {"state": "accepted"}))

    assert page.count("platí</span>") == 1
    assert page.count("zmapování místa</span>") == 1
    assert "nové zmapování" not in page


def test_list_asks_no_more_the_more_there_is(
    prerov: TownSettings, editor: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        sent(prerov, picture())
    editor.get(address(prerov))
    with django_assert_max_num_queries(30):
        page = text_of(editor.get(address(prerov), {"state": "x\0", "link": "\0", "place": "9" * 30, "p": "-"}))
    assert page.count("Lékárna U Lva") == 12


def test_photo_is_for_the_towns_own_people(prerov: TownSettings, editor: Client) -> None:
    sent(prerov, picture())
    path = address(prerov, "survey_photo", SurveyPhoto.objects.get().pk)

    answer = editor.get(path)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client(headers={"host": "prerov.example"}).get(path).status_code == 302


def test_clerk_accepts_a_new_place_with_a_photo(prerov: TownSettings, editor: Client) -> None:
    survey = sent(prerov, picture())
    photo = SurveyPhoto.objects.get()
    path = address(prerov, "survey", survey.pk)
    opened = editor.get(path)

    without_words = editor.post(path, posted(opened, "accept", **{f"take-{photo.pk}": "yes"}))
    assert without_words.status_code == 422
    assert f"alt-{photo.pk}" in without_words.context["errors"]
    assert not Place.objects.exists()

    changes = {f"take-{photo.pk}": "yes", f"alt-{photo.pk}": "Dva schody", "entrances-0-door": "85", "publish": "no"}
    answer = editor.post(path, posted(opened, "accept", **changes))

    assert answer.status_code == 302
    place = Place.objects.get()
    assert (place.is_published, place.measures) == (False, {"entrances": [{"door": 85}]})
    assert place.next_survey_on == survey.surveyed_on + relativedelta(months=36)
    assert place.photos.get().alt_text == "Dva schody"


def test_survey_stands_beside_what_holds_in_words(prerov: TownSettings, editor: Client) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 100, "threshold": 2}], "inside": [{"passage": 120}]})
    survey = sent(prerov, place=place.pk, name="Knihovna", category="culture", **{"entrances-0-threshold": "2"})
    path = address(prerov, "survey", survey.pk)

    opened = editor.get(path)

    rows = {
        row.asked.field: (row.asked.value, row.now.replace("\xa0", " "), bool(row.difference))
        for part in opened.context["parts"] for item in part.items for row in item.rows
    }  # fmt: skip
    assert rows["entrances-0-door"] == ("90", "100 cm", True)
    assert rows["entrances-0-threshold"] == ("2", "2 cm", False)
    assert rows["inside-0-passage"] == ("", "120 cm", True)
    assert rows["inside-0-steps"] == ("", "", False)
    assert {row.name for row in opened.context["place_rows"] if row.difference} == {"category"}
    carried = editor.post(path, posted(opened, "carry"))
    assert (carried.status_code, carried.context["fields"]["inside-0-passage"]) == (200, "120")
    assert carried.context["fields"]["entrances-0-door"] == "90"
    assert Survey.objects.get(pk=survey.pk).state == "waiting"


def test_faults_stand_at_their_fields_and_nothing_is_lost(prerov: TownSettings, editor: Client) -> None:
    survey = sent(prerov)
    path = address(prerov, "survey", survey.pk)
    opened = editor.get(path)
    changes = {"entrances-0-door": "900", "name": "", "verdict-pram": "partly", "next_survey_on": "2001-01-01"}

    answer = editor.post(path, posted(opened, "accept", **changes, note="Zapsáno"))

    assert answer.status_code == 422
    assert answer.context["errors"].keys() == {"entrances-0-door", "name", "reason-pram", "next_survey_on"}
    page = text_of(answer)
    assert 'value="900"' in page
    assert "Zapsáno" in page
    assert page.count('aria-invalid="true"') >= 4
    shown = editor.post(path, posted(opened, "check", category="path", **{"way-0-slope": "5"}))
    assert 'type="hidden" name="entrances-0-door" value="90"' in text_of(shown)


def test_decided_survey_is_shown_and_taken_back(prerov: TownSettings, editor: Client) -> None:
    survey = sent(prerov)
    path = address(prerov, "survey", survey.pk)
    opened = editor.get(path)
    editor.post(path, posted(opened, "accept"))

    decided = editor.get(path)
    assert decided.context["can_be_reopened"]
    assert 'name="entrances-0-door"' not in text_of(decided)
    assert editor.post(path, posted(opened, "accept")).status_code == 302
    assert Place.objects.count() == 1
    editor.post(path, {"action": "undo"})

    survey.refresh_from_db()
    assert (survey.state, Place.objects.count()) == ("waiting", 0)
    editor.post(path, {"action": "reject"})
    assert editor.get(address(prerov), {"state": "rejected"}).context["page"].object_list[0] == survey


def test_who_cannot_take_a_place_back_is_led_to_what_belongs_to_it(prerov: TownSettings, editor: Client) -> None:
    survey = sent(prerov)
    path = address(prerov, "survey", survey.pk)
    editor.post(path, posted(editor.get(path), "accept"))
    place = Place.objects.get()
    office = make_office(prerov, "Podatelna", mapped_place=place)
    make_survey(place, {}, state="rejected")
    BarrierReport.objects.create(site=prerov.site, place=place, subject="barrier", words="Vysoký práh.")

    page = text_of(editor.post(path, {"action": "undo"}, follow=True))

    assert "1 zmapování; 1 hlášení veřejnosti; " in page
    listed = reverse("kpss_barrier_free_surveys", args=[prerov.site_id])
    reported = reverse("kpss_barrier_free_reports", args=[prerov.site_id])
    for led in (
        *(screen_of(Place, "edit", place.pk), screen_of(type(office), "edit", office.pk)),
        *(f"{listed}?state=any&amp;place={place.pk}", f"{reported}?state=open&amp;place={place.pk}"),
    ):
        assert f'href="{led}"' in page
    assert Survey.objects.get(pk=survey.pk).state == "accepted"


def test_town_enters_a_survey_of_a_place(prerov: TownSettings, editor: Client) -> None:
    BarrierFreeSettings.objects.update_or_create(site=prerov.site, defaults={"survey_every_months": 12})
    place = make_place(prerov, "Knihovna")
    path = address(prerov, "survey_add", place.pk)
    opened = editor.get(path)
    fields = posted(opened, "save", key=opened.context["key"])
    today = timezone.localdate()
    assert fields["next_survey_on"] == (today + relativedelta(months=12)).isoformat()
    assert (fields["surveyor_kind"], fields["surveyor"]) == ("organisation", "Přerov")

    assert editor.post(path, fields).status_code == 422
    late = editor.post(path, fields | {"surveyed_on": (today + timedelta(days=3)).isoformat(), "note": "x\0"})
    assert "surveyed_on" in late.context["errors"]
    more = editor.post(path, fields | {"entrances-0-door": "90", "more": "lifts"})
    assert (more.status_code, Survey.objects.count()) == (200, 0)
    [entrances] = [part for part in more.context["parts"] if part.asked.part.key == "entrances"]
    assert len(entrances.items) == 2
    # The blank one that stands there already is the one more.
    blank = {"entrances-0-door": "90", "entrances-1-door": ""}
    more = editor.post(path, fields | blank | {"more": "entrances"})
    [entrances] = [part for part in more.context["parts"] if part.asked.part.key == "entrances"]
    assert [item.is_open for item in entrances.items] == [True, True]
    assert text_of(more).count('id="one-more"') == 1
    for _ in range(2):
        assert editor.post(path, fields | {"entrances-0-door": "90"}).status_code == 302

    survey = Survey.objects.get()
    place.refresh_from_db()
    assert (place.survey, place.measures, survey.origin) == (survey, {"entrances": [{"door": 90}]}, "desk")
    assert survey.next_survey_on == today + relativedelta(months=12)


def test_town_corrects_the_survey_that_holds(prerov: TownSettings, editor: Client) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 100}]}, survey={"surveyor": "Město Přerov"})
    former = place.surveys.get()
    path = address(prerov, "survey_correct", former.pk)

    fields = posted(editor.get(path), "save", key="not a key") | {"entrances-0-door": "80"}
    assert editor.post(path, fields).status_code == 302

    place.refresh_from_db()
    assert place.measures == {"entrances": [{"door": 80}]}
    assert place.survey is not None
    assert place.survey.corrects == former
    assert editor.get(path).status_code == 302


def test_junk_is_no_fault_of_ours(prerov: TownSettings, editor: Client) -> None:
    survey = sent(prerov)
    path = address(prerov, "survey", survey.pk)

    for action in ("", "x\0", "accept", "more"):
        answer = editor.post(
            path, {"action": action, "name": "\0", "category": "\0", "latitude": "9" * 400, "seen": "\0"}
        )
        assert answer.status_code in (200, 422)


def test_position_of_before_the_area_was_narrowed_is_in_nobodys_way(prerov: TownSettings, editor: Client) -> None:
    place = make_place(prerov, "Knihovna", latitude="50.000000", longitude="14.400000")
    survey = sent(prerov, place=place.pk, name="Knihovna", category="office")
    BarrierFreeSettings.objects.create(site=prerov.site, south="49.4", north="49.5", west="17.4", east="17.5")
    path = address(prerov, "survey", survey.pk)
    opened = editor.get(path)

    moved = editor.post(path, posted(opened, "accept", latitude="50.1"))
    assert moved.context["errors"].keys() == {"latitude"}
    assert editor.post(path, posted(opened, "accept")).status_code == 302


def test_surveyed_place_stays_of_its_shape_and_a_path_where_its_line_begins(
    prerov: TownSettings, editor: Client
) -> None:
    measures = {"way": [{"width": 150}]}
    place = make_place(prerov, "Cesta", measures, category="path", latitude="49.455100", longitude="17.451200")
    Place.objects.filter(pk=place.pk).update(line=[[17.4512, 49.4551], [17.452, 49.456]])
    there = {"latitude": "49.4560", "longitude": "17.4520"}
    survey = sent(prerov, place=place.pk, name="Cesta", category="path", **{"way-0-width": "160"}, **there)
    assert survey.place_values == {}
    path = address(prerov, "survey", survey.pk)
    opened = editor.get(path)

    assert "category" in editor.post(path, posted(opened, "accept", category="office")).context["errors"]
    assert editor.post(path, posted(opened, "accept", **there)).status_code == 302

    place.refresh_from_db()
    assert (str(place.latitude), str(place.longitude)) == ("49.455100", "17.451200")
    assert place.measures == {"way": [{"width": 160}]}
