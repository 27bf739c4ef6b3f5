"""Goals and measures change as values: what is not touched stays as and where it was."""

from dataclasses import replace

from kpss_pages.plans.content import Goal, Indicator, PlanContent
from kpss_pages.plans.desk.changing import (
    NEW,
    below,
    copied_measure,
    moved_goal,
    moved_measure,
    next_goal_number,
    next_measure_number,
    with_goal,
    with_goal_again,
    with_measure,
    with_measure_again,
    without_goal,
    without_measure,
)
from tests.kpss_pages.plans.contents import make_content, make_measure


def ids(content: PlanContent) -> tuple[list[int], list[int]]:
    return [goal.id for goal in content.goals], [measure.id for measure in content.measures]


def test_new_measure_and_its_new_indicators_are_given_ids_of_their_own() -> None:
    content = make_content(2)
    fresh = make_measure(NEW, number="9.9", indicators=(Indicator(NEW, "A"), Indicator(400, "B"), Indicator(NEW, "C")))
    changed, measure = with_measure(content, fresh)
    assert measure.id == 1_000_000
    assert [indicator.id for indicator in measure.indicators] == [1_000_001, 400, 1_000_002]
    assert changed.next_id == 1_000_003
    assert changed.measures[:-1] == content.measures


def test_changed_measure_stays_in_its_place() -> None:
    content = make_content(3)
    changed, _measure = with_measure(content, replace(content.measures[1], name="Changed"))
    assert [measure.name for measure in changed.measures][1] == "Changed"
    assert ids(changed) == ids(content)
    assert changed.next_id == content.next_id


def test_goal_goes_with_all_that_is_below_it_and_comes_back_where_it_was() -> None:
    content = make_content(4)
    goals, measures = below(content, 1)
    assert ([goal.id for goal in goals], [measure.id for measure in measures]) == ([2], [3, 5])
    without = without_goal(content, 1)
    assert ids(without) == ([10_001, 10_002], [4, 6])
    assert without.next_id == content.next_id
    assert with_goal_again(without, content, 1) == content


def test_measure_comes_back_between_its_former_neighbours_and_later_changes_stay() -> None:
    content = make_content(4)
    later, _measure = with_measure(without_measure(content, 4), make_measure(NEW, number="9.9"))
    back = with_measure_again(later, content, 4)
    assert ids(back)[1] == [3, 4, 5, 6, 1_000_000]
    assert back.measure(4) == content.measure(4)
    assert with_measure_again(back, content, 4) == back


def test_what_comes_back_without_its_goal_stands_by_itself() -> None:
    content = make_content(2)
    back = with_measure_again(without_goal(content, 1), content, 3)
    measure = back.measure(3)
    assert measure is not None
    assert measure.goal is None
    goal = with_goal_again(without_goal(content, 1), content, 2).goal(2)
    assert goal is not None
    assert goal.parent is None


def test_moving_passes_over_what_belongs_elsewhere_and_stops_at_the_ends() -> None:
    content = make_content(4)
    assert ids(moved_measure(content, 5, -1))[1] == [5, 4, 3, 6]
    assert moved_measure(content, 3, -1) == content
    assert moved_measure(content, 6, 1) == content
    assert ids(moved_goal(content, 10_001, -1))[0] == [10_001, 2, 1, 10_002]
    assert moved_goal(content, 2, 1) == content
    assert moved_goal(content, 77, 1) == content


def test_copy_follows_its_original_with_ids_and_a_number_of_its_own() -> None:
    content = make_content(4)
    changed, copy = copied_measure(content, 3)
    assert copy is not None
    assert ids(changed)[1] == [3, 1_000_000, 4, 5, 6]
    assert copy.number == "1.1.6"
    assert copy.indicators[0].id == 1_000_001
    assert replace(copy, id=3, number="1.1.3", indicators=()) == replace(content.measures[0], indicators=())


def test_next_number_follows_the_last_one_and_is_free() -> None:
    content = make_content(2)
    assert next_goal_number(content, None) == "3"
    assert next_goal_number(content, 1) == "1.2"
    assert next_measure_number(content, 2) == "1.1.4"
    assert next_measure_number(content, None) == "1"
    taken, _measure = with_measure(content, make_measure(NEW, goal=10_002, number="1.1.4"))
    assert next_measure_number(taken, 2) == "1.1.5"
    dotted = PlanContent(goals=(Goal(1, None, "I.", "Roman"), Goal(2, None, "", "Without")))
    assert next_measure_number(dotted, 1) == "I.1"
    assert next_goal_number(dotted, 2) == "1"


def test_new_goal_is_the_last_one() -> None:
    content = make_content(1)
    changed, goal = with_goal(content, Goal(NEW, 1, "1.2", "New"))
    assert (goal.id, changed.next_id) == (1_000_000, 1_000_001)
    assert changed.goals[-1] == goal
