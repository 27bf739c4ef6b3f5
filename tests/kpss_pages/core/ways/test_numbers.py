import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.core.ways import numbers


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("text", "country", "kept"),
    [
        ("582 329 303", "CZ", "+420582329303"),
        ("582329303", "CZ", "+420582329303"),
        ("58-232-93-03", "CZ", "+420582329303"),
        ("\u00a0582\u00a0329\u00a0303 ", "CZ", "+420582329303"),
        ("+420 581 268 111", "CZ", "+420581268111"),
        ("00420 581 268 111", "SK", "+420581268111"),
        ("420 581 268 111", "SK", "+420581268111"),
        ("048/432 51 11", "SK", "+421484325111"),
        ("0905 123 456", "SK", "+421905123456"),
        ("+421 905 123 456", "CZ", "+421905123456"),
        ("+43 1 588 58", "CZ", "+43158858"),
        ("112", "CZ", "112"),
        ("116 111", "CZ", "116111"),
        ("116 111", "SK", "116111"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_written(text: str, country: str, kept: str) -> None:
    assert numbers.parse(text, country) == kept


@pytest.mark.parametrize(
    ("text", "country", "said"),
    [
        ("582 329 abc", "CZ", "has letters in it"),
        ("582 329 303 kl. 12", "CZ", "has letters in it"),
        ("582 329", "CZ", "too short"),
        ("+420", "CZ", "too short"),
        ("582 329 303 582 329 304", "CZ", "too long"),
        ("9" * 4000, "CZ", "too long"),
        ("182 329 303", "CZ", "no number of the Czech Republic"),
        ("048 432 51 11", "CZ", "no number of the Czech Republic"),
        ("0105 123 456", "SK", "no number of Slovakia"),
        ("+999 123 456 789", "CZ", "a code that no country has"),
        ("582 329 303; 582 329 304", "CZ", "is no telephone number"),
        ("", "CZ", "is no telephone number"),
        ("582\x00329303", "CZ", "is no telephone number"),
        ("٥٨٢٣٢٩٣٠٣", "CZ", "is no telephone number"),
    ],
)
def test_what_is_no_number_is_refused_by_a_sentence(text: str, country: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        numbers.parse(text, country)
    [message] = refusal.value.messages
    assert said in message
    assert len(message) < 250


@pytest.mark.parametrize(
    ("kept", "country", "seen"),
    [
        ("+420582329303", "CZ", "582 329 303"),
        ("+420582329303", "SK", "+420 582 329 303"),
        ("+420582329303", "", "+420 582 329 303"),
        ("+421905123456", "SK", "0905 123 456"),
        ("+421905123456", "CZ", "+421 905 123 456"),
        ("116111", "CZ", "116 111"),
        ("112", "SK", "112"),
        ("+junk", "CZ", "+junk"),
    ],
)
def test_a_number_is_shown_in_groups_and_with_its_code_abroad(kept: str, country: str, seen: str) -> None:
    assert numbers.shown(kept, country) == seen


def test_a_number_is_dialled_without_spaces() -> None:
    assert numbers.href("+420582329303") == "tel:+420582329303"


@pytest.mark.parametrize(
    "query",
    [
        "581 268 111",
        "581268111",
        "58 126 81 11",
        "+420 581 268 111",
        "00420581268111",
        "420581268111",
        "581-268",
        "581",
    ],
)
def test_who_called_is_found_by_any_grouping_with_and_without_the_code(query: str) -> None:
    kept = " 420581268111 421484325111 "

    assert any(f" {digits}" in kept for digits in numbers.digits_searched(query, "CZ"))


@pytest.mark.parametrize("query", ["048 432", "48/432 51 11", "+421 48 432 5", "00421484325111"])
@pytest.mark.parametrize("country", ["CZ", "SK"])
def test_a_slovak_number_is_found_with_the_zero_of_home_and_without(query: str, country: str) -> None:
    assert any(digits in "421484325111" for digits in numbers.digits_searched(query, country))


def test_short_numbers_are_found() -> None:
    assert "116111" in numbers.digits_searched("116 111", "CZ")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "5",
        "58",
        "+",
        "+420",
        "420 58",
        "00420 58",
        "0042",
        "+42",
        "jana",
        "581 a 268",
        "9" * 30,
        "0" * 16,
        "\x00581",
        "٥٨١",
    ],
)
def test_what_says_too_little_or_is_no_number_finds_nothing_of_a_country(query: str) -> None:
    assert not any("420581268111".startswith(digits) for digits in numbers.digits_searched(query, "CZ"))
