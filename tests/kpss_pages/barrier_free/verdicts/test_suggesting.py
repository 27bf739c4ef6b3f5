"""Verdicts follow from the measures by the limits of the edition; what nobody has measured is neither fine nor a barrier."""

from typing import Any

import pytest

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.measures import PARTS, cleaned
from kpss_pages.barrier_free.verdicts import suggest, toilet_verdict
from kpss_pages.barrier_free.verdicts.limits import applies
from tests.kpss_pages.barrier_free.measures.test_cleaning import HOSTILE
from tests.kpss_pages.barrier_free.verdicts.buildings import (
    FINE_LIFT,
    FINE_PLATFORM,
    FINE_RAMP,
    building,
    missing,
    reasons,
    verdict,
)

A, P, N, U = Verdict.ACCESSIBLE, Verdict.PARTLY, Verdict.INACCESSIBLE, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, A),
        ({"entrances": {"threshold": 2}}, A),
        ({"entrances": {"threshold": 2.1}}, P),
        ({"entrances": {"threshold": 7}}, P),
        ({"entrances": {"threshold": 7.1}}, N),
        ({"entrances": {"door": 79}}, P),
        ({"entrances": {"door": 70}}, P),
        ({"entrances": {"door": 69}}, N),
        ({"entrances": {"steps": "+1"}}, P),
        ({"entrances": {"steps": "+1 -1"}}, N),
        ({"inside": {"passage": 79}}, P),
        ({"inside": {"passage": 69}}, N),
        ({"inside": {"threshold": 2.1}}, P),
        ({"inside": {"threshold": 7.1}}, N),
        ({"inside": {"extent": "most"}}, A),
        ({"inside": {"extent": "part"}}, P),
        ({"inside": {"extent": "none"}}, N),
        ({"inside": {"by_arrangement": True}}, P),
        ({"inside": {"steps": 3}}, P),
        ({"inside": {"steps": 3, "extent": None}}, N),
        ({"inside": {"steps": 3, "extent": "none"}}, N),
        ({"inside": {"steps": 3, "ramp": True, "ramp_slope": 12.5, "ramp_length": 3}}, A),
        ({"inside": {"steps": 3, "ramp": True, "ramp_slope": 20, "ramp_length": 3}}, P),
        ({"approach": {"hard_surface": True}}, P),
        ({"approach": {"steep": True}}, P),
        ({"toilets": {"grade": "2"}}, A),
        ({"toilets": {"grade": "0"}}, P),
        ({"toilets": [], "inside": {"public_toilet": False}}, A),
    ],
)
def test_worst_barrier_decides_at_the_edges_of_the_limits(changes: dict[str, Any], expected: Verdict) -> None:
    for edition in ("first", "revised"):
        assert verdict(building(**changes), edition=edition) == expected


@pytest.mark.parametrize(
    ("slope", "length", "width", "first", "revised"),
    [
        (12.5, 3, 110, A, A),
        (12.6, 3, 110, P, P),
        (12.5, 3.1, 110, P, P),
        (16.5, 3, 110, P, P),
        (16.6, 3, 110, N, N),
        (8, 9, 110, A, A),
        (8.1, 9, 110, P, P),
        (12.6, 9, 110, N, N),
        (8, 9.1, 110, P, A),
        (8, 12, 110, P, A),
        (8.1, 12, 110, N, N),
        (8, 12.1, 110, P, P),
        (8, 6, 109, P, A),
        (8, 6, 100, P, A),
        (8, 6, 99, N, N),
    ],
)
def test_ramp_is_judged_by_slope_length_and_width_of_its_edition(
    slope: float, length: float, width: int, first: Verdict, revised: Verdict
) -> None:
    ramp = FINE_RAMP | {"ramp_slope": slope, "ramp_length": length, "ramp_width": width}

    assert verdict(building(entrances=ramp), edition="first") == first
    assert verdict(building(entrances=ramp), edition="revised") == revised


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (FINE_RAMP, A),
        (FINE_RAMP | {"ramp": "mobile", "ramp_width": None}, A),
        (FINE_RAMP | {"ramp": "rails", "ramp_width": None}, P),
        (FINE_RAMP | {"ramp": "none"}, N),
        (FINE_RAMP | {"ramp": None, "ramp_slope": None, "ramp_length": None, "ramp_width": None}, N),
        (FINE_RAMP | {"steps": "0", "ramp_slope": 25}, N),
        (FINE_RAMP | {"steps": None}, A),
        (FINE_RAMP | {"steps": "+1", "ramp_slope": None}, P),
        (FINE_RAMP | {"ramp_slope": None}, U),
        (FINE_RAMP | {"ramp_length": None}, U),
        (FINE_RAMP | {"ramp_length": None, "ramp_slope": 17}, N),
        ({"steps": "+9", "lift": True}, U),
        ({"steps": "+9", "platform": True}, U),
    ],
)
def test_steps_count_unless_something_leads_past_them(item: dict[str, Any], expected: Verdict) -> None:
    assert verdict(building(entrances=item)) == expected


@pytest.mark.parametrize(
    ("lift", "expected"),
    [
        ({}, A),
        ({"door": 79}, P),
        ({"door": 69}, N),
        ({"cabin_width": 99}, P),
        ({"cabin_width": 89}, N),
        ({"cabin_depth": 124}, P),
        ({"cabin_depth": 109}, N),
        ({"self_service": False}, P),
        ({"self_service": None}, U),
    ],
)
def test_lift_at_the_entrance_has_to_be_large_enough(lift: dict[str, Any], expected: Verdict) -> None:
    item = {key: value for key, value in (FINE_LIFT | lift).items() if value is not None}

    assert verdict(building(entrances={"steps": "+9", "lift": True}, lifts=[item])) == expected


@pytest.mark.parametrize("edition", ["first", "revised"])
def test_platform_makes_no_building_more_than_partly_accessible(edition: str) -> None:
    entrance = {"steps": "+9", "platform": True}

    assert verdict(building(entrances=entrance, platforms=[FINE_PLATFORM]), edition=edition) == P
    assert verdict(building(entrances=entrance, platforms=[FINE_PLATFORM | {"depth": 89}]), edition=edition) == N
    assert verdict(building(inside={"has_floors": True}, platforms=[FINE_PLATFORM]), edition=edition) == P
    assert verdict(building(entrances=entrance, platforms=[FINE_PLATFORM]), Profile.ESCORT, edition=edition) == A


def test_another_floor_needs_a_lift_and_without_one_what_is_reached_decides() -> None:
    floors = {"has_floors": True}

    assert verdict(building(inside=floors, lifts=[FINE_LIFT])) == A
    assert verdict(building(inside=floors, lifts=[{"door": 60}, FINE_LIFT])) == A
    assert verdict(building(inside=floors, lifts=[FINE_LIFT | {"door": 60}])) == P
    assert verdict(building(inside=floors | {"lift": False})) == P
    assert verdict(building(inside=floors | {"lift": False, "extent": None})) == N
    assert verdict(building(inside=floors)) == U
    assert missing(building(inside=floors)) == ["inside.lift"]


def test_one_entrance_without_barriers_is_enough() -> None:
    main, side = {"role": "main", "steps": "+5", "threshold": 2, "door": 90}, {"role": "side"}
    good = side | {"steps": "0", "threshold": 1, "door": 90}

    assert verdict(building(entrances=[main])) == N
    assert verdict(building(entrances=[main, good])) == A
    assert verdict(building(entrances=[main, good | {"door": 75}])) == P
    assert verdict(building(entrances=[main, side])) == U
    assert verdict(building(entrances=[main, good | {"door": 75}, side])) == P
    assert reasons(building(entrances=[main, good | {"door": 75}]))[0].number == 1


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("approach", "steep"),
        ("entrances", "steps"),
        ("entrances", "threshold"),
        ("entrances", "door"),
        ("inside", "extent"),
        ("inside", "by_arrangement"),
        ("inside", "passage"),
        ("inside", "steps"),
        ("inside", "has_floors"),
        ("toilets", "grade"),
    ],
)
def test_what_was_not_measured_is_never_fine_and_never_a_barrier(part: str, key: str) -> None:
    values = building(**{part: {key: None}})

    assert verdict(values) == U
    assert f"{part}.{key}" in missing(values) or part == "toilets"


def test_known_barrier_is_enough_and_what_could_change_nothing_is_not_waited_for() -> None:
    assert verdict({"entrances": [{"door": 60}]}) == N
    assert verdict({"entrances": [{"steps": "+4"}]}) == N
    assert verdict(building(entrances={"threshold": 5}, toilets=[])) == P
    assert verdict({}) == U
    assert reasons({"entrances": [{"door": 60}]})[0].key == "door"
    assert reasons(building(toilets=[]))[0].is_missing


@pytest.mark.parametrize(
    ("toilets", "expected"),
    [
        ([], U),
        ([{"grade": "1"}], A),
        ([{"grade": "2"}], P),
        ([{"grade": "0"}], N),
        ([{"grade": "0"}, {"grade": "2"}], P),
        ([{"grade": "1", "door": 79}], P),
        ([{"grade": "1", "door": 69}], N),
        ([{"grade": "1", "cabin_width": 139}], P),
        ([{"grade": "2", "cabin_width": 180, "door": 90}], P),
        ([{"door": 80, "cabin_width": 140, "cabin_depth": 140, "seat_height": 45, "bars": 1}], A),
        ([{"door": 80, "cabin_width": 140, "cabin_depth": 140, "seat_height": 44, "bars": 1}], P),
        ([{"door": 80, "cabin_width": 140}], U),
        ([{"door": 60}], N),
        ([{"euro_key": True}], U),
    ],
)
def test_toilet_is_what_its_grade_says_unless_its_measures_say_less(
    toilets: list[dict[str, Any]], expected: Verdict
) -> None:
    assert toilet_verdict("office", {"toilets": toilets}, "revised") == expected


def test_public_toilet_is_what_its_toilet_is_and_does_not_have_to_be_a_building_to_walk_through() -> None:
    values = {"entrances": [{"steps": "0", "threshold": 0, "door": 90}], "toilets": [{"grade": "2"}]}

    assert verdict(values, category="toilet") == P
    assert verdict(values | {"toilets": [{"grade": "0"}]}, category="toilet") == N
    assert verdict(values | {"toilets": []}, category="toilet") == U
    assert verdict(values, Profile.WALKER, category="toilet") == A


@pytest.mark.parametrize(
    ("changes", "profile", "expected"),
    [
        ({"entrances": {"threshold": 7}}, Profile.ESCORT, A),
        ({"entrances": {"steps": "+2"}}, Profile.ESCORT, P),
        ({"entrances": {"door": 69}}, Profile.ESCORT, N),
        ({"entrances": {"steps": "+1"}}, Profile.WALKER, A),
        ({"entrances": {"steps": "+3"}}, Profile.WALKER, P),
        ({"entrances": {"door": 65}}, Profile.PRAM, P),
        ({"toilets": {"grade": "0"}}, Profile.PRAM, A),
        ({"guidance": [{"guide_line": True, "braille": True, "contrast": True}]}, Profile.SIGHT, A),
        ({"guidance": [{"contrast": True}]}, Profile.SIGHT, P),
        ({"guidance": [{"contrast": False}]}, Profile.SIGHT, U),
        ({"guidance": [{"loop": True, "screen": True}]}, Profile.HEARING, A),
        ({"guidance": [{"loop": True}]}, Profile.HEARING, P),
        ({"guidance": [{"loop": False, "screen": False, "sign_language": False}]}, Profile.HEARING, N),
        ({"guidance": [{"loop": False, "screen": False}]}, Profile.HEARING, U),
    ],
)
def test_others_have_rules_of_their_own(changes: dict[str, Any], profile: Profile, expected: Verdict) -> None:
    assert verdict(building(**changes), profile) == expected


@pytest.mark.parametrize(
    ("category", "values", "expected"),
    [
        ("kerb", {"crossing": [{"kerb": 2}]}, A),
        ("kerb", {"crossing": [{"kerb": 2.1}]}, P),
        ("kerb", {"crossing": [{"kerb": 8}]}, N),
        ("kerb", {"crossing": [{"tactile": True}]}, U),
        ("kerb", {"crossing": [{"kerb": 2}], "way": [{"surface": "cobbles"}]}, P),
        ("crossing", {"crossing": [{"kerb": 1}], "way": [{"slope": 13}]}, N),
        ("path", {"way": [{"surface": "smooth", "width": 90, "slope": 8, "steps": "0"}]}, A),
        ("path", {"way": [{"surface": "smooth", "width": 89, "slope": 8, "steps": "0"}]}, P),
        ("path", {"way": [{"surface": "smooth", "width": 90, "slope": 8, "steps": "0", "cross_slope": 6}]}, N),
        ("path", {"way": [{"surface": "smooth", "width": 90, "slope": 8}]}, U),
        ("path", {"way": [{"steps": "+2"}]}, N),
        ("stop", {"stop": [{"platform": 20, "width": 170, "low_floor": True}]}, A),
        ("stop", {"stop": [{"platform": 16, "width": 170, "low_floor": True}]}, P),
        ("stop", {"stop": [{"platform": 20, "width": 170, "low_floor": False}]}, N),
        ("car_park", {"parking": [{"spaces": 2, "width": 350, "surface": "smooth"}]}, A),
        ("car_park", {"parking": [{"spaces": 0}]}, N),
        ("bench", {"way": [{"surface": "joints"}]}, A),
    ],
)
def test_open_spaces_have_similar_limits(category: str, values: dict[str, Any], expected: Verdict) -> None:
    assert verdict(values, category=category) == expected


def test_lights_that_make_no_sound_matter_only_where_there_are_lights() -> None:
    def sight(**crossing: bool) -> Verdict:
        return verdict({"crossing": [crossing]}, Profile.SIGHT, category="crossing")

    assert sight(tactile=True, lights=False) == A
    assert sight(tactile=True, lights=True, sound=False) == P
    assert sight(tactile=True, lights=True) == U
    assert sight(tactile=True) == U


def test_where_nothing_is_known_to_matter_there_is_no_verdict() -> None:
    assert not applies("kerb", "hearing")
    assert applies("kerb", "sight")
    assert applies("office", "hearing")
    assert all(applies(category, "wheelchair") for category in Category.values)


def test_unknown_edition_is_judged_by_the_current_one() -> None:
    assert verdict(building(entrances=FINE_RAMP | {"ramp_width": 100}), edition="lost") == A


@pytest.mark.parametrize("category", [Category.OFFICE, Category.TOILET, Category.CROSSING])
def test_hostile_values_are_as_if_nobody_had_measured(category: str) -> None:
    for raw in (item for item in HOSTILE if not isinstance(item, bool)):
        values: Any = {part.key: [{m.key: raw for m in part.measures}] for part in PARTS}
        for each in (values, dict.fromkeys(values, raw), {key: [raw] for key in values}):
            assert {one.verdict for one in suggest(category, each, "first").values()} <= {U, N}
            toilet_verdict(category, each, "first")


def test_the_same_measures_mean_the_same_and_are_left_as_they_are() -> None:
    values = building(entrances=FINE_RAMP)
    before, _troubles = cleaned("office", values)

    assert suggest("office", values, "first") == suggest("office", values, "first")
    assert cleaned("office", values)[0] == before
