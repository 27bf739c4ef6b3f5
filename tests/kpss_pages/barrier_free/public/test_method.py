"""The page of the method says what verdicts mean, prints all limits from the table, and keeps ours apart from the method's."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kpss_pages.barrier_free.choices import Verdict
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, BarrierFreeSettings
from kpss_pages.barrier_free.verdicts import editions
from kpss_pages.barrier_free.verdicts.limits import limits
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


def limit(tables: Tables, table: str, contains: str) -> list[str]:
    """Return the limits of the first row of a table that is about something."""
    return next(row[1:] for row in tables.tables[table] if contains in row[0] and len(row) == 3)


def test_both_editions_stand_with_their_own_limits(prerov: TownSettings) -> None:
    tables = Tables(text_of(get(prerov)))

    assert set(editions()) == {"first", "revised"}
    assert limit(tables, "method-first", "Width of the ramp") == ["at least 110 cm", "at least 100 cm"]
    assert limit(tables, "method-revised", "Width of the ramp") == ["at least 100 cm", "at least 100 cm"]
    assert limit(tables, "method-first", "up to 9 m") == ["at most 8 %", "at most 12,5 %"]
    assert limit(tables, "method-revised", "up to 12 m")[0] == "at most 8 %"
    assert not [row for row in tables.tables["method-first"] if "up to 12 m" in row[0]]
    for edition in editions():
        assert limit(tables, f"method-{edition}", "Threshold") == ["at most 2 cm", "at most 7 cm"]
        assert limit(tables, f"method-{edition}", "Door width") == ["at least 80 cm", "at least 70 cm"]
        assert limit(tables, f"method-{edition}", "Width of the platform")[1] == "at least 70 cm"


def test_method_is_about_people_in_a_wheelchair_and_every_limit_of_it_says_where_it_was_read() -> None:
    for one in limits():
        assert one.basis in ("method", "derived")
        if one.is_method:
            assert one.profiles == ("wheelchair",)
            assert one.editions
            assert one.source


def test_our_own_rules_stand_apart_and_are_said_to_be_ours(prerov: TownSettings) -> None:
    response = get(prerov)
    tables = Tables(text_of(response))

    assert limit(tables, "building-walker", "Door width") == ["at least 70 cm", "at least 60 cm"]
    assert limit(tables, "outside-wheelchair", "Height of the kerb") == ["at most 2 cm", "at most 7 cm"]
    assert "outside-hearing" not in tables.tables
    assert text_of(response).count("By our own rules derived from the published method") == 5
    assert not [row for row in tables.tables["building-wheelchair"] if "Threshold" in row[0]]


def test_what_each_verdict_means_stands_there_with_what_is_not_known(prerov: TownSettings) -> None:
    text = text_of(get(prerov))

    for verdict in Verdict:
        assert f'<span class="places-verdict is-{verdict.value}">' in text
    assert "neither good nor bad news" in text
    assert "3 steps up, 1 step down (+3 \u22121)" in text


def test_town_says_by_which_edition_it_surveys_and_no_other_towns_choice_shows(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    BarrierFreeSettings.objects.create(site=bbsk.site, edition="first")

    assert f"now: {editions()['revised'].name_cs}." in text_of(get(prerov))
    assert f"now: {editions()['first'].name_sk}." in text_of(get(bbsk))
    assert f"now: {editions()['first'].name_cs}." in text_of(get(bbsk, "cs"))


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
