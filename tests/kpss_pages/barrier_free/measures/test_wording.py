"""Measures are said in words of the language of the moment, and what nobody has looked at is said to be so."""

from typing import Any

import pytest
from django.utils.translation import override

from kpss_pages.barrier_free.measures import PARTS, part
from kpss_pages.barrier_free.measures.wording import item_words, unknown_words, words_of


def words(key: str, value: Any, of_part: str = "entrances") -> str:
    return words_of(part(of_part).measure(key), value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("door", 90, "90\u00a0cm"),
        ("ramp_slope", 12.5, "12.5\u00a0%"),
        ("bell", True, "yes"),
        ("bell", False, "no"),
        ("ramp", "mobile", "mobile ramp"),
        ("steps", "0", "no steps"),
        ("steps", "+3", "3 steps up (+3)"),
        ("steps", "+3 -1", "3 steps up, 1 step down (+3\u00a0\u22121)"),
        ("note", "Bell on the left.", "Bell on the left."),
    ],
)
def test_measures_are_said_in_words(key: str, value: Any, said: str) -> None:
    with override("en"):
        assert words(key, value) == said


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_numbers_have_a_comma_and_their_unit_stays_with_them(language: str) -> None:
    with override(language):
        assert words("ramp_slope", 12.5) == "12,5\u00a0%"
        assert words("spaces", 3, "parking") == "3"


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), [], {}, "", "nonsense", 5j])
def test_what_is_unknown_or_junk_was_not_surveyed_neither_yes_nor_no(value: Any) -> None:
    with override("en"):
        said = {words_of(measure, value) for each in PARTS for measure in each.measures if measure.kind.value != "text"}
        assert said == {unknown_words()} == {"not surveyed"}


def test_entrances_are_told_apart() -> None:
    with override("en"):
        assert item_words(part("entrances"), {"role": "main"}, 0, 2) == "Main entrance"
        assert item_words(part("entrances"), {"role": "side"}, 1, 2) == "Side entrance 2"
        assert item_words(part("entrances"), {"role": ["x"]}, 0, 1) == "Entrance"
        assert item_words(part("toilets"), {}, 1, 2) == "Toilet 2"
        assert item_words(part("lifts"), {}, 0, 1) == "Lift"
