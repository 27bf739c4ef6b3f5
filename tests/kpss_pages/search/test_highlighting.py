from kpss_pages.search.highlighting import SNIPPET_LENGTH, highlighted, snippet
from sites.text import query_stems, words

MARKS = len("<mark></mark>")


def test_other_forms_of_a_word_are_marked_as_they_stand() -> None:
    assert highlighted("V Přerově i v přerovu", query_stems("prerov")) == (
        "V <mark>Přerově</mark> i v <mark>přerovu</mark>"
    )


def test_text_is_escaped_outside_and_inside_the_marks() -> None:
    assert highlighted("<b>péče</b> & 'péče'", query_stems("péče")) == (
        "&lt;b&gt;<mark>péče</mark>&lt;/b&gt; &amp; &#x27;<mark>péče</mark>&#x27;"
    )


def test_snippet_shows_the_place_that_answers_most_of_the_query() -> None:
    text = f"služby {'slovo ' * 100} sociální služby {'slovo ' * 100}"

    shown = snippet(text, query_stems("sociální služby"))

    assert "<mark>sociální</mark> <mark>služby</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_snippet_is_of_whole_words_and_about_the_length_asked_for() -> None:
    text = "slovíčko " * 50 + "zimostráz " + "slovíčko " * 50

    shown = str(snippet(text.strip(), query_stems("zimostráz")))

    inside = shown.strip("… ").replace("<mark>", "").replace("</mark>", "")
    assert SNIPPET_LENGTH * 0.8 < len(inside) <= SNIPPET_LENGTH
    assert {word.group() for word in words(inside)} == {"slovíčko", "zimostráz"}


def test_snippet_of_a_short_text_is_the_whole_text() -> None:
    assert snippet("Krátký text", []) == "Krátký text"
    assert snippet("", query_stems("nic")) == ""


def test_snippet_without_a_match_is_the_beginning() -> None:
    assert snippet("začátek " + "slovo " * 100, query_stems("nic")).startswith("začátek slovo")


def test_snippet_at_the_end_reaches_back_to_fill_its_length() -> None:
    shown = snippet("slovo " * 100 + "zimostráz", query_stems("zimostráz"))

    assert shown.endswith("<mark>zimostráz</mark>")
    assert len(shown) > SNIPPET_LENGTH * 0.8


def test_text_without_spaces_is_cut_all_the_same() -> None:
    assert len(snippet("x" * 5000, [])) <= SNIPPET_LENGTH + MARKS
