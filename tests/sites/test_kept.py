"""What is kept about a town: found once, forgotten at once, and never older than the last change."""

from django.core.cache import cache

from sites import generations
from sites.kept import AtHand, forget, kept, remembering

GENERATION = f"{generations.PREFIX}town"


def test_value_is_found_once_and_again_after_it_was_forgotten() -> None:
    values = iter(["first", "second"])
    assert [kept("prerov", lambda: next(values)) for _ in range(3)] == ["first"] * 3
    forget(["prerov"])
    assert kept("prerov", lambda: next(values)) == "second"


def test_other_keys_stay_when_one_is_forgotten() -> None:
    for key in ("prerov", "benesov"):
        kept(key, lambda: "found")
    forget(["prerov"])
    assert kept("benesov", lambda: "asked again") == "found"
    assert kept("prerov", lambda: "asked again") == "asked again"


def test_reader_who_began_before_a_change_keeps_nothing_that_others_take() -> None:
    def slowly() -> str:
        forget(["prerov"])  # what another process does while this one reads
        return "before the change"

    assert kept("prerov", slowly) == "before the change"
    assert kept("prerov", lambda: "after the change") == "after the change"


def test_nothing_is_kept_of_what_is_not_there() -> None:
    assert kept("unknown", lambda: None) is None
    assert kept("unknown", lambda: "there now") == "there now"


def test_request_remembers_and_forgets() -> None:
    with remembering():
        assert kept("prerov", lambda: "found") == "found"
        cache.clear()
        assert kept("prerov", lambda: "asked again") == "found"
        forget(["prerov"])
        assert kept("prerov", lambda: "asked again") == "asked again"


def test_value_at_hand_is_the_very_one_until_its_generation_ends() -> None:
    at_hand: AtHand[list[str]] = AtHand(2)
    first = at_hand.get("prerov", lambda: ["found"], GENERATION)
    assert at_hand.get("prerov", lambda: ["asked again"], GENERATION) is first
    generations.end([GENERATION])
    assert at_hand.get("prerov", lambda: ["found after the change"], GENERATION) == ["found after the change"]


def test_value_read_before_a_change_is_not_at_hand_after_it() -> None:
    at_hand: AtHand[str] = AtHand(2)

    def slowly() -> str:
        generations.end([GENERATION])  # what another process does while this one reads
        return "before the change"

    assert at_hand.get("prerov", slowly, GENERATION) == "before the change"
    assert at_hand.get("prerov", lambda: "after the change", GENERATION) == "after the change"


def test_only_those_used_last_are_at_hand() -> None:
    at_hand: AtHand[str] = AtHand(2)
    for key in ("prerov", "benesov", "prerov", "ostrov"):
        at_hand.get(key, lambda: "found", GENERATION)
    assert [at_hand.get(key, lambda: "gone", GENERATION) for key in ("prerov", "ostrov", "benesov")] == [
        "found",
        "found",
        "gone",
    ]
