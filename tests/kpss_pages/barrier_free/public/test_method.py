"""The page of the method says what verdicts mean, prints all limits from the table, and keeps ours apart from the method's."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils.text import capfirst
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from kpss_pages.barrier_free.choices import Profile
from kpss_pages.barrier_free.measures import part
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, BarrierFreeSettings
from kpss_pages.barrier_free.public.method import meanings
from kpss_pages.barrier_free.verdicts import editions
from kpss_pages.barrier_free.verdicts.limits import limits
from kpss_pages.barrier_free.verdicts.wording import basis_words
from sites.models import TownSettings
from tests.builders import section_of

pytestmark = pytest.mark.django_db


def path(town: TownSettings, language: str | None = None) -> str:
    return f"{section_of(town, BarrierFreeIndexPage, language).get_url_parts()[2]}method/"


def get(town: TownSettings, language: str | None = None, **query: str) -> Any:
    response = Client(HTTP_HOST=town.site.hostname).get(path(town, language), query)
    assert response.status_code == 200
    return response


def text_of(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


class Tables(HTMLParser):
    """Reads tables by their ids: lists of rows of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.at: list[list[str]] | None = None
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.at = self.tables.setdefault(str(dict(attrs).get("id")), [])
        elif self.at is not None and tag == "tr":
            self.at.append([])
        elif self.at is not None and tag in ("td", "th"):
            self.at[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False
        elif tag == "table":
            self.at = None

    def handle_data(self, data: str) -> None:
        if self.at and self.in_cell:
            self.at[-1][-1] += data


def limit(tables: Tables, table: str, key: str, length: str = "") -> list[str]:
    """Return the limits of the first row of a table that is about a measure ("entrances-door") of a length."""
    of_part, measure = key.split("-")
    with override("cs"):
        label = capfirst(str(part(of_part).measure(measure).label))
    return next(row[1:] for row in tables.tables[table] if row[0].startswith(label) and length in row[0])


def ends(cells: list[str], *numbers: str) -> bool:
    """Whether cells end with these numbers; the words before them are of the language."""
    return len(cells) == len(numbers) and all(cell.endswith(each) for cell, each in zip(cells, numbers, strict=True))


def test_both_editions_stand_with_their_own_limits(prerov: TownSettings) -> None:
    tables = Tables(text_of(get(prerov)))

    assert set(editions()) == {"first", "revised"}
    assert ends(limit(tables, "method-first", "entrances-ramp_width"), " 110 cm", " 100 cm")
    assert ends(limit(tables, "method-revised", "entrances-ramp_width"), " 100 cm", " 100 cm")
    assert ends(limit(tables, "method-first", "entrances-ramp_slope", " 9 m"), " 8 %", " 12,5 %")
    assert limit(tables, "method-revised", "entrances-ramp_slope", " 12 m")[0].endswith(" 8 %")
    assert not [row for row in tables.tables["method-first"] if " 12 m" in row[0]]
    for edition in editions():
        assert ends(limit(tables, f"method-{edition}", "entrances-threshold"), " 2 cm", " 7 cm")
        assert ends(limit(tables, f"method-{edition}", "entrances-door"), " 80 cm", " 70 cm")
        assert limit(tables, f"method-{edition}", "platforms-width")[1].endswith(" 70 cm")


def test_method_is_about_people_in_a_wheelchair_and_every_limit_of_it_says_where_it_was_read() -> None:
    for one in limits():
        assert one.basis in ("method", "derived")
        if one.is_method:
            assert one.profiles == ("wheelchair",)
            assert one.editions
            assert one.source


def test_our_own_rules_stand_apart_and_are_said_to_be_ours(prerov: TownSettings) -> None:
    text = text_of(get(prerov))
    tables = Tables(text)

    assert ends(limit(tables, "building-walker", "entrances-door"), " 70 cm", " 60 cm")
    assert ends(limit(tables, "outside-wheelchair", "crossing-kerb"), " 2 cm", " 7 cm")
    assert "outside-hearing" not in tables.tables
    with override("cs"):
        assert basis_words(Profile.WHEELCHAIR) != basis_words(Profile.WALKER)
        assert text.count(basis_words(Profile.WALKER)) == 5
    with pytest.raises(StopIteration):
        limit(tables, "building-wheelchair", "entrances-threshold")


def test_what_each_verdict_means_stands_there_with_what_is_not_known(prerov: TownSettings) -> None:
    text = text_of(get(prerov))

    with override("cs"):
        for meaning in meanings():
            assert f'<span class="places-verdict is-{meaning.value}">' in text
            assert f"<dd>{meaning.words}</dd>" in text
    assert "(+3 \u22121)" in text


def test_town_says_by_which_edition_it_surveys_and_no_other_towns_choice_shows(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    BarrierFreeSettings.objects.create(site=bbsk.site, edition="first")

    # Both stand above a table; that of the town stands in a sentence too.
    for town, language, used in ((prerov, "cs", "revised"), (bbsk, "sk", "first"), (bbsk, "cs", "first")):
        text = text_of(get(town, language))
        names = {code: one.name_sk if language == "sk" else one.name_cs for code, one in editions().items()}
        assert {code for code, name in names.items() if text.count(name) == 2} == {used}


def test_tables_have_captions_and_their_cells_have_headings(prerov: TownSettings) -> None:
    html = text_of(get(prerov))

    tables = re.findall(r"<table.*?</table>", html, re.S)
    assert len(tables) > 10
    for table in tables:
        assert re.search(r"<caption>[^<]+</caption>", table)
        assert not re.search(r"<th(?![^>]*scope=)[ >]", table)
        assert not re.search(r"<td>\s*</td>", table)
    assert len(set(re.findall(r' id="([^"]+)"', html))) == len(re.findall(r' id="([^"]+)"', html))


def test_method_is_read_only_and_counts_few_queries(
    prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get(prerov)
    with django_assert_num_queries(4):
        get(prerov, junk="1")
    assert Client(HTTP_HOST=prerov.site.hostname).post(path(prerov)).status_code == 405
