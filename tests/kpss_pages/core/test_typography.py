import itertools
import time

import pytest
from django.utils.safestring import SafeString

from kpss_pages.core.typography import typographic


def visible(text: str) -> str:
    """Return the text with its non-breaking spaces as "~"."""
    return text.replace("\u00a0", "~")


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


IN_BOTH_LANGUAGES = [
    ("k lesu, s lesem, v lese, z lesa, o lese, u lesa", "k~lesu, s~lesem, v~lese, z~lesa, o~lese, u~lesa"),
    ("pes a kočka i myš", "pes a~kočka i~myš"),
    ("V Přerově, (v Praze), „k věci“", "V~Přerově, (v~Praze), „k~věci“"),
    ("a v Praze", "a~v~Praze"),
    ("25 kg, 10 %, 10% roztok, 12,50 Kč, 12 500 €", "25~kg, 10~%, 10% roztok, 12,50~Kč, 12~500~€"),
    ("18 549 a 1 234 567", "18~549 a~1~234~567"),
    ("v roce 2024 100 lidí", "v~roce 2024 100~lidí"),
    ("nad 80 rokov, 582 329 303 nebo", "nad 80~rokov, 582~329~303 nebo"),
    ("12. 3. 2024", "12.~3.~2024"),
    ("7.–15. 7. 2022", "7.–15.~7.~2022"),
    ("2018–2022 a 2018 – 2022", "2018–2022 a~2018~– 2022"),
    ("582 329 303, +420 581 268 111, +421 905 123 456", "582~329~303, +420~581~268~111, +421~905~123~456"),
    ("750 02 Přerov 2, Bratrská 709/34", "750~02 Přerov~2, Bratrská~709/34"),
    ("§ 95 odst. 3 písm. h)", "§~95 odst.~3 písm.~h)"),
    ("zákon č. 108/2006 Sb., č. 448/2008 Z. z.", "zákon č.~108/2006~Sb., č.~448/2008~Z.~z."),
    ("Rozvojová s. r. o., služby p. o.", "Rozvojová s.~r.~o., služby p.~o."),
    ("Ing. Jan, Mgr. et Mgr. Jana Vzorná, DiS.", "Ing.~Jan, Mgr.~et~Mgr.~Jana Vzorná,~DiS."),
    ("T. G. Masaryk, nám. T. G. Masaryka", "T.~G.~Masaryk, nám.~T.~G.~Masaryka"),
    ("str. 5, 2. KP, 3. ročník, ul. Školní 4", "str.~5, 2.~KP, 3.~ročník, ul.~Školní~4"),
    ("a) pro uživatele b) pro obec", "a) pro uživatele b) pro obec"),
    ("https://x.example/v klidu, x@v.example", "https://x.example/v klidu, x@v.example"),
]


@pytest.mark.parametrize("language", ["cs", "sk"])
@pytest.mark.parametrize(("before", "after"), IN_BOTH_LANGUAGES)
def test_spaces_that_must_not_break_are_glued(before: str, after: str, language: str) -> None:
    assert visible(typographic(before, language)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12. března 2024 a 1. září 2023", "12.~března~2024 a~1.~září~2023"),
        ("12. marca 2024 a 1. októbra 2023", "12.~marca~2024 a~1.~októbra~2023"),
    ],
)
def test_month_by_name_stays_with_its_day_and_year(before: str, after: str) -> None:
    assert visible(typographic(before, "cs")) == after


def test_tags_attributes_and_code_stay_as_they_are() -> None:
    html = SafeString(
        '<p title="a v b">k lesu <a href="/v a">v <em>Praze</em></a></p><code>a b</code><pre>v c</pre>'
        "<script>if (a < b) v c</script><style>a b</style><!-- a b --> v klidu"
    )
    assert visible(typographic(html, "cs")) == (
        '<p title="a v b">k~lesu <a href="/v a">v~<em>Praze</em></a></p><code>a b</code><pre>v c</pre>'
        "<script>if (a < b) v c</script><style>a b</style><!-- a b --> v~klidu"
    )


def test_plain_text_is_escaped_and_safe_html_is_not() -> None:
    assert typographic("<b>a v", "cs") == "&lt;b&gt;a\u00a0v"
    assert typographic(SafeString("<b>a v"), "cs") == "<b>a\u00a0v"
    assert isinstance(typographic("a", "cs"), SafeString)


@pytest.mark.parametrize("text", ["", "<br>", "<code>a b</code>"])
def test_text_without_any_prose_stays_as_it_is(text: str) -> None:
    assert typographic(SafeString(text), "cs") == text


def test_other_languages_are_left_alone() -> None:
    assert typographic("I am a <b>", "en") == "I am a &lt;b&gt;"


def test_line_break_in_the_source_counts_as_a_space() -> None:
    assert visible(typographic("lidé v\n    Přerově", "cs")) == "lidé v~Přerově"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("po 8:00–12:00, 13:00–17:00", "po [8:00–12:00], [13:00–17:00]"),
        ("Otevřeno v 8.00–11.30*, 9.05–10.00.", "Otevřeno v~[8.00–11.30*], [9.05–10.00]."),
        ("8.00 – 11.30 h", "[8.00~– 11.30]~h"),
        ("<time>16.00\u00a0– 18.00</time>", "<time>[16.00~– 18.00]</time>"),
        (
            "2018–2022, 1.10.–12.12., 1.2.3.4–5, 12:00:00–13:00:00",
            "2018–2022, 1.10.–12.12., 1.2.3.4–5, 12:00:00–13:00:00",
        ),
        ('<option value="1">8.00–11.30</option>9.00–10.00', '<option value="1">8.00–11.30</option>[9.00–10.00]'),
        ('<code>8.00–11.30</code><a title="8.00–11.30">', '<code>8.00–11.30</code><a title="8.00–11.30">'),
    ],
)
def test_times_do_not_break_behind_their_dash(before: str, after: str) -> None:
    once = typographic(SafeString(before), "cs")
    assert visible(once) == after.replace("[", '<span class="unbroken">').replace("]", "</span>")
    assert typographic(once, "cs") == once


def test_doing_it_twice_changes_nothing_and_only_spaces_ever_change() -> None:
    pieces = ["a", "K", "12.", "2024", "581", "%", "§", "Ing.", "et", "–", "s.", "lidé", "<b>"]
    for chosen in itertools.product(pieces, repeat=3):
        text = SafeString(" ".join(chosen))
        once = typographic(text, "cs")
        assert typographic(once, "cs") == once
        assert plain(once) == plain(text)


@pytest.mark.parametrize("part", ["<", "<a ", "a ", "1 ", "12. ", "123 ", "5 – ", "8.00–", " "])
def test_time_grows_with_the_length_only(part: str) -> None:
    def seconds(times: int) -> float:
        text = SafeString(part * times)
        started = time.perf_counter()
        typographic(text, "cs")
        return time.perf_counter() - started

    seconds(1_000)
    short, long = (min(seconds(times) for _ in range(3)) for times in (3_000, 24_000))
    assert long < 0.05 + short * 8 * 6  # eight times the text; quadratic would be sixty-four times
