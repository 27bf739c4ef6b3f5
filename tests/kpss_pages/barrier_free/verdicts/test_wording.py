"""Reasons are whole sentences: what, how much, and what would be better."""

from typing import Any

import pytest
from django.utils.translation import override

from kpss_pages.barrier_free.choices import Profile
from kpss_pages.barrier_free.verdicts import suggest
from kpss_pages.barrier_free.verdicts.wording import basis_of_all, basis_words, sentence_of
from tests.kpss_pages.barrier_free.measures.test_cleaning import HOSTILE
from tests.kpss_pages.barrier_free.verdicts.buildings import FINE_LIFT, FINE_PLATFORM, FINE_RAMP, building


def first(values: dict[str, Any], profile: Profile = Profile.WHEELCHAIR) -> str:
    """Return the first reason, that which decides."""
    with override("en"):
        return sentence_of(suggest("office", values, "first")[profile].reasons[0], values).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entrances": {"threshold": 5}}, "Threshold (main entrance): 5 cm – at most 2 cm for “accessible”."),
        ({"entrances": {"threshold": 9}}, "Threshold (main entrance): 9 cm – at most 7 cm for “partly accessible”."),
        ({"entrances": {"door": 75}}, "Door width (main entrance): 75 cm – at least 80 cm for “accessible”."),
        ({"entrances": {"door": 60}}, "Door width (main entrance): 60 cm – at least 70 cm for “partly accessible”."),
        ({"entrances": {"door": None}}, "Door width (main entrance): not measured."),
        (
            {"entrances": {"steps": "+3 -1"}},
            "Steps (main entrance): 3 steps up, 1 step down (+3 \u22121) – at most 1 for “partly accessible”.",
        ),
        (
            {"entrances": FINE_RAMP | {"ramp_slope": 12.5}},
            "Slope of the ramp (main entrance): 12.5 % – at most 8 % for “accessible”, up to 9 m long.",
        ),
        ({"inside": {"extent": "part"}}, "How much can be reached: a part."),
        ({"inside": {"by_arrangement": None}}, "By arrangement only: not surveyed."),
        ({"toilets": {"grade": "0"}}, "Grade of the toilet: ordinary toilet only."),
        (
            {"toilets": [{"grade": "0"}, {"grade": "0", "door": 60}]},
            "Grade of the toilet (toilet 1): ordinary toilet only.",
        ),
        (
            {"entrances": {"steps": "+3", "platform": True}, "platforms": [FINE_PLATFORM]},
            "Width of the way onto the platform: 70 cm – “partly accessible” at best.",
        ),
        ({"inside": {"has_floors": True}}, "Lift inside: not surveyed."),
    ],
)
def test_reasons_say_what_decides(changes: dict[str, Any], said: str) -> None:
    assert first(building(**changes)) == said


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_numbers_in_reasons_are_those_of_the_language(language: str) -> None:
    values = building(entrances=FINE_RAMP | {"ramp_slope": 12.5})

    with override(language):
        said = sentence_of(suggest("office", values, "first")[Profile.WHEELCHAIR].reasons[0], values)

    assert "12,5\xa0%" in said


def test_it_is_said_whose_the_rules_are() -> None:
    with override("en"):
        assert "published method" in basis_words(Profile.WHEELCHAIR)
        others = {basis_words(profile) for profile in Profile if profile is not Profile.WHEELCHAIR}
        assert others == {
            "By our own rules derived from the published method, which is about people in a wheelchair only."
        }
        assert "buildings only" in basis_words(Profile.WHEELCHAIR, "kerb")
        assert "buildings only" in basis_of_all("path")
        assert "our own rules" in basis_of_all("office").replace("\n", " ")


def test_every_reason_of_whatever_was_measured_can_be_said() -> None:
    floors = building(
        inside={"has_floors": True}, entrances={"steps": "+2", "lift": True}, lifts=[FINE_LIFT, {"door": 75}]
    )
    junk: Any = {part: [{"role": raw} for raw in HOSTILE] for part in floors}
    with override("cs"):
        for values in (floors, {}, junk, building(guidance=[{"contrast": True, "braille": False}])):
            for category in ("office", "toilet", "stop", "crossing", "path", "car_park", "bench", "square", "kerb"):
                for suggestion in suggest(category, values, "revised").values():
                    for reason in suggestion.reasons:
                        assert sentence_of(reason, values).endswith(".")


def test_no_step_where_none_may_be_needs_no_limit() -> None:
    values = building()
    with override("en"):
        reasons = suggest("office", values, "first")[Profile.WHEELCHAIR].reasons
        said = [sentence_of(reason, values) for reason in reasons]

    assert "Steps (main entrance): no steps." in said
