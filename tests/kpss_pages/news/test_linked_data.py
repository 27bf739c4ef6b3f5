import json
import re
from datetime import date
from typing import Any

import pytest

from sites.models import TownSettings
from tests.builders import At, make_news, make_topic

pytestmark = pytest.mark.django_db

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def blocks(html: str) -> list[Any]:
    return [json.loads(block) for block in _BLOCK.findall(html)]


def test_page_of_news_tells_search_engines_what_it_shows(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    for town, language in ((prerov, "cs"), (bbsk, "sk")):
        page = make_news(
            town, "O <plánu> & „lidech“", lead="Krátce.", date=date(2026, 5, 4), topics=[make_topic(town, "Akce")]
        )
        found = blocks(at(town.site.hostname).get(page.get_url_parts()[2]).content.decode())
        article = next(block for block in found if block["@type"] == "NewsArticle")
        way = next(block for block in found if block["@type"] == "BreadcrumbList")

        assert article["headline"] == "O <plánu> & „lidech“"
        assert (article["inLanguage"], article["datePublished"]) == (language, "2026-05-04")
        assert article["url"] == page.full_url
        assert article["publisher"]["url"] == town.site.root_url
        assert article["keywords"] == ["Akce"]
        assert way["itemListElement"][-1]["item"] == page.full_url
        assert "expires" not in article


def test_expired_news_say_until_when_they_held(at: At, prerov: TownSettings) -> None:
    page = make_news(prerov, date=date(2024, 1, 1), relevant_until=date(2024, 2, 1))
    found = blocks(at("prerov.example").get(page.get_url_parts()[2]).content.decode())

    assert next(block for block in found if block["@type"] == "NewsArticle")["expires"] == "2024-02-01"
