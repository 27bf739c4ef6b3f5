from itertools import pairwise

import pytest

from kpss_pages.core.collation import alphabet, sort_key

IN_CZECH = [
    ["Cvikov", "Čáslav", "Hodonín", "Cheb", "Chodov", "Stupava", "Šaľa", "Uherský Brod", "Ústí", "Zvolen", "Žilina"],
    ["ôsmy", "ostrov", "ozón"],
    ["balet", "bar", "bára"],
    ["rada", "ráda", "Radek", "řada"],
    ["a", "á", "b", "c", "č", "d", "ď", "e", "é", "ě"],
    ["domov", "Domov", "domov pro seniory", "domova"],
    ["1. plán", "2. plán", "Akční plán"],
]

IN_SLOVAK = [
    ["ostrov", "ozón", "ôsmy"],
    ["map", "mapa", "mäkký", "mesto"],
    ["cesta", "čas", "deň", "hora", "chata", "izba"],
    ["ľad", "lúka", "luna"],
    ["rieka", "rok", "řeka", "sad"],
    ["zub", "žaba"],
]


@pytest.mark.parametrize("names", IN_CZECH)
def test_czech_order(names: list[str]) -> None:
    assert all(sort_key(first, "cs") < sort_key(second, "cs") for first, second in pairwise(names))


@pytest.mark.parametrize("names", IN_SLOVAK)
def test_slovak_order(names: list[str]) -> None:
    assert all(sort_key(first, "sk") < sort_key(second, "sk") for first, second in pairwise(names))


@pytest.mark.parametrize(("first", "second"), [("ch", "Ch"), ("Ch", "CH"), ("domov", "Domov"), ("rada", "ráda")])
def test_marks_decide_before_capitals_and_small_letters_come_first(first: str, second: str) -> None:
    assert sort_key(first, "cs") < sort_key(second, "cs")
    assert sort_key(second, "cs") < sort_key(f"{first}a", "cs")


def test_letter_written_with_a_combining_mark_is_the_same_letter() -> None:
    assert sort_key("C\u030ca\u0301slav", "cs") == sort_key("Čáslav", "cs")


def test_ch_stands_after_h_in_the_alphabet_of_both_languages() -> None:
    for language in ("cs", "sk"):
        letters = alphabet(language)
        assert letters[letters.index("h") + 1] == "ch"
