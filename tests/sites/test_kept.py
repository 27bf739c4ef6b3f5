"""What is kept about a town: found once, forgotten at once, and never older than the last change."""

from django.core.cache import cache

from sites.kept import forget, kept, remembering


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
