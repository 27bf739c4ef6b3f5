"""Measures come in from forms, tables and programs: what can be is kept as it is, the rest is told in sentences."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.measures import PARTS, Trouble, cleaned, parts_of
from kpss_pages.barrier_free.measures.steps import normal_steps, step_count


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def of_entrance(**item: Any) -> tuple[dict[str, Any], list[Trouble]]:
    values, troubles = cleaned("office", {"entrances": [item]})
    return values.get("entrances", [{}])[0], troubles


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (90, 90),
        ("90", 90),
        ("90 cm", 90),
        ("90\u00a0CM", 90),
        ("90,5", 90.5),
        (90.04, 90),
        (90.0, 90),
    ],
)
def test_numbers_are_kept_in_their_unit_to_one_decimal_place(raw: Any, kept: float) -> None:
    item, troubles = of_entrance(door=raw)

    assert (item, troubles) == ({"door": kept}, [])


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("900", "900 cm cannot be"),
        ("0,9", "Check the unit"),
        ("-90", "cannot be"),
        ("wide", "“wide” is no number"),
        ("1e2", "is no number"),
        ("1_00", "is no number"),
        (True, "Write a number"),
        (float("nan"), "cannot be read"),
        (float("inf"), "cannot be read"),
        ("1e999", "is no number"),
        pytest.param(10**5000, "cannot be read", id="huge"),
        ([90], "cannot be read"),
        ({"cm": 90}, "cannot be read"),
        pytest.param("9" * 100_000, "is no number", id="long"),
    ],
)
def test_what_no_door_can_be_is_told_and_the_rest_kept(raw: Any, says: str) -> None:
    item, (trouble,) = of_entrance(door=raw, threshold=2)

    assert item == {"threshold": 2}
    assert trouble.field == "entrances-0-door"
    assert says in trouble.sentence.replace("\u00a0", " ")
    assert len(trouble.sentence) < 200


def test_ramp_of_300_percent_and_steps_of_a_tower_are_told() -> None:
    _item, troubles = of_entrance(ramp_slope=300, steps="+1000", ramp="escalator", bell="perhaps")

    assert [trouble.key for trouble in troubles] == ["steps", "bell", "ramp", "ramp_slope"]


HOSTILE: list[Any] = [
    float("nan"),
    float("inf"),
    10**400,
    -(10**400),
    True,
    [],
    [[1]],
    {},
    {"a": {}},
    "\0",
    "\0" * 50,
    "x" * 200_000,
    " " * 200_000 + "x",
    "1e999",
    "+" * 5_000,
    "\u0660\u0661",
    b"80",
    object(),
]


@pytest.mark.parametrize("category", [Category.OFFICE, Category.CROSSING, Category.PATH])
def test_nothing_hostile_raises_and_all_that_is_kept_is_of_its_kind(category: str) -> None:
    began = time.process_time()
    for raw in HOSTILE:
        values, troubles = cleaned(category, {part.key: [{m.key: raw for m in part.measures}] for part in PARTS})
        again, still = cleaned(category, values)
        assert (again, still) == (values, [])
        assert all(trouble.sentence for trouble in troubles)
    for raw in (*HOSTILE, None):
        assert cleaned(category, raw)[0] == {}
        assert cleaned(category, {part.key: raw for part in PARTS})[0] == {}
        assert cleaned(category, {part.key: [raw] for part in PARTS})[0] == {}
    assert time.process_time() - began < 5


def test_blank_is_not_surveyed_and_items_without_a_measure_are_none() -> None:
    values, troubles = cleaned(
        "office", {"entrances": [{"door": "", "threshold": None, "bell": "  \u00a0"}, {"door": 0}]}
    )

    assert values == {}
    assert [trouble.field for trouble in troubles] == ["entrances-1-door"]


def test_more_items_than_can_be_kept_are_told_not_dropped_in_silence() -> None:
    values, (trouble,) = cleaned("office", {"entrances": [{"door": 80}] * 6})

    assert len(values["entrances"]) == 5
    assert trouble.field == "entrances-5-role"
    assert "5" in trouble.sentence


def test_item_may_stand_without_a_list_where_it_is_the_only_one() -> None:
    assert cleaned("office", {"inside": {"passage": "85"}}) == ({"inside": [{"passage": 85}]}, [])


def test_places_have_the_parts_of_their_shape_only() -> None:
    values, troubles = cleaned("crossing", {"entrances": [{"door": 80}], "crossing": [{"kerb": 2}]})

    assert (values, troubles) == ({"crossing": [{"kerb": 2}]}, [])
    assert {part.key for part in parts_of("office")}.isdisjoint({"way", "crossing", "stop"})


@pytest.mark.parametrize(
    ("raw", "kept", "count"),
    [
        ("0", "0", 0),
        ("3", "+3", 3),
        (3, "+3", 3),
        ("+3", "+3", 3),
        ("\u22121", "-1", 1),
        ("+3-1", "+3 -1", 4),
        (" + 3  \u2013 1 ", "+3 -1", 4),
    ],
)
def test_steps_are_kept_in_the_methods_notation(raw: Any, kept: str, count: int) -> None:
    item, troubles = of_entrance(steps=raw)

    assert (item, troubles) == ({"steps": kept}, [])
    assert step_count(kept) == count


@pytest.mark.parametrize("raw", ["+0", "three", "3 up", "+3 1", "+-3", "", "+1 " * 7])
def test_what_is_no_notation_of_steps_is_none(raw: str) -> None:
    assert normal_steps(raw) is None


def test_keys_are_unique_within_a_part_and_every_number_has_its_limits() -> None:
    for part in PARTS:
        assert len({measure.key for measure in part.measures}) == len(part.measures)
        assert all(measure.most > measure.least for measure in part.measures if measure.kind.value == "number")
        assert all(measure.choices for measure in part.measures if measure.kind.value == "choice")
