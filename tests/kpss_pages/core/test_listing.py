import pytest

from kpss_pages.core.listing import page_of, sentence

WORDINGS = {
    frozenset(): "Everything",
    frozenset({"year"}): "Of %(year)s",
    frozenset({"topic"}): "On %(topic)s",
    frozenset({"year", "topic"}): "Of %(year)s on %(topic)s",
}


def test_each_combination_of_filters_has_a_sentence_of_its_own() -> None:
    assert sentence(WORDINGS, year=None, topic=None) == "Everything"
    assert sentence(WORDINGS, year=2024, topic=None) == "Of 2024"
    assert sentence(WORDINGS, year=2024, topic="100 %s") == "Of 2024 on 100 %s"


@pytest.mark.parametrize(
    ("number", "shown"), [(None, 1), ("", 1), ("abc", 1), ("1.5", 1), ("2", 2), ("3", 2), ("0", 2), ("-7", 2)]
)
def test_number_that_is_none_gives_the_first_page_and_one_out_of_range_the_last(number: str | None, shown: int) -> None:
    assert page_of(list(range(11)), number).number == shown


def test_empty_list_has_one_empty_page() -> None:
    page = page_of([], "5")

    assert (page.number, list(page)) == (1, [])
