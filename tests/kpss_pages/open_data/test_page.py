"""The open data page lists the data sets and the feeds in its language, and costs few queries."""

from typing import Any

import pytest

from kpss_pages.core.data_sets import data_sets
from kpss_pages.open_data.models import OpenDataPage
from sites.models import TownSettings
from tests.builders import At, make_news, section_of

pytestmark = pytest.mark.django_db


def test_page_links_to_the_files_and_feeds_of_its_own_town(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    for town in (prerov, bbsk):
        page = section_of(town, OpenDataPage)
        response = at(town.site.hostname).get(page.get_url_parts()[2])
        html = response.content.decode()

        for found in data_sets():
            assert f"{page.full_url}{found.key}-schema-org.jsonld" in html
        for feed in response.context["feeds"]:
            assert at(town.site.hostname).get(feed.url).status_code == 200
        assert (bbsk if town == prerov else prerov).site.hostname not in html


def test_feeds_are_those_of_the_language(at: At, bbsk: TownSettings) -> None:
    response = at("bbsk.example").get(section_of(bbsk, OpenDataPage, "cs").get_url_parts()[2])
    urls = [feed.url for feed in response.context["feeds"]]

    assert len(urls) >= 2
    assert all(url.startswith("/cs/") for url in urls)


def test_every_page_says_where_the_open_data_are(at: At, prerov: TownSettings) -> None:
    url = section_of(prerov, OpenDataPage).get_url_parts()[2]
    assert f'href="{url}"' in at("prerov.example").get("/").content.decode()


def test_page_costs_the_same_however_much_there_is(
    at: At, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    path = section_of(prerov, OpenDataPage).get_url_parts()[2]
    for _ in range(5):
        make_news(prerov)
    at("prerov.example").get(path)

    with django_assert_max_num_queries(8):
        at("prerov.example").get(path)
