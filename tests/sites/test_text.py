from itertools import product

import pytest

from sites.text import fold_word, folded, query_stems, without_diacritics
from tests.sites import word_forms

WANTED_RECALL = 0.85


def recall(text: str) -> float:
    """Return how often a form of a word typed without diacritics finds a form written with them."""
    found = [
        fold_word(without_diacritics(typed)) == fold_word(written)
        for forms in word_forms.lines(text)
        for typed, written in product(forms, forms)
    ]
    return sum(found) / len(found)


@pytest.mark.parametrize("name", ["CZECH", "SLOVAK", "UNSEEN_CZECH", "UNSEEN_SLOVAK"])
def test_any_form_of_a_word_finds_its_other_forms(name: str) -> None:
    assert recall(getattr(word_forms, name)) >= WANTED_RECALL


@pytest.mark.parametrize(("word", "other"), word_forms.lines(word_forms.DIFFERENT_WORDS))
def test_different_words_stay_apart(word: str, other: str) -> None:
    assert fold_word(word) != fold_word(other)


@pytest.mark.parametrize("word", ["Řídící", "ŽLUŤOUČKÝ", "Ľubietová", "kôň", "osôb"])
def test_diacritics_and_case_make_no_difference(word: str) -> None:
    assert fold_word(word) == fold_word(without_diacritics(word)) == fold_word(word.upper())


def test_folding_keeps_the_order_of_words() -> None:
    assert folded("Přerov, sociální služby").split() == [
        fold_word("prerov"),
        fold_word("socialni"),
        fold_word("sluzby"),
    ]


def test_abbreviation_is_found_by_what_it_stands_for_and_the_reverse() -> None:
    assert set(query_stems("komunitní plánování sociálních služeb")) <= set(folded("Schůzka KPSS").split())
    assert set(query_stems("KPSS")) <= set(folded("Komunitního plánování sociálních služeb se účastní každý").split())


def test_both_spellings_of_managing_are_one_word() -> None:
    assert fold_word("řídící") == fold_word("řídicí")


def test_soft_hyphen_does_not_split_a_word() -> None:
    assert folded("soci\u00adální") == folded("sociální")


def test_query_drops_single_letters_unless_nothing_else_is_asked() -> None:
    assert query_stems("a v domově") == query_stems("domov")
    assert query_stems("o") == ["o"]
    assert query_stems("plán 1") == [fold_word("plan"), "1"]


@pytest.mark.parametrize("text", ["", " ", "?!…", "\x00", "🙂", "***", '"', "_"])
def test_text_without_words_folds_to_nothing(text: str) -> None:
    assert folded(text) == ""
    assert query_stems(text) == []
