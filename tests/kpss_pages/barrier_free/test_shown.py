"""A place in words: verdicts with reasons, measures, when and by whom; what is unknown is said to be so."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.pictograms import key_facts_of
from kpss_pages.barrier_free.shown import PICTOGRAMS, ShownPlace, shown_place
from sites.models import TownSettings
from tests.builders import make_place, make_survey
from tests.kpss_pages.barrier_free.verdicts.buildings import building

pytestmark = pytest.mark.django_db


def shown(place: Place, today: date = date(2026, 11, 25)) -> ShownPlace:
    return shown_place(Place.objects.select_related("survey").get(pk=place.pk), today)


def verdict_for(place: ShownPlace, profile: str) -> Any:
    return next(one for one in place.verdicts if one.profile == profile)


def facts(place: ShownPlace) -> dict[str, str]:
    return {fact.label: fact.words.replace("\xa0", " ") for fact in place.key_facts}


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def test_place_that_nobody_has_surveyed_says_so_and_nothing_else(prerov: TownSettings) -> None:
    place = shown(make_place(prerov))

    assert not place.is_surveyed
    assert not place.is_stale
    assert place.surveyed == "Nobody has surveyed it yet."
    assert place.state_words == "not surveyed"
    assert {verdict.verdict for verdict in place.verdicts} == {Verdict.UNKNOWN}
    assert [verdict.reasons for verdict in place.verdicts] == [[]] * 6
    assert set(facts(place).values()) == {"not surveyed"}
    assert place.pictograms == []
    assert not any(part.is_surveyed for part in place.parts)
    assert place.history() == []


def test_verdicts_have_their_reasons_and_the_wheelchair_comes_first(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, measures=building(entrances={"threshold": 5})))

    assert [verdict.profile for verdict in place.verdicts] == list(Profile)
    assert place.main.label == "partly accessible"
    assert place.main.reasons == ["Threshold (main entrance): 5\xa0cm – at most 2\xa0cm for “accessible”."]
    assert verdict_for(place, "escort").verdict is Verdict.ACCESSIBLE
    assert verdict_for(place, "sight").reasons[0] == "Guiding line: not surveyed."
    assert "our own rules derived" in verdict_for(place, "escort").basis_words


def test_accessible_place_says_what_makes_it_so(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, measures=building()))

    assert place.main.verdict is Verdict.ACCESSIBLE
    assert "Door width (main entrance): 80\xa0cm – at least 80\xa0cm for “accessible”." in place.main.reasons


def test_overridden_verdict_holds_with_its_reason_beside_what_was_suggested(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, measures=building(), verdicts={"wheelchair": "inaccessible"}))

    assert place.main.verdict is Verdict.INACCESSIBLE
    assert place.main.suggested is Verdict.ACCESSIBLE
    assert place.main.overridden_because == "said so"
    assert verdict_for(place, "pram").overridden_because == ""


def test_profiles_to_which_nothing_matters_at_a_kerb_have_no_verdict_there(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, category="kerb", measures={"crossing": [{"kerb": 2}]}))

    assert Profile.HEARING not in {verdict.profile for verdict in place.verdicts}
    assert facts(place) == {"Height of the kerb": "2 cm"}
    assert "buildings only" in place.main.basis_words
    assert "buildings only" in place.basis


def test_measures_are_in_words_with_what_is_unknown_among_them(prerov: TownSettings) -> None:
    measures = building(
        entrances=[
            {"role": "main", "steps": "+3 -1", "door": 90, "note": "Zvonek vlevo."},
            {"role": "side", "bell": False},
        ]
    )
    place = shown(make_place(prerov, measures=measures))
    entrances = next(part for part in place.parts if part.key == "entrances")
    main, side = entrances.items

    assert [item.label for item in entrances.items] == ["Main entrance", "Side entrance 2"]
    assert {fact.label: fact.words for fact in main.known} == {
        "Steps": "3 steps up, 1 step down (+3\xa0\u22121)",
        "Door width": "90\xa0cm",
    }
    assert main.note == "Zvonek vlevo."
    assert {fact.words for fact in main.unknown} == {"not surveyed"}
    assert [(fact.label, fact.words) for fact in side.known] == [("Bell that can be reached", "no")]
    assert not next(part for part in place.parts if part.key == "lifts").is_surveyed


def test_facts_of_the_list_are_short_and_say_what_nobody_knows(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, measures=building(parking={"spaces": 2}, inside={"has_floors": None})))

    assert facts(place) == {
        "Steps": "no steps",
        "Door width": "80 cm",
        "Toilet": "accessible",
        "Reserved parking": "2 spaces",
        "Lift": "not surveyed",
    }
    assert [fact.is_known for fact in place.key_facts] == [True, True, True, True, False]
    none = shown(make_place(prerov, "Sál", measures={"inside": [{"public_toilet": False, "lift": False}]}))
    assert (facts(none)["Toilet"], facts(none)["Lift"]) == ("none for the public", "no")


def test_steps_are_told_with_what_leads_past_them_and_routes_with_their_steps_and_length(prerov: TownSettings) -> None:
    main = {"role": "main", "steps": "+2", "ramp": "fixed", "platform": True, "lift": False}
    ramp = shown(make_place(prerov, measures=building(entrances=[main])))
    side = shown(make_place(prerov, measures=building(entrances=[{"steps": "+5"}, {"role": "side", "steps": "0"}])))
    neither = shown(
        make_place(prerov, measures=building(entrances=[{"steps": "+5", "ramp": "none"}, {"role": "side"}]))
    )
    way = {"surface": "loose", "steps": "+8", "length": 180}
    route = shown(make_place(prerov, category="path", measures={"way": [way]}))

    assert facts(ramp)["Steps"] == "2 steps up (+2) – fixed ramp, platform at the entrance"
    assert facts(side)["Steps"] == "5 steps up (+5); side entrance 2: no steps"
    assert facts(neither)["Steps"] == "5 steps up (+5)"
    assert facts(route) == {"Surface": "gravel or soil", "Steps": "8 steps up (+8)", "Length": "180 m"}


def test_facts_for_those_who_do_not_see_or_hear_are_of_guidance(prerov: TownSettings) -> None:
    row = make_place(prerov, measures=building(guidance={"braille": True, "loop": False}))

    def said(profile: str) -> dict[str, str]:
        return {fact.label: fact.words for fact in key_facts_of(row.measures, row, profile)}

    assert said("sight") == {
        "Guiding line": "not surveyed",
        "Tactile marks": "not surveyed",
        "Signs in Braille": "yes",
        "Voice beacon": "not surveyed",
        "Contrast marks on glass and steps": "not surveyed",
    }
    assert list(said("hearing").values()) == ["no", "not surveyed", "not surveyed"]
    assert "Steps" in said("pram")


def test_pictograms_have_words_and_say_what_is_not_there(prerov: TownSettings) -> None:
    measures = building(
        toilets={"euro_key": True, "changing_table": False},
        welcome={"dogs": True},
        guidance={"loop": False, "screen": False, "sign_language": False, "braille": False},
        parking={"spaces": 0},
    )
    place = shown(make_place(prerov, measures=measures))
    words = {pictogram.name: pictogram.words for pictogram in place.pictograms}

    assert [pictogram.name for pictogram in place.pictograms] == [name for name in PICTOGRAMS if name in words]
    assert words["euro-key"] == "Toilet with the Euro key: yes"
    assert words["changing-table"] == "Changing table: no"
    assert words["ear"].endswith(": no")
    assert words["parking"] == "Reserved parking: no"
    assert words["entrance"] == "Entrance without steps: yes"
    assert "eye" not in words
    assert "quiet" not in words
    toilets = next(part for part in place.parts if part.key == "toilets")
    assert [pictogram.name for pictogram in toilets.pictograms] == ["toilet", "euro-key", "changing-table"]


def test_pictogram_of_what_is_partly_accessible_is_no_plain_yes(prerov: TownSettings) -> None:
    place = shown(make_place(prerov, measures=building(toilets={"grade": "2"})))
    words = {pictogram.name: pictogram.words for pictogram in place.pictograms}

    assert place.row.toilet == Verdict.PARTLY
    assert words["toilet"] == "Toilet for people in a wheelchair: partly accessible"


def test_it_is_said_when_by_whom_and_how_long_it_can_be_relied_on(prerov: TownSettings) -> None:
    changes = {
        "surveyed_on": date(2026, 3, 12),
        "surveyor": "Spolek Vzor",
        "edition": "first",
        "next_survey_on": date(2026, 11, 24),
    }
    row = make_place(prerov, measures=building(), survey=changes)

    with override("cs"):
        assert "12. března 2026, Spolek Vzor" in shown(row).surveyed.replace("\xa0", " ")
        assert "1. vydání" in shown(row).surveyed
    assert shown(row).is_stale
    assert "may be different" in shown(row).state_words
    assert not shown(row, date(2026, 11, 24)).is_stale
    assert shown(row, date(2026, 11, 24)).state_words.startswith("next survey by")


def test_history_names_organisations_and_never_citizens(
    prerov: TownSettings, bbsk: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = make_place(prerov, measures=building(), survey={"surveyed_on": date(2026, 3, 1), "surveyor": "Spolek Vzor"})
    make_survey(
        row,
        building(entrances={"door": 60}),
        surveyed_on=date(2024, 3, 1),
        surveyor_kind="citizen",
        surveyor="Jana Vzorná",
    )
    make_survey(row, building(), state="waiting", surveyed_on=date(2026, 10, 1))
    make_place(bbsk, measures=building())
    place = shown(row)

    with django_assert_num_queries(1):
        history = place.history()

    assert [(each.surveyed_on.year, each.who) for each in history] == [(2026, "Spolek Vzor"), (2024, "a citizen")]
    assert [dict(each.verdicts)[Profile.WHEELCHAIR] for each in history] == [Verdict.ACCESSIBLE, Verdict.INACCESSIBLE]
    assert not [each for each in history if "Jana" in each.sentence]


def test_showing_a_place_asks_the_database_nothing(
    prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = Place.objects.select_related("survey").get(pk=make_place(prerov, measures=building()).pk)

    with django_assert_num_queries(0):
        place = shown_place(row)
        assert place.verdicts[0].reasons
        assert place.parts
        assert place.pictograms
        assert place.key_facts
        assert place.surveyed
        assert place.state_words
