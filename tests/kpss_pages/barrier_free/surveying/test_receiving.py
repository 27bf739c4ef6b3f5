"""Surveys are taken in once, whole, and only when they can be true."""

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpss_pages.barrier_free.choices import SurveyOrigin, SurveyState
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, Survey, SurveyLink, SurveyPhoto
from kpss_pages.barrier_free.surveying import receiving
from kpss_pages.barrier_free.surveying.reading import LONGEST, text_in
from kpss_pages.barrier_free.surveying.receiving import receive
from sites.models import TownSettings
from tests.builders import make_place
from tests.kpss_pages.barrier_free.surveying.sending import NEW_PLACE, exif_at, make_link, picture

pytestmark = pytest.mark.django_db

KEY = "0b0f6f0e-3b5b-4f0e-9d7e-1d2f3a4b5c6d"
HERE = {"latitude": "49,45512", "longitude": "17.4509"}


@pytest.fixture
def link(prerov: TownSettings) -> SurveyLink:
    return make_link(prerov)


def refused(town: TownSettings, link: SurveyLink, *photos: Any, **changes: Any) -> dict[str, list[str]]:
    """Return what is said of a survey that differs in something from one that is taken."""
    received = receive(town, link, {**NEW_PLACE, **changes}, photos)
    assert (received.state, received.survey) == ("refused", None)
    assert not Survey.objects.exists()
    return received.errors


def test_survey_of_a_new_place_waits(prerov: TownSettings, link: SurveyLink) -> None:
    said = {**NEW_PLACE, **HERE, "key": KEY, "note": "Zvonek nefunguje.", "surveyor": "Jana Vzorná"}

    received = receive(prerov, link, said, [])

    survey = Survey.objects.get()
    assert (received.state, received.survey, received.errors) == ("saved", survey, {})
    assert (survey.state, survey.origin, survey.place) == (SurveyState.WAITING, SurveyOrigin.FIELD, None)
    assert (survey.site_id, survey.link, str(survey.key)) == (prerov.site_id, link, KEY)
    assert survey.measures == {"entrances": [{"door": 90}]}
    assert survey.place_values == {
        "name": "Lékárna U Lva", "category": "health", "latitude": "49.455120", "longitude": "17.450900",
    }  # fmt: skip
    assert (survey.surveyor_kind, survey.surveyor) == ("citizen", "")
    assert not Place.objects.exists()


def test_survey_of_a_place_proposes_only_what_differs(prerov: TownSettings, link: SurveyLink) -> None:
    place = make_place(prerov, "Knihovna", street="Žerotínovo náměstí 36")
    said = {"place": place.pk, "name": "Knihovna", "street": "Jiná 1", "inside-0-passage": "85"}

    receive(prerov, link, said, [])

    survey = Survey.objects.get()
    assert (survey.place, survey.place_values) == (place, {"street": "Jiná 1"})
    place.refresh_from_db()
    assert (place.survey, place.street) == (None, "Žerotínovo náměstí 36")


def test_organisation_is_named(prerov: TownSettings, link: SurveyLink) -> None:
    assert set(refused(prerov, link, surveyor_kind="organisation")) == {"surveyor"}
    receive(prerov, link, {**NEW_PLACE, "surveyor_kind": "organisation", "surveyor": "Klub seniorů Přerov"}, [])
    assert Survey.objects.get().surveyor == "Klub seniorů Přerov"


def test_same_key_is_the_same_survey_even_when_the_link_has_closed(prerov: TownSettings, link: SurveyLink) -> None:
    first = receive(prerov, link, {**NEW_PLACE, "key": KEY}, [picture()])
    SurveyLink.objects.update(is_stopped=True)
    link.refresh_from_db()

    again = receive(prerov, link, {**NEW_PLACE, "key": KEY.upper(), "name": "Něco jiného"}, [picture()])

    assert (again.state, again.survey) == ("here already", first.survey)
    assert Survey.objects.get().place_values["name"] == NEW_PLACE["name"]
    assert SurveyPhoto.objects.count() == 1


def test_key_of_another_town_is_free(prerov: TownSettings, bbsk: TownSettings, link: SurveyLink) -> None:
    receive(bbsk, make_link(bbsk), {**NEW_PLACE, "key": KEY}, [])

    assert receive(prerov, link, {**NEW_PLACE, "key": KEY}, []).state == "saved"
    assert set(Survey.objects.values_list("site", "key")) == {
        (prerov.site_id, uuid.UUID(KEY)), (bbsk.site_id, uuid.UUID(KEY)),
    }  # fmt: skip


def test_place_that_is_deleted_in_that_moment_is_told_and_nothing_is_lost(
    prerov: TownSettings, link: SurveyLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place(prerov, "Knihovna")
    fields = {"place": str(place.pk), "entrances-0-door": "90", "key": str(uuid.uuid4())}
    monkeypatch.setattr(receiving, "_find_position", lambda *rest: Place.objects.filter(pk=place.pk).delete())

    answer = receive(prerov, link, fields, [])

    assert (answer.state, list(answer.errors)) == ("refused", ["place"])
    assert not Survey.objects.exists()


def test_two_at_the_same_instant_make_one(
    prerov: TownSettings, link: SurveyLink, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = receive(prerov, make_link(prerov), {**NEW_PLACE, "key": KEY}, [])
    known = receiving._with_key
    looked = iter([None, None])
    monkeypatch.setattr(receiving, "_with_key", lambda *which: next(looked, known(*which)))

    second = receive(prerov, link, {**NEW_PLACE, "key": KEY}, [picture()])

    assert (second.state, second.survey) == ("here already", first.survey)
    assert Survey.objects.count() == 1


def test_photos_of_what_is_not_kept_are_not_left_behind(
    prerov: TownSettings, link: SurveyLink, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(SurveyPhoto, "save", full)
    with pytest.raises(OSError, match="full"):
        receive(prerov, link, NEW_PLACE, [picture()])

    assert not Survey.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_link_takes_as_many_as_it_says(prerov: TownSettings) -> None:
    link = make_link(prerov, most_surveys=1)

    assert [receive(prerov, link, NEW_PLACE, []).state for _ in range(2)] == ["saved", "closed"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""), ("name", "a" * 5000), ("category", ""), ("category", "castle"), ("entrances-0-door", "900"),
        ("entrances-0-ramp_slope", "300 %"), ("entrances-0-door", "1e999"), ("entrances-0-steps", "tři"),
        ("place", "1"), ("place", "x\0"), ("key", "1234"), ("surveyed_on", "včera"), ("surveyed_on", "2026-02-31"),
        ("surveyed_on", "0001-01-01"), ("surveyed_on", "2999-12-31"),
        ("surveyor_kind", "king"), ("note", "a" * 3000), ("verdict-wheelchair", "fine"), ("latitude", "north"),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_its_sentence_at_its_field(
    prerov: TownSettings, link: SurveyLink, name: str, value: str
) -> None:
    errors = refused(prerov, link, **{name: value})

    assert errors.keys() - {"longitude"} == {name}
    [sentence] = errors[name]
    assert sentence.endswith((".", "80."))


@pytest.mark.parametrize(
    ("latitude", "longitude", "word"),
    [("43.1", "16.2", "country"), ("17.45", "49.45", "Exchange"), ("49.1", "17.45", "outside the area")],
)
def test_place_lies_where_the_town_is(
    prerov: TownSettings, link: SurveyLink, latitude: str, longitude: str, word: str
) -> None:
    BarrierFreeSettings.objects.update_or_create(
        site=prerov.site, defaults={"south": 49.4, "north": 49.5, "west": 17.4, "east": 17.5}
    )

    errors = refused(prerov, link, latitude=latitude, longitude=longitude)

    assert word in errors["latitude"][0]


def test_verdict_that_differs_from_what_is_suggested_has_a_reason(prerov: TownSettings, link: SurveyLink) -> None:
    held = {"verdict-pram": "inaccessible"}

    assert set(refused(prerov, link, **held)) == {"reason-pram"}
    survey = receive(prerov, link, {**NEW_PLACE, **held, "reason-pram": "Schod uvnitř"}, []).survey
    assert survey is not None
    assert survey.verdicts["pram"] | {"suggested": ""} == {
        "suggested": "", "verdict": "inaccessible", "reason": "Schod uvnitř",
    }  # fmt: skip


def test_empty_survey_is_none(prerov: TownSettings, link: SurveyLink) -> None:
    assert set(refused(prerov, link, **{"entrances-0-door": ""})) == {"__all__"}


def test_place_of_another_town_is_none(prerov: TownSettings, bbsk: TownSettings, link: SurveyLink) -> None:
    assert "place" in refused(prerov, link, place=make_place(bbsk).pk)


def test_photos_are_kept_in_the_towns_folder_with_their_words(prerov: TownSettings, link: SurveyLink) -> None:
    said = {**NEW_PLACE, "alt-0": "Dva schody", "alt-1": "a" * 999}

    receive(prerov, link, said, [picture(), picture("../../x.php", kind="PNG")])

    first, second = SurveyPhoto.objects.order_by("pk")
    assert (first.alt_text, len(second.alt_text)) == ("Dva schody", 300)
    for photo in (first, second):
        assert str(photo.file.name).startswith(f"{prerov.media_key}/surveys/")
        assert photo.file.read().startswith(b"\xff\xd8")


def test_position_of_a_photo_is_taken_where_there_is_none(prerov: TownSettings, link: SurveyLink) -> None:
    in_the_sea, here = picture(exif=exif_at(43.0, 16.0)), picture(exif=exif_at(49.4551, 17.4509))

    found = receive(prerov, link, NEW_PLACE, [in_the_sea, here]).survey
    given = receive(prerov, link, {**NEW_PLACE, **HERE, "latitude": "49.4"}, [picture(exif=exif_at(49.5, 17.5))]).survey

    assert found is not None
    assert given is not None
    assert round(Decimal(found.place_values["latitude"]), 3) == Decimal("49.455")
    assert given.place_values["latitude"] == "49.400000"


def test_what_is_no_photo_is_said_by_its_name_and_nothing_is_kept(prerov: TownSettings, link: SurveyLink) -> None:
    text = picture("dvere.jpg")
    text.file.truncate(100)
    text.size = 100

    errors = refused(prerov, link, picture(), text)
    many = refused(prerov, link, *[picture() for _ in range(7)])

    assert errors["photos"][0].startswith("dvere.jpg: ")
    assert "6" in many["photos"][0]


def test_texts_are_as_long_as_the_models_take() -> None:
    kept = {name: longest for name, longest in LONGEST.items() if name != "reason"}  # in JSON, which has no end
    for name, longest in kept.items():
        model: Any = Survey if name in ("note", "surveyor") else Place
        assert model._meta.get_field(name).max_length == longest


def test_end_of_a_line_is_one_character_as_the_field_counts_it() -> None:
    assert text_in({"note": "ab\r\n" * 3}, "note") == "ab\nab\nab"
    assert len(text_in({"note": "a\r\n" * 1000}, "note", LONGEST["note"])) < LONGEST["note"]
